// Package web is the server: routes, middleware and handlers, one file per resource. It is the only importer of fiber.
//
// Who may call what ("participant" is anybody with a code, "signed in" a trainer or coordinator within her companies):
//
//	GET  /                                  anybody      start page with a field for the code
//	GET  /s/:code                           participant  questionnaire, or the choice of team and perspective
//	POST /s/:code                           participant  answers
//	GET  /s/:code/danke                     participant  own profile and receipt, by cookie
//	POST /s/:code/neu                       participant  another person answers in this browser
//	GET  /s/:code/schaetzen                 participant  where does the company stand, before the result
//	POST /s/:code/schaetzen                 participant  guess
//	GET  /quittung                          participant  field for the receipt
//	POST /quittung                          participant  see, correct or withdraw answers by receipt
//	GET  /login · POST /login               anybody      sign in
//	POST /logout                            signed in    sign out
//	GET  /login/code · POST /login/code     right password   the second step of signing in
//	GET  /passwort/vergessen · POST /passwort/vergessen   anybody   a link to a new password, by mail
//	GET  /passwort · POST /passwort         setup link   set the first password, or another one
//	GET  /methode /datenschutz /impressum /barrierefreiheit   anybody
//	GET  /assets/*                          anybody      stylesheet, scripts, fonts
//	GET  /logo/:name                        anybody      logo of a client company, by its hash
//	GET  /healthz · /readyz                 anybody      process; database writable
//	GET  /app                               signed in    companies and what needs attention
//	POST /app/sure                          signed in    the password once more
//	POST /app/stay                          signed in    keeps the session
//	GET  /app/account                       signed in    own account: password, second step, sessions
//	POST /app/account/password              signed in    change the password
//	POST /app/account/sessions              signed in    end one session, or all others
//	GET  /app/account/code                  signed in    set up the second step
//	POST /app/account/code                  signed in    a new secret for it
//	POST /app/account/code/confirm          signed in    its first code; answers with the recovery codes
//	POST /app/account/code/off              signed in    without it again, where it is not required
//	POST /app/account/code/recovery         signed in    new recovery codes
//	GET  /app/settings                      trainer      hub of what is not about one company
//	GET  /app/people                        trainer      everybody who signs in
//	POST /app/people                        trainer      invite; answers with a one-time link
//	GET  /app/people/:user                  trainer      one person
//	POST /app/people/:user/link             trainer      a new one-time link
//	POST /app/people/:user/disable          trainer      end everything of hers
//	POST /app/people/:user/enable           trainer      let her sign in again
//	GET  /app/audit                         trainer      who did what when
//	POST /app/people/:user/onestep          trainer      without the second step, after a lost telephone
//	GET  /app/settings/identity             trainer      who asks: name, contact, logo
//	POST /app/settings/identity             trainer      save it; /logo/upload and /logo/remove for the logo
//	GET  /app/settings/texts                trainer      texts in own words
//	GET  /app/settings/texts/:text/:lang    trainer      write a text
//	POST /app/settings/texts/:text/:lang    trainer      preview, publish or remove it
//	POST /app/companies                     trainer      add a company
//	GET  /app/companies/:company            signed in    teams, target, rounds
//	GET·POST /app/companies/:company/details      trainer   name and contact
//	GET·POST /app/companies/:company/delete       trainer   delete the company, by name and password
//	GET  /app/deletions/:deletion                 trainer   protocol of a company that was deleted
//	POST /app/companies/:company/logo/upload      trainer   set the logo; /logo/remove removes it
//	GET  /app/companies/:company/positioning      signed in profile and positioning
//	POST /app/companies/:company/positioning      trainer   save them, also half filled in
//	GET  /app/companies/:company/teams            trainer   rename, merge, archive, restore
//	POST /app/companies/:company/teams            trainer   add a team
//	POST /app/companies/:company/teams/merge      trainer   make one team of several
//	POST /app/companies/:company/teams/:team      trainer   name and head count; /archive and /restore beside it
//	GET  /app/companies/:company/target     signed in    target level
//	POST /app/companies/:company/target     trainer      save, or save and freeze
//	GET  /app/companies/:company/rounds/new trainer      prepare a round, a step at a time
//	POST /app/companies/:company/rounds/new trainer      keep a step, take over the last round, or discard the draft
//	POST /app/companies/:company/rounds     trainer      open the round that was prepared
//	GET  /app/companies/:company/rounds/preview · POST   trainer   it as participants would see it; nothing is stored
//	GET  /app/compare                       trainer      results of several companies over and beside one another
//	GET  /app/companies/:company/compare    signed in    results of one company over and beside one another
//	GET  /app/companies/:company/heat       signed in    all teams of a round with all cells
//	GET  /app/companies/:company/compare/links    trainer   which teams became which
//	POST /app/companies/:company/compare/links    trainer   say that a team became another one
//	POST /app/companies/:company/compare/unlink   trainer   take that back
//	GET  /app/companies/:company/peers      signed in    other companies without names, as far as all have consented
//	POST /app/companies/:company/consent    signed in    let others see the company without its name, or no longer
//	GET  /app/rounds/:round                 signed in    links with QR codes, counts
//	GET  /app/rounds/:round/preview · POST  signed in    the round as participants see it; nothing is stored
//	POST /app/rounds/:round/period          signed in    move the end
//	GET  /app/rounds/:round/stage           signed in    presentation on the projector (its result as the result)
//	GET  /app/rounds/:round/stage/count     signed in    how many have taken part
//	POST /app/rounds/:round/close           signed in    close and compute the result
//	POST /app/rounds/:round/title           trainer      mend the title
//	POST /app/rounds/:round/teams           trainer      ask one more team
//	POST /app/rounds/:round/codes           trainer      draw one-time codes, shown in the answer and never again
//	POST /app/rounds/:round/cancel          trainer      delete a round opened by mistake
//	GET  /app/rounds/:round/paper           signed in    the questionnaire of a link as a sheet to be filled in by hand
//	GET  /app/rounds/:round/paper.pdf       signed in    the same as a file
//	GET  /app/rounds/:round/pack            signed in    posters, compass, cards and sheets for a workshop, to be printed
//	GET  /app/rounds/:round/pack.pdf        signed in    the same as a file
//	GET  /app/rounds/:round/entry           signed in    type in paper sheets; a batch stays in the browser until it is sent
//	POST /app/rounds/:round/entry           signed in    add the sheets of a batch, all or none
//	GET  /app/rounds/:round/import          signed in    form for answers from a file
//	POST /app/rounds/:round/import/upload   signed in    add them, all or none
//	POST /app/rounds/:round/release         trainer      release the result to the company
//	GET  /app/rounds/:round/review          trainer      look through a result before it is released
//	POST /app/rounds/:round/review/introduction   trainer   write its introduction
//	POST /app/rounds/:round/review/comments trainer      show, hide or redact comments
//	GET  /app/rounds/:round/result          signed in    result (a coordinator's from its release on)
//	GET  /app/rounds/:round/explain         signed in    where a number of the result comes from (as the result)
//	GET  /app/measures                      signed in    measures of all companies (a coordinator's: of released results)
//	GET  /app/measures.csv                  signed in    the same selection as a file
//	GET  /app/companies/:company/measures   signed in    measures of a company
//	GET  /app/rounds/:round/measures/new    signed in    form for a measure, filled in from the address (as the result)
//	POST /app/rounds/:round/measures        signed in    agree on a measure (as the result)
//	GET  /app/measures/:measure             signed in    form of a measure; asks before deleting
//	POST /app/measures/:measure             signed in    change a measure
//	POST /app/measures/:measure/state       signed in    note how far it has come
//	POST /app/measures/:measure/delete      signed in    delete it
//	GET  /app/rounds/:round/report          signed in    the result as a document to be printed (as the result)
//	GET  /app/rounds/:round/report.pdf      signed in    the same as a file
//	GET  /app/rounds/:round/chart/radar.svg radar.png dots.svg dots.png   signed in   a chart as a picture (as the result)
//	GET  /app/rounds/:round/reports         signed in    making the reports of all teams, and how far that is (as the result)
//	POST /app/rounds/:round/reports         signed in    begin with it (as the result)
//	POST /app/rounds/:round/reports/cancel  signed in    end it and throw its file away (as the result)
//	GET  /app/rounds/:round/reports.zip     signed in    the file, once
//	GET  /app/rounds/:round/export.csv .xlsx .json   signed in   the result as a file (as the result)
//	GET  /app/questionnaires                trainer      all questionnaires, and a form for one of her own
//	POST /app/questionnaires/upload         trainer      check a file and keep it
//	GET  /app/questionnaires/:questionnaire/:version            trainer   one version: warnings, rounds
//	POST /app/questionnaires/:questionnaire/:version/withdraw   trainer   withdraw an uploaded one
//	GET  /app/questionnaires/:questionnaire/:version/preview · POST   trainer   it as participants would see it
//	GET  /app/retention · POST              trainer      how long answers are kept
package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/lan"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/turns"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/internal/web/people"
)

type server struct {
	*kit.Kit
	Store        Store
	Rounds       *rounds.Service
	Published    *published.Reader
	Charts       *chart.Renderer
	PDF          *pdf.Printer // nil where there is no browser that prints
	WiFi         lan.WiFi
	people       *people.Handler
	participants *participant.Handler
	files        *turns.Turns
	jobs         reportJobs
}

func newServer(cfg Config, k *kit.Kit) *server {
	return &server{
		Kit: k, Store: cfg.Store, Rounds: cfg.Rounds, Published: cfg.Published, Charts: cfg.Charts, PDF: cfg.PDF, WiFi: cfg.WiFi,
		participants: participant.New(k, cfg.Store, cfg.Rounds), people: people.New(k, cfg.Store, cfg.Forgotten), files: turns.New(filesAtOnce, filesWaiting),
	}
}

// New returns the server's application. It starts nothing; the caller listens and shuts down.
func New(cfg Config) (*fiber.App, error) {
	k, err := kit.New(kit.Config{Store: cfg.Store, Auth: cfg.Auth, Log: cfg.Log, BaseURL: cfg.BaseURL, Now: cfg.Now, Rand: cfg.Rand, Metrics: cfg.Metrics})
	if err != nil {
		return nil, err
	}
	s := newServer(cfg, k)
	app := k.App(cfg.TrustedProxies)
	s.routePublic(app)
	s.routeTexts(app)
	s.participants.Routes(app)
	s.routeSignedIn(app)
	return app, nil
}
