package dashboard

import (
	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

// AddKeys adds what is not as it should be with the keys of rounds: to everybody that a round takes no answers, to the trainer what she
// or whoever runs the server has to see to.
func (o *Dashboard) AddKeys(k rounds.KeyTrouble) {
	add := func(roundID, key string) {
		line := views.Attention{Text: o.z.T(key), Action: o.z.T("waiting.keys.do"), Href: address.Keys, Urgency: waitsKey}
		if e, company, ok := o.find(roundID); ok {
			line.Company, line.Round = company, e.Title
		}
		o.waiting = append(o.waiting, line)
	}
	for _, id := range k.Missing {
		switch _, _, own := o.find(id); {
		case o.trainer():
			add(id, "waiting.key.missing")
		case own:
			add(id, "waiting.key.missing")
			last := &o.waiting[len(o.waiting)-1]
			last.Action, last.Href = o.z.T("waiting.soon.do"), address.Round(id)
		}
	}
	if !o.trainer() {
		return
	}
	if len(k.Away) > 0 {
		add("", "waiting.key.away")
	}
	for _, left := range k.Left {
		add(left.RoundID, "waiting.key.left")
	}
	if k.Rebuild {
		add("", "waiting.rebuild")
	}
}

// find returns a round that the user may see, with the name of its company.
func (o *Dashboard) find(roundID string) (kompass.RoundEntry, string, bool) {
	for _, c := range o.companies {
		for _, e := range o.rounds[c.ID] {
			if e.ID == roundID {
				return e, c.Name, true
			}
		}
	}
	return kompass.RoundEntry{}, "", false
}
