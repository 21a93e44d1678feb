package participant

import "kompass/internal/web/kit"

// Routes is the table of these pages.
func (h *Handler) Routes() []kit.Route {
	return []kit.Route{
		kit.Get("/", kit.Anybody, "start page with a field for the code", h.home),
		kit.Get("/s/:code", kit.Anybody, "questionnaire, or the choice of team and perspective", h.showQuestionnaire),
		kit.Post("/s/:code", kit.Anybody, "answers", h.submit),
		kit.Get("/s/:code/danke", kit.Anybody, "own profile and receipt, by cookie and once", h.thanks),
		kit.Post("/s/:code/danke", kit.Anybody, "the same again, by receipt", h.thanksAgain),
		kit.Get("/s/:code/fertig", kit.Anybody, "nothing is left on this device", h.left),
		kit.Post("/s/:code/fertig", kit.Anybody, "removes from this device what the product has put there", h.leave),
		kit.Post("/s/:code/neu", kit.Anybody, "another person answers in this browser", h.another),
		kit.Get("/quittung", kit.Anybody, "field for the receipt", h.showReceiptForm),
		kit.Post("/quittung", kit.Anybody, "see, correct or withdraw answers by receipt", h.useReceipt),
		kit.Get("/s/:code/schaetzen", kit.Anybody, "where does the company stand, before the result", h.showGuess),
		kit.Post("/s/:code/schaetzen", kit.Anybody, "guess", h.takeGuess),
	}
}
