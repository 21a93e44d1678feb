package web

import (
	"slices"

	"kompass/internal/export"
	"kompass/internal/figures"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/internal/web/sealing"
	"kompass/views"
)

// routes is the table of everything that the server answers to, with the handler of each route.
func (s *server) routes(store Store) []kit.Route {
	results := &resultDesk{s, store}
	settings := &settingsDesk{s, store}
	return slices.Concat(
		s.publicRoutes(), s.participants.Routes(), s.people.Routes(), settings.settingsRoutes(), settings.questionnaireRoutes(),
		(&companyDesk{s, store}).companyRoutes(), (&compareDesk{s, store}).compareRoutes(), s.rounds.Routes(),
		sealing.New(s.Kit, store, s.Rounds, s.rounds.ShowClosing).Routes(),
		(&reviewDesk{s, store}).reviewRoutes(), (&shareDesk{s, store}).shareRoutes(), results.resultRoutes(), results.measureRoutes(),
	)
}

// publicRoutes are for anybody.
func (s *server) publicRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/assets/*", kit.Anybody, "stylesheet, scripts, fonts", s.asset),
		kit.Get("/logo/:name", kit.Anybody, "logo of a client company, by its hash", s.showLogo),
		kit.Get("/healthz", kit.Anybody, "the process runs", s.healthy),
		kit.Get("/readyz", kit.Anybody, "the database can be written to", s.ready),
		kit.Get("/methode", kit.Anybody, "how the numbers come about", s.Recognise, s.method),
		kit.Get("/datenschutz", kit.Anybody, "what happens to answers", s.Recognise, s.ownText("privacy", "privacy.title", views.PrivacyPage)),
		kit.Get("/impressum", kit.Anybody, "who is responsible", s.Recognise, s.ownText("imprint", "imprint.title", views.ImprintPage)),
		kit.Get("/barrierefreiheit", kit.Anybody, "how far the pages can be used by everybody", s.Recognise, s.ownText("accessibility", "accessibility.title", views.AccessibilityPage)),
	}
}

// settingsRoutes are about what is not about one company.
func (s *settingsDesk) settingsRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app", kit.SignedIn, "companies and what needs attention", s.overview),
		kit.Get("/app/settings", kit.Trainer, "hub of what is not about one company", s.showSettings),
		kit.Get("/app/audit", kit.Trainer, "who did what when", s.showAudit),
		kit.Get("/app/settings/identity", kit.Trainer, "who asks: name, contact, logo", s.showIdentity),
		kit.Post("/app/settings/identity", kit.Trainer, "save it", s.saveIdentity),
		kit.Post("/app/settings/identity/logo/upload", kit.Trainer, "set the logo", s.uploadSenderLogo),
		kit.Post("/app/settings/identity/logo/remove", kit.Trainer, "remove the logo", s.removeSenderLogo),
		kit.Get("/app/settings/texts", kit.Trainer, "texts in own words", s.listTexts),
		kit.Get("/app/settings/texts/:text/:lang", kit.Trainer, "write a text", s.editText),
		kit.Post("/app/settings/texts/:text/:lang", kit.Trainer, "preview, publish or remove it", s.saveText),
	}
}

// questionnaireRoutes are about what is asked.
func (s *settingsDesk) questionnaireRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/questionnaires", kit.Trainer, "all questionnaires, and a form for one of her own", s.listQuestionnaires),
		kit.Post("/app/questionnaires/upload", kit.Trainer, "check a file and keep it", s.uploadQuestionnaire),
		kit.Get("/app/questionnaires/:questionnaire/:version", kit.Trainer, "one version: warnings, rounds", s.showOneQuestionnaire),
		kit.Post("/app/questionnaires/:questionnaire/:version/withdraw", kit.Trainer, "withdraw an uploaded one", s.withdrawQuestionnaire),
		kit.Get("/app/questionnaires/:questionnaire/:version/notes/:about", kit.Trainer, "a trainer's own note on a statement or view", s.showNote),
		kit.Post("/app/questionnaires/:questionnaire/:version/notes/:about", kit.Trainer, "save it", s.saveNote),
		kit.Get("/app/questionnaires/:questionnaire/:version/preview", kit.Trainer, "it as participants would see it", participant.Trying(s.questionnaireTrial, s.participants.ShowTrial)),
		kit.Post("/app/questionnaires/:questionnaire/:version/preview", kit.Trainer, "try it out; nothing is stored", participant.Trying(s.questionnaireTrial, s.participants.TryAnswers)),
	}
}

// companyRoutes are about one company, and deleting it.
func (s *companyDesk) companyRoutes() []kit.Route {
	return []kit.Route{
		kit.Post("/app/companies", kit.Trainer, "add a company", s.addCompany),
		kit.Get("/app/companies/:company", kit.SignedIn, "teams, target, rounds", s.showCompany),
		kit.Get("/app/companies/:company/details", kit.Trainer, "form for name and contact", s.showDetails),
		kit.Post("/app/companies/:company/details", kit.Trainer, "save name and contact", s.saveDetails),
		kit.Post("/app/companies/:company/logo/upload", kit.Trainer, "set the logo", s.uploadLogo),
		kit.Post("/app/companies/:company/logo/remove", kit.Trainer, "remove the logo", s.removeLogo),
		kit.Get("/app/companies/:company/positioning", kit.SignedIn, "profile and positioning", s.showPositioning),
		kit.Post("/app/companies/:company/positioning", kit.Trainer, "save them, also half filled in", s.savePositioning),
		kit.Get("/app/companies/:company/words", kit.Trainer, "what the company calls those it serves", s.showWords),
		kit.Post("/app/companies/:company/words", kit.Trainer, "save that, or show the sentences with it", s.saveWords),
		kit.Get("/app/companies/:company/delete", kit.Trainer, "asks for name and password", s.askDeletion),
		kit.Post("/app/companies/:company/delete", kit.Trainer|kit.PasswordAgain, "delete the company, by name and password", s.deleteCompany),
		kit.Get("/app/deletions/:deletion", kit.Trainer, "protocol of a company that was deleted", s.showDeletion),
		kit.Get("/app/companies/:company/teams", kit.Trainer, "rename, merge, archive, restore", s.showTeams),
		kit.Post("/app/companies/:company/teams", kit.Trainer, "add a team", s.addTeam),
		kit.Post("/app/companies/:company/teams/merge", kit.Trainer|kit.PasswordAgain, "make one team of several", s.mergeTeams),
		kit.Post("/app/companies/:company/teams/:team", kit.Trainer, "name and head count", s.changeTeam),
		kit.Post("/app/companies/:company/teams/:team/archive", kit.Trainer, "ask the team no more", s.archiveTeam),
		kit.Post("/app/companies/:company/teams/:team/restore", kit.Trainer, "ask it again", s.restoreTeam),
		kit.Get("/app/companies/:company/target", kit.SignedIn, "target level", s.showTarget),
		kit.Post("/app/companies/:company/target", kit.Trainer, "save, or save and freeze", s.saveTarget),
	}
}

// compareRoutes lay results over and beside one another.
func (s *compareDesk) compareRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/compare", kit.Trainer, "results of several companies over and beside one another", s.compareCompanies),
		kit.Get("/app/companies/:company/compare", kit.SignedIn, "results of one company over and beside one another", s.compareCompany),
		kit.Get("/app/companies/:company/heat", kit.SignedIn, "all teams of a round with all cells", s.showHeat),
		kit.Get("/app/companies/:company/compare/links", kit.Trainer, "which teams became which", s.showTeamLinks),
		kit.Post("/app/companies/:company/compare/links", kit.Trainer, "say that a team became another one", s.linkTeams),
		kit.Post("/app/companies/:company/compare/unlink", kit.Trainer, "take that back", s.unlinkTeams),
		kit.Get("/app/companies/:company/peers", kit.SignedIn, "other companies without names, as far as all have consented", s.showPeers),
		kit.Post("/app/companies/:company/consent", kit.SignedIn, "let others see the company without its name, or no longer", s.setConsent),
	}
}

// reviewRoutes decide what of a result is shown.
func (s *reviewDesk) reviewRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/rounds/:round/review", kit.Trainer, "look through a result before it is released", s.withResult(s.showReview)),
		kit.Post("/app/rounds/:round/review/introduction", kit.Trainer, "write its introduction", s.withResult(s.saveIntroduction)),
		kit.Post("/app/rounds/:round/review/comments", kit.Trainer, "show, hide or redact comments", s.withResult(s.moderate)),
	}
}

// resultRoutes show a result.
func (s *resultDesk) resultRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/rounds/:round/result", kit.SignedIn, "result (a coordinator's from its release on)", s.withResult(s.showResult)),
		kit.Get("/app/rounds/:round/explain", kit.SignedIn, "where a number of the result comes from (as the result)", s.withResult(s.showExplanation)),
		kit.Get("/app/rounds/:round/export.csv", kit.SignedIn, "the numbers of the result (as the result)", s.withResult(s.download(export.CSV))),
		kit.Get("/app/rounds/:round/export.xlsx", kit.SignedIn, "the same as a workbook", s.withResult(s.download(export.XLSX))),
		kit.Get("/app/rounds/:round/export.json", kit.SignedIn, "the same for programs", s.withResult(s.download(export.JSON))),
		kit.Get("/app/rounds/:round/chart/radar.svg", kit.SignedIn, "the compass as a picture (as the result)", s.withResult(s.sendChart("radar", "svg", figures.Drawer.SlideRadar))),
		kit.Get("/app/rounds/:round/chart/radar.png", kit.SignedIn, "the same in pixels", s.withResult(s.sendChart("radar", "png", figures.Drawer.SlideRadar))),
		kit.Get("/app/rounds/:round/chart/dots.svg", kit.SignedIn, "the fields as a picture (as the result)", s.withResult(s.sendChart("dots", "svg", figures.Drawer.SlideDots))),
		kit.Get("/app/rounds/:round/chart/dots.png", kit.SignedIn, "the same in pixels", s.withResult(s.sendChart("dots", "png", figures.Drawer.SlideDots))),
		kit.Get("/app/rounds/:round/report", kit.SignedIn, "the result as a document to be printed (as the result)", s.withResult(s.showReport)),
		kit.Get("/app/rounds/:round/report.pdf", kit.SignedIn, "the same as a file", s.withResult(s.sendReport)),
		kit.Get("/app/rounds/:round/reports", kit.SignedIn, "making the reports of all teams, and how far that is (as the result)", s.withResult(s.showReports)),
		kit.Get("/app/rounds/:round/reports.zip", kit.SignedIn, "the file, once", s.withResult(s.sendReports)),
		kit.Post("/app/rounds/:round/reports", kit.SignedIn, "begin with it (as the result)", s.withResult(s.makeReports)),
		kit.Post("/app/rounds/:round/reports/cancel", kit.SignedIn, "end it and throw its file away (as the result)", s.withResult(s.cancelReports)),
	}
}

// shareRoutes decide what those who answered see of a result.
func (s *shareDesk) shareRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/rounds/:round/share", kit.SignedIn, "what those who answered see of a result, with its preview (as the result)", s.withResult(s.showShare)),
		kit.Post("/app/rounds/:round/share", kit.SignedIn, "keep what they see, or look at it first (as the result)", s.withResult(s.saveShare)),
		kit.Post("/app/rounds/:round/share/state", kit.SignedIn, "show it to them, or no longer (as the result)", s.withResult(s.switchShare)),
	}
}

// measureRoutes keep what was agreed on.
func (s *resultDesk) measureRoutes() []kit.Route {
	return []kit.Route{
		kit.Get("/app/measures", kit.SignedIn, "measures of all companies (a coordinator's: of released results)", s.listMeasures),
		kit.Get("/app/measures.csv", kit.SignedIn, "the same selection as a file", s.downloadMeasures),
		kit.Get("/app/companies/:company/measures", kit.SignedIn, "measures of a company", s.listMeasures),
		kit.Get("/app/rounds/:round/measures/new", kit.SignedIn, "form for a measure, filled in from the address (as the result)", s.withResult(s.newMeasure)),
		kit.Post("/app/rounds/:round/measures", kit.SignedIn, "agree on a measure (as the result)", s.withResult(s.addMeasure)),
		kit.Get("/app/measures/:measure", kit.SignedIn, "form of a measure; asks before deleting", s.showMeasure),
		kit.Get("/app/measures/:measure/due.ics", kit.SignedIn, "its day for a calendar", s.sendMeasureDate),
		kit.Post("/app/measures/:measure", kit.SignedIn, "change a measure", s.changeMeasure),
		kit.Post("/app/measures/:measure/state", kit.SignedIn, "note how far it has come", s.setMeasureState),
		kit.Post("/app/measures/:measure/delete", kit.SignedIn, "delete it", s.deleteMeasure),
	}
}
