package demo

import "kompass/internal/kompass"

// stand is what a company says of itself: whom to ask, its promise, and what it deliberately does not offer.
type stand struct {
	contact    kompass.Contact
	promise    string
	omitted    string
	discipline kompass.Discipline
	words      kompass.Words            // for those it serves
	steps      [kompass.SliderCount]int // price, relation, individual, changing, latitude
}

// sender is who asks in the demo.
var sender = kompass.Sender{Contact: kompass.Contact{Name: "Nordstern Service-Training (Demo)", Email: Email}}

// stands are the profiles of the companies, in their order.
var stands = []stand{
	{
		contact: kompass.Contact{Name: "Direktionsbüro"},
		promise: "Wer bei uns ankommt, wird schon erwartet.", omitted: "Keine Reisegruppen, kein Frühstück im Vorbeigehen.",
		words:      kompass.Words{"de": {Plain: "Gäste", Dative: "Gästen"}, "en": {Plain: "guests"}},
		discipline: kompass.LeadCustomers, steps: [kompass.SliderCount]int{5, 5, 5, 3, 4},
	},
	{
		contact: kompass.Contact{Name: "Marktleitung der Zentrale"},
		promise: "Gute Ware, klarer Preis, nach zehn Minuten wieder draußen.", omitted: "Keine Beratung am Regal, keine Lieferung.",
		discipline: kompass.LeadPrice, steps: [kompass.SliderCount]int{1, 2, 1, 2, 2},
	},
	{
		contact: kompass.Contact{Name: "Büro und Beratung"},
		promise: "Wir bauen, was passt, und stehen dazu.", omitted: "Keine Ware von der Stange, keine Termine, die wir nicht halten.",
		steps: [kompass.SliderCount]int{3, 4, 4, 3, 4},
	},
}
