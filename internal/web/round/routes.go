package round

import (
	"slices"

	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
)

// Routes is the table of these pages.
func (h *Handler) Routes() []kit.Route {
	return slices.Concat(h.setupRoutes(), h.roundRoutes(), h.paperRoutes())
}

// setupRoutes prepare a round.
func (h *Handler) setupRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/companies/:company/rounds/new", kit.Trainer, "prepare a round, a step at a time", h.showRoundSetup),
		kit.Post("/app/companies/:company/rounds/new", kit.Trainer, "keep a step, take over the last round, or discard the draft", h.saveRoundSetup),
		kit.Post("/app/companies/:company/rounds", kit.Trainer, "open the round that was prepared", h.openRound),
		kit.Get("/app/companies/:company/rounds/preview", kit.Trainer, "the draft as participants would see it", participant.Trying(h.draftTrial, h.Participants.ShowTrial)),
		kit.Post("/app/companies/:company/rounds/preview", kit.Trainer, "try it out; nothing is stored", participant.Trying(h.draftTrial, h.Participants.TryAnswers)),
	}
}

// roundRoutes are about one round.
func (h *Handler) roundRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/rounds/:round", kit.SignedIn, "links with QR codes, counts", h.showRound),
		kit.Get("/app/rounds/:round/preview", kit.SignedIn, "the round as participants see it", participant.Trying(h.roundTrial, h.Participants.ShowTrial)),
		kit.Post("/app/rounds/:round/preview", kit.SignedIn, "try it out; nothing is stored", participant.Trying(h.roundTrial, h.Participants.TryAnswers)),
		kit.Post("/app/rounds/:round/period", kit.SignedIn, "move the end", h.changePeriod),
		kit.Post("/app/rounds/:round/close", kit.SignedIn|kit.PasswordAgain, "close and compute the result", h.closeRound),
		kit.Post("/app/rounds/:round/release", kit.Trainer|kit.PasswordAgain, "release the result to the company", h.releaseRound),
		kit.Post("/app/rounds/:round/title", kit.Trainer, "mend the title", h.renameRound),
		kit.Post("/app/rounds/:round/teams", kit.Trainer, "ask one more team", h.addRoundTeam),
		kit.Post("/app/rounds/:round/codes", kit.Trainer|kit.PasswordAgain, "draw one-time codes, shown in the answer and never again", h.drawCodes),
		kit.Post("/app/rounds/:round/cancel", kit.Trainer|kit.PasswordAgain, "delete a round opened by mistake", h.cancelRound),
		kit.Get("/app/rounds/:round/end.ics", kit.SignedIn, "its end for a calendar", h.sendEnd),
		kit.Get("/app/rounds/:round/workshop.ics", kit.SignedIn, "its workshop for a calendar, on the day that is asked for", h.sendWorkshop),
		kit.Get("/app/rounds/:round/checkins.ics", kit.SignedIn, "30, 60 and 90 days after its release for a calendar", h.sendCheckIns),
		kit.Get("/app/rounds/:round/stage", kit.SignedIn, "presentation on the projector (its result as the result)", h.showStage),
		kit.Get("/app/rounds/:round/stage/count", kit.SignedIn, "how many have taken part", h.stageCount),
	}
}

// paperRoutes carry a round to paper and back.
func (h *Handler) paperRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/rounds/:round/paper", kit.SignedIn, "the questionnaire of a link as a sheet to be filled in by hand", h.showPaper),
		kit.Get("/app/rounds/:round/paper.pdf", kit.SignedIn, "the same as a file", h.sendPaper),
		kit.Get("/app/rounds/:round/pack", kit.SignedIn, "posters, compass, cards and sheets for a workshop, to be printed", h.showPack),
		kit.Get("/app/rounds/:round/pack.pdf", kit.SignedIn, "the same as a file", h.sendPack),
		kit.Get("/app/rounds/:round/dossier", kit.SignedIn, "what the round does with answers, for a works council", h.showDossier),
		kit.Get("/app/rounds/:round/dossier.pdf", kit.SignedIn, "the same as a file", h.sendDossier),
		kit.Get("/app/rounds/:round/entry", kit.SignedIn, "type in paper sheets; a batch stays in the browser until it is sent", h.showEntry),
		kit.Post("/app/rounds/:round/entry", kit.SignedIn, "add the sheets of a batch, all or none", h.storeBatch),
		kit.Get("/app/rounds/:round/import", kit.SignedIn, "form for answers from a file", h.showImport),
		kit.Post("/app/rounds/:round/import/upload", kit.SignedIn, "add them, all or none", h.importAnswers),
	}
}
