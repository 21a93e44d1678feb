package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// The people that the matrix asks for, in the order of its columns.
const (
	nobody = iota
	coordinatorA
	coordinatorB
	trainer
)

// row says what each of the four gets when the route is about something of company A. Login stands for the way to the
// sign-in page. Writes are sent empty.
type row struct {
	route  string
	status [4]int
}

const login = http.StatusSeeOther

var anybody = [4]int{200, 200, 200, 200}

var matrix = []row{
	{"GET /", anybody},
	{"GET /assets/*", [4]int{404, 404, 404, 404}},
	{"GET /logo/:name", [4]int{404, 404, 404, 404}},
	{"GET /healthz", anybody},
	{"GET /readyz", anybody},
	{"GET /methode", anybody},
	{"GET /datenschutz", anybody},
	{"GET /impressum", anybody},
	{"GET /barrierefreiheit", anybody},
	{"GET /s/:code", anybody},
	{"POST /s/:code", [4]int{422, 422, 422, 422}},
	{"GET /s/:code/danke", [4]int{404, 404, 404, 404}},
	{"POST /s/:code/danke", [4]int{422, 422, 422, 422}},
	{"GET /s/:code/fertig", [4]int{200, 200, 200, 200}},
	{"POST /s/:code/fertig", [4]int{303, 303, 303, 303}},
	{"GET /s/:code/schaetzen", anybody},
	{"POST /s/:code/schaetzen", [4]int{422, 422, 422, 422}},
	{"POST /s/:code/neu", [4]int{303, 303, 303, 303}},
	{"GET /quittung", anybody},
	{"POST /quittung", [4]int{422, 422, 422, 422}},
	{"GET /login", anybody},
	{"POST /login", [4]int{422, 422, 422, 422}},
	{"POST /logout", [4]int{303, 303, 303, 303}},
	{"GET /login/code", [4]int{303, 303, 303, 303}},
	{"POST /login/code", [4]int{422, 422, 422, 422}},
	{"GET /passwort/vergessen", anybody},
	{"POST /passwort/vergessen", [4]int{303, 303, 303, 303}},
	{"GET /passwort", [4]int{410, 410, 410, 410}},
	{"POST /passwort", [4]int{410, 410, 410, 410}},
	{"GET /app", [4]int{login, 200, 200, 200}},
	{"POST /app/reauthenticate", [4]int{login, 422, 422, 422}},
	{"POST /app/stay", [4]int{login, 204, 204, 204}},
	{"GET /app/account", [4]int{login, 200, 200, 200}},
	{"POST /app/account/password", [4]int{login, 422, 422, 422}},
	{"POST /app/account/sessions", [4]int{login, 303, 303, 303}},
	{"GET /app/account/code", [4]int{login, 200, 200, 200}},
	{"POST /app/account/code", [4]int{login, 303, 303, 303}},
	{"POST /app/account/code/confirm", [4]int{login, 422, 422, 422}},
	{"POST /app/account/code/off", [4]int{login, 303, 303, 303}},
	{"POST /app/account/code/recovery", [4]int{login, 404, 404, 404}},
	{"GET /app/settings", [4]int{login, 403, 403, 200}},
	{"GET /app/keys", [4]int{login, 403, 403, 200}},
	{"GET /app/audit", [4]int{login, 403, 403, 200}},
	{"GET /app/people", [4]int{login, 403, 403, 200}},
	{"POST /app/people", [4]int{login, 403, 403, 422}},
	{"GET /app/people/:user", [4]int{login, 403, 403, 200}},
	{"POST /app/people/:user/link", [4]int{login, 403, 403, 200}},
	{"POST /app/people/:user/disable", [4]int{login, 403, 403, 303}},
	{"POST /app/people/:user/enable", [4]int{login, 403, 403, 303}},
	{"POST /app/people/:user/onestep", [4]int{login, 403, 403, 404}},
	{"GET /app/settings/identity", [4]int{login, 403, 403, 200}},
	{"POST /app/settings/identity", [4]int{login, 403, 403, 303}},
	{"POST /app/settings/identity/logo/upload", [4]int{login, 403, 403, 400}},
	{"POST /app/settings/identity/logo/remove", [4]int{login, 403, 403, 303}},
	{"GET /app/settings/texts", [4]int{login, 403, 403, 200}},
	{"GET /app/settings/texts/:text/:lang", [4]int{login, 403, 403, 200}},
	{"POST /app/settings/texts/:text/:lang", [4]int{login, 403, 403, 303}},
	{"POST /app/companies", [4]int{login, 403, 403, 422}},
	{"GET /app/companies/:company", [4]int{login, 200, 404, 200}},
	{"GET /app/companies/:company/delete", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/delete", [4]int{login, 403, 403, 422}},
	{"GET /app/deletions/:deletion", [4]int{login, 403, 403, 404}},
	{"GET /app/companies/:company/details", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/details", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/logo/upload", [4]int{login, 403, 403, 400}},
	{"POST /app/companies/:company/logo/remove", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/positioning", [4]int{login, 200, 404, 200}},
	{"POST /app/companies/:company/positioning", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/words", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/words", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/teams", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/teams", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/teams/merge", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/teams/:team", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/teams/:team/archive", [4]int{login, 403, 403, 303}},
	{"POST /app/companies/:company/teams/:team/restore", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/target", [4]int{login, 200, 404, 200}},
	{"POST /app/companies/:company/target", [4]int{login, 403, 403, 422}},
	{"GET /app/companies/:company/rounds/new", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/rounds/new", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/rounds", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/rounds/preview", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/rounds/preview", [4]int{login, 403, 403, 422}},
	{"GET /app/companies/:company/compare", [4]int{login, 200, 404, 200}},
	{"GET /app/compare", [4]int{login, 403, 403, 200}},
	{"GET /app/companies/:company/heat", [4]int{login, 200, 404, 200}},
	{"GET /app/companies/:company/compare/links", [4]int{login, 403, 403, 200}},
	{"POST /app/companies/:company/compare/links", [4]int{login, 403, 403, 422}},
	{"POST /app/companies/:company/compare/unlink", [4]int{login, 403, 403, 303}},
	{"GET /app/companies/:company/peers", [4]int{login, 200, 404, 200}},
	{"POST /app/companies/:company/consent", [4]int{login, 400, 404, 400}},
	{"GET /app/rounds/:round", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/preview", [4]int{login, 200, 404, 200}},
	{"POST /app/rounds/:round/preview", [4]int{login, 422, 404, 422}},
	{"POST /app/rounds/:round/period", [4]int{login, 422, 404, 422}},
	{"GET /app/rounds/:round/end.ics", [4]int{login, 404, 404, 404}},
	{"GET /app/rounds/:round/workshop.ics", [4]int{login, 400, 404, 400}},
	{"GET /app/rounds/:round/checkins.ics", [4]int{login, 404, 404, 404}},
	{"GET /app/rounds/:round/stage", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/stage/count", [4]int{login, 200, 404, 200}},
	{"POST /app/rounds/:round/close", [4]int{login, 303, 404, 303}},
	{"GET /app/rounds/:round/key", [4]int{login, 403, 403, 200}},
	{"POST /app/rounds/:round/key", [4]int{login, 403, 403, 303}},
	{"POST /app/rounds/:round/key/confirm", [4]int{login, 403, 403, 303}},
	{"POST /app/rounds/:round/key/upload", [4]int{login, 400, 404, 400}},
	{"POST /app/rounds/:round/title", [4]int{login, 403, 403, 422}},
	{"POST /app/rounds/:round/teams", [4]int{login, 403, 403, 422}},
	{"POST /app/rounds/:round/codes", [4]int{login, 403, 403, 422}},
	{"POST /app/rounds/:round/cancel", [4]int{login, 403, 403, 303}},
	{"GET /app/rounds/:round/paper", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/paper.pdf", [4]int{login, 303, 404, 303}},
	{"GET /app/rounds/:round/pack", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/pack.pdf", [4]int{login, 303, 404, 303}},
	{"GET /app/rounds/:round/dossier.pdf", [4]int{login, 303, 404, 303}},
	{"GET /app/rounds/:round/dossier", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/entry", [4]int{login, 200, 404, 200}},
	{"POST /app/rounds/:round/entry", [4]int{login, 422, 404, 422}},
	{"GET /app/rounds/:round/import", [4]int{login, 200, 404, 200}},
	{"POST /app/rounds/:round/import/upload", [4]int{login, 400, 404, 400}},
	{"GET /app/questionnaires", [4]int{login, 403, 403, 200}},
	{"POST /app/questionnaires/upload", [4]int{login, 403, 403, 400}},
	{"GET /app/questionnaires/:questionnaire/:version", [4]int{login, 403, 403, 200}},
	{"POST /app/questionnaires/:questionnaire/:version/withdraw", [4]int{login, 403, 403, 409}},
	{"GET /app/questionnaires/:questionnaire/:version/notes/:about", [4]int{login, 403, 403, 200}},
	{"POST /app/questionnaires/:questionnaire/:version/notes/:about", [4]int{login, 403, 403, 303}},
	{"GET /app/questionnaires/:questionnaire/:version/preview", [4]int{login, 403, 403, 200}},
	{"POST /app/questionnaires/:questionnaire/:version/preview", [4]int{login, 403, 403, 422}},
	{"POST /app/rounds/:round/release", [4]int{login, 403, 403, 303}},
	{"GET /app/rounds/:round/review", [4]int{login, 403, 403, 303}},
	{"POST /app/rounds/:round/review/introduction", [4]int{login, 403, 403, 303}},
	{"POST /app/rounds/:round/review/comments", [4]int{login, 403, 403, 303}},
	{"GET /app/rounds/:round/share", [4]int{login, 404, 404, 303}},
	{"POST /app/rounds/:round/share", [4]int{login, 404, 404, 303}},
	{"POST /app/rounds/:round/share/state", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/result", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/chart/radar.svg", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/chart/radar.png", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/chart/dots.svg", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/chart/dots.png", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/explain", [4]int{login, 404, 404, 303}},
	{"GET /app/measures", [4]int{login, 200, 200, 200}},
	{"GET /app/measures.csv", [4]int{login, 200, 200, 200}},
	{"GET /app/companies/:company/measures", [4]int{login, 200, 404, 200}},
	{"GET /app/rounds/:round/measures/new", [4]int{login, 404, 404, 303}},
	{"POST /app/rounds/:round/measures", [4]int{login, 404, 404, 303}},
	{"GET /app/measures/:measure", [4]int{login, 200, 404, 200}},
	{"GET /app/measures/:measure/due.ics", [4]int{login, 200, 404, 200}},
	{"POST /app/measures/:measure", [4]int{login, 422, 404, 422}},
	{"POST /app/measures/:measure/state", [4]int{login, 400, 404, 400}},
	{"POST /app/measures/:measure/delete", [4]int{login, 303, 404, 303}},
	{"GET /app/rounds/:round/report", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/report.pdf", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/reports", [4]int{login, 404, 404, 303}},
	{"POST /app/rounds/:round/reports", [4]int{login, 404, 404, 303}},
	{"POST /app/rounds/:round/reports/cancel", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/reports.zip", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/export.csv", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/export.xlsx", [4]int{login, 404, 404, 303}},
	{"GET /app/rounds/:round/export.json", [4]int{login, 404, 404, 303}},
}

// actEmpty are the forms that do something without anything filled in, for those who may send them: most concern the
// sender's own account.
var actEmpty = []string{
	"POST /app/reauthenticate", "POST /app/account/password", "POST /app/account/sessions", "POST /app/account/code", "POST /app/account/code/off",
	"POST /app/people/:user/link", "POST /app/people/:user/disable", "POST /app/people/:user/enable",
}

func TestEveryRouteAnswersOnlyWhoMayCallIt(t *testing.T) {
	s := webtest.New(t)
	a, teams := s.Company("Hotel Adler", "Empfang")
	b, _ := s.Company("Discounter Blitz")
	o := s.Open(a, webtest.Tiny)
	people := []*webtest.Browser{
		nobody: s.Browser(), coordinatorA: s.SignIn("a@example.org", kompass.Coordinator, a.ID),
		coordinatorB: s.SignIn("b@example.org", kompass.Coordinator, b.ID), trainer: s.Trainer(),
	}
	ids := map[string]string{"code": string(o.Links[0].Code), "company": a.ID, "round": o.Round.ID, "team": teams[0].ID, "questionnaire": webtest.Tiny, "version": "1",
		"measure": s.Measure(s.Answered(a, "Winter", true).ID, "Eine Maßnahme").ID, "user": s.Person("c@example.org", a.ID).ID,
		"text": "imprint", "lang": "de", "about": "item-a1"}
	for _, r := range matrix {
		method, pattern, _ := strings.Cut(r.route, " ")
		target := webtest.FillRoute(pattern, ids)
		for who, want := range r.status {
			if pattern == "/logout" || pattern == "/login" && method == http.MethodPost {
				continue // these change who somebody is; the tests of signing in have them
			}
			check := s.Unchanged
			if slices.Contains(actEmpty, r.route) && want != http.StatusForbidden && who != nobody {
				check = func(_ string, do func()) { do() }
			}
			check(r.route, func() {
				guest := &webtest.Browser{Site: s, Cookies: map[string]string{}, Header: http.Header{}}
				if token := people[who].Cookies["kompass-session"]; token != "" {
					guest.Cookies["kompass-session"] = token
				}
				p := guest.Send(guest.Request(method, target, nil))
				if p.Status != want {
					t.Errorf("%s for %d: got %d, want %d", r.route, who, p.Status, want)
				}
				if want == login && strings.HasPrefix(pattern, "/app") && who == nobody && !strings.HasPrefix(p.Header.Get("Location"), "/login?next=") {
					t.Errorf("%s: got %q, want the way to sign in", r.route, p.Header.Get("Location"))
				}
			})
		}
	}
}

// goodWrites would each change something of company A if the sender were its trainer.
func goodWrites(team string) map[string][]string {
	return map[string][]string{
		"/app/people":               {"email", "neu@example.org", "role", "trainer"},
		"/app/people/:user/link":    {},
		"/app/people/:user/disable": {},
		"/app/people/:user/enable":  {},
		"/app/people/:user/onestep": {},

		"/app/companies":                                           {"name", "Neue Firma"},
		"/app/settings/identity":                                   {"contact-name", "Eva"},
		"/app/settings/identity/logo/upload":                       {"logo", "x"},
		"/app/settings/identity/logo/remove":                       {"sure", "yes"},
		"/app/settings/texts/:text/:lang":                          {"text", "Neu", "do", "save"},
		"/app/questionnaires/:questionnaire/:version/notes/:about": {"note", "Nachfragen"},
		"/app/companies/:company/teams":                            {"name", "Bar", "size", "12"},
		"/app/companies/:company/target":                           {"target-customers-attitude", "2,5", "do", "freeze"},
		"/app/rounds/:round/close":                                 {"sure", "yes", "delete", "yes", "release", "yes"},
		"/app/rounds/:round/release":                               {"sure", "yes"},
		"/app/rounds/:round/share":                                 {"part", "compass", "thanks-de", "Danke"},
		"/app/rounds/:round/share/state":                           {"state", "on"},
		"/app/rounds/:round/review/introduction":                   {"introduction", "Guten Tag"},
		"/app/rounds/:round/review/comments":                       {"field", "alpha", "page", "1", "do", "rest"},
		"/app/companies/:company/delete":                           {"name", "Hotel Adler", "password", webtest.Password},
		"/app/companies/:company/details":                          {"name", "Gasthof", "contact-name", "Eva"},
		"/app/companies/:company/logo/upload":                      {"logo", "x"},
		"/app/companies/:company/logo/remove":                      {"sure", "yes"},
		"/app/companies/:company/words":                            {"customers-en-plain", "guests"},
		"/app/companies/:company/positioning":                      {"promise", "Wir rufen zurück.", "price", "1"},
		"/app/companies/:company/teams/merge":                      {"merge", team, "merge", "x", "merged", "Alle"},
		"/app/companies/:company/teams/:team":                      {"name", "Bar", "size", "12"},
		"/app/companies/:company/teams/:team/archive":              {"sure", "yes"},
		"/app/companies/:company/teams/:team/restore":              {"sure", "yes"},
		"/app/companies/:company/rounds/new":                       {"step", "content", "go", "next", "questionnaire", webtest.Tiny, "title", "Herbst"},
		"/app/companies/:company/rounds":                           {},
		"/app/rounds/:round/period":                                {"closes", "2026-12-31"},
		"/app/rounds/:round/title":                                 {"title", "Anders"},
		"/app/rounds/:round/key":                                   {},
		"/app/rounds/:round/key/confirm":                           {"sheet", "abandon"},
		"/app/rounds/:round/teams":                                 {"team", team},
		"/app/rounds/:round/codes":                                 {"form", strings.Repeat("0", 52), "codes-" + team + "-", "3"},
		"/app/rounds/:round/cancel":                                {"sure", "yes", "delete", "yes"},
		"/app/rounds/:round/entry":                                 {"key", strings.Repeat("1", 52), "team", team, "sheets", "a1\nyes\n"},
		"/app/companies/:company/compare/links":                    {"from", "aaaaaaaaaaaaaaaa Bar", "to", "aaaaaaaaaaaaaaaa Lounge", "kind", "continues"},
		"/app/companies/:company/compare/unlink":                   {"from", "aaaaaaaaaaaaaaaa Bar"},
		"/app/companies/:company/consent":                          {"do", "give"},
	}
}

// alsoHers is what a coordinator may do to a round of her own company.
var alsoHers = []string{"/app/rounds/:round/close", "/app/rounds/:round/period", "/app/rounds/:round/entry", "/app/companies/:company/consent",
	"/app/rounds/:round/share", "/app/rounds/:round/share/state"}

func TestOthersCannotWriteWhateverTheySend(t *testing.T) {
	s := webtest.New(t)
	a, teams := s.Company("Hotel Adler", "Empfang")
	b, _ := s.Company("Discounter Blitz")
	o := s.Open(a, webtest.Tiny)
	ids := map[string]string{"company": a.ID, "round": o.Round.ID, "team": teams[0].ID, "user": s.Person("c@example.org", a.ID).ID,
		"text": "imprint", "lang": "de", "questionnaire": webtest.Tiny, "version": "1", "about": "item-a1"}
	for name, who := range map[string]*webtest.Browser{
		"nobody": s.Browser(), "own": s.SignIn("a@example.org", kompass.Coordinator, a.ID), "other": s.SignIn("b@example.org", kompass.Coordinator, b.ID),
	} {
		for pattern, form := range goodWrites(teams[0].ID) {
			if name == "own" && slices.Contains(alsoHers, pattern) {
				continue
			}
			want := http.StatusForbidden
			if slices.Contains(alsoHers, pattern) {
				want = http.StatusNotFound
			}
			s.Unchanged(name+" "+pattern, func() {
				p := who.Post(webtest.FillRoute(pattern, ids), webtest.Values(append(form, "role", "trainer", "company_id", "")...))
				if p.Status != want && name != "nobody" || name == "nobody" && p.Status != login {
					t.Errorf("%s for %s: got %d, want it refused", pattern, name, p.Status)
				}
			})
		}
	}
}

func TestUnknownIdsAreNotFound(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, routes := s.Trainer(), s.Routes()
	for _, id := range []string{"unknown", c.ID + "x", "0", "%00", "%27%20OR%201=1--", strings.Repeat("a", 300)} {
		ids := map[string]string{"company": id, "round": id, "team": id, "user": id}
		for pattern, form := range goodWrites("x") {
			if !strings.Contains(pattern, ":") || strings.Contains(pattern, ":text") {
				continue
			}
			s.Unchanged(pattern, func() {
				b.Post(webtest.FillRoute(pattern, ids), webtest.Values(form...)).Want(http.StatusNotFound)
				if get := strings.TrimSuffix(strings.TrimSuffix(pattern, "/close"), "/release"); slices.Contains(routes, "GET "+get) {
					b.Get(webtest.FillRoute(get, ids)).Want(http.StatusNotFound)
				}
			})
		}
		b.Get("/app/people/" + id).Want(http.StatusNotFound)
		for _, get := range []string{"/app/companies/:company/rounds/preview", "/app/rounds/:round/preview", "/app/rounds/:round/import"} {
			b.Get(webtest.FillRoute(get, ids)).Want(http.StatusNotFound)
		}
		b.Get("/app/companies/" + id + "/compare").Want(http.StatusNotFound)
		b.Get("/app/rounds/" + id + "/result").Want(http.StatusNotFound)
	}
}

func TestRoundsTakeTeamsOfTheirCompanyOnly(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler", "Empfang")
	_, foreign := s.Company("Discounter Blitz", "Kasse")
	b := s.Trainer()
	s.Unchanged("a foreign team", func() {
		p := b.Post("/app/companies/"+a.ID+"/rounds/new", webtest.Values("step", "people", "team", foreign[0].ID)).
			Want(http.StatusUnprocessableEntity)
		p.Silent("Kasse")
	})
}

func TestResultIsTheTrainersUntilReleased(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Tiny, func(p *rounds.Plan) { p.Title = "Geheimer Herbst" })
	for range 6 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).Want(http.StatusSeeOther)
	}
	own, boss := s.SignIn("a@example.org", kompass.Coordinator, a.ID), s.Trainer()
	result := "/app/rounds/" + o.Round.ID + "/result"
	own.Get(result).Want(http.StatusNotFound)
	s.CloseRound(o.Round.ID)
	own.Get(result).Want(http.StatusNotFound)
	own.Get("/app/rounds/"+o.Round.ID).Want(http.StatusOK).Count(`a[href="`+result+`"]`, 0)
	own.Get("/app").Want(http.StatusOK).Count(`a[href="`+result+`"]`, 0)
	own.Get("/app/companies/" + a.ID + "/compare").Want(http.StatusOK).Silent(o.Round.ID + `"`)
	boss.Get(result).Want(http.StatusOK)
	s.Release(o.Round.ID)
	own.Get(result).Want(http.StatusOK)
	own.Get("/app/rounds/" + o.Round.ID).Want(http.StatusOK).One(`a[href="` + result + `"]`)
}
