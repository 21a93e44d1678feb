package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/web/webtest"
	"kompass/views"
)

// edit says how a route treats two people who have the same form open. Either it is versioned, and the form on a page is refused
// where the page is older than what is stored, or there is a reason for which it needs no version.
type edit struct {
	reason string // why it is not versioned
	page   string // where its form is
	form   string // on the page, "" for the one with the route as its action
	typed  []string
}

// Why forms need no version.
const (
	asks    = "nothing is stored"
	creates = "it makes something new, and what it would double is refused"
	once    = "the second time changes nothing, whatever was shown"
	ends    = "it ends something for good, asks first and shows what it ends; ended is ended"
	account = "it is about the account of the one who sends it, who gives the password"
)

// edits has every form of the server.
var edits = map[string]edit{
	"POST /s/:code": {reason: "the receipt decides which answers are replaced"}, "POST /s/:code/danke": {reason: asks}, "POST /s/:code/fertig": {reason: once},
	"POST /s/:code/neu": {reason: once}, "POST /quittung": {reason: "the receipt decides which answers are withdrawn"}, "POST /s/:code/schaetzen": {reason: creates},
	"POST /login": {reason: creates}, "POST /login/code": {reason: creates}, "POST /logout": {reason: once}, "POST /passwort": {reason: "the link is used up"},
	"POST /passwort/vergessen": {reason: creates}, "POST /app/reauthenticate": {reason: asks}, "POST /app/stay": {reason: once},
	"POST /app/account/password": {reason: account}, "POST /app/account/sessions": {reason: once}, "POST /app/account/code": {reason: account},
	"POST /app/account/code/confirm": {reason: "only a code of the newest secret fits"}, "POST /app/account/code/off": {reason: account}, "POST /app/account/code/recovery": {reason: account},
	"POST /app/people": {reason: creates}, "POST /app/people/:user/link": {reason: creates}, "POST /app/people/:user/disable": {reason: once},
	"POST /app/people/:user/enable": {reason: once}, "POST /app/people/:user/onestep": {reason: once},

	"POST /app/settings/identity":             {page: "/app/settings/identity", typed: []string{"contact-name", "Beratung Ost"}},
	"POST /app/settings/identity/logo/upload": {page: "/app/settings/identity", typed: []string{"logo", "eigenes.png"}},
	"POST /app/settings/identity/logo/remove": {page: "/app/settings/identity"},
	"POST /app/settings/texts/:text/:lang":    {page: "/app/settings/texts/:text/:lang", form: "form:has(#text)", typed: []string{"text", "Eva Muster", "do", "save"}},

	"POST /app/questionnaires/upload":                               {reason: creates},
	"POST /app/questionnaires/:questionnaire/:version/withdraw":     {page: "/app/questionnaires/:questionnaire/:version"},
	"POST /app/questionnaires/:questionnaire/:version/preview":      {reason: asks},
	"POST /app/questionnaires/:questionnaire/:version/notes/:about": {page: "/app/questionnaires/:questionnaire/:version/notes/:about", form: "#note-form", typed: []string{"note", "Nachfragen"}},

	"POST /app/companies":                              {reason: creates},
	"POST /app/companies/:company/details":             {page: "/app/companies/:company/details", typed: []string{"contact-name", "Eva Muster"}},
	"POST /app/companies/:company/logo/upload":         {page: "/app/companies/:company/details", typed: []string{"logo", "eigenes.png"}},
	"POST /app/companies/:company/logo/remove":         {page: "/app/companies/:company/details", typed: []string{"sure", "yes"}},
	"POST /app/companies/:company/positioning":         {page: "/app/companies/:company/positioning", typed: []string{"promise", "Wir rufen zurück."}},
	"POST /app/companies/:company/words":               {page: "/app/companies/:company/words", form: "form#words", typed: []string{"customers-en-plain", "guests", "do", "save"}},
	"POST /app/companies/:company/delete":              {reason: ends},
	"POST /app/companies/:company/teams":               {reason: creates},
	"POST /app/companies/:company/teams/merge":         {page: "/app/companies/:company/teams", typed: []string{"merged", "Vorne und hinten", "merge", ":resting", "merge", ":third"}},
	"POST /app/companies/:company/teams/:team":         {page: "/app/companies/:company/teams", typed: []string{"name", "Große Küche"}},
	"POST /app/companies/:company/teams/:team/archive": {page: "/app/companies/:company/teams", form: `form:has([formaction="/app/companies/:company/teams/:team/archive"])`, typed: []string{"sure", "yes"}},
	"POST /app/companies/:company/teams/:team/restore": {page: "/app/companies/:company/teams", typed: []string{"sure", "yes"}},
	"POST /app/companies/:company/target":              {page: "/app/companies/:company/target", form: targetForms, typed: []string{"target-customers-attitude", "2,5", "do", "save"}},
	"POST /app/companies/:company/compare/links":       {reason: creates},
	"POST /app/companies/:company/compare/unlink":      {page: "/app/companies/:company/compare/links"},
	"POST /app/companies/:company/consent":             {page: "/app/companies/:company/peers", typed: []string{"do", "give"}},

	"POST /app/companies/:company/rounds/new":     {page: "/app/companies/:company/rounds/new", form: "#setup", typed: []string{"title", "Winter", "go", "next"}},
	"POST /app/companies/:company/rounds":         {page: "/app/companies/:company/rounds/new?step=check"},
	"POST /app/companies/:company/rounds/preview": {reason: asks},
	"POST /app/rounds/:round/preview":             {reason: asks},
	"POST /app/rounds/:round/period":              {page: "/app/rounds/:open", typed: []string{"closes", "2026-04-20"}},
	"POST /app/rounds/:round/title":               {page: "/app/rounds/:open", typed: []string{"title", "Sommer"}},
	"POST /app/rounds/:round/close":               {reason: ends}, "POST /app/rounds/:round/release": {reason: ends}, "POST /app/rounds/:round/cancel": {reason: ends},
	"POST /app/rounds/:round/key": {reason: "only the newest sheet fits, and has to be typed in"}, "POST /app/rounds/:round/key/confirm": {reason: once}, "POST /app/rounds/:round/key/upload": {reason: asks},
	"POST /app/rounds/:round/teams": {reason: once}, "POST /app/rounds/:round/codes": {reason: creates},
	"POST /app/rounds/:round/review/introduction": {page: "/app/rounds/:round/review", typed: []string{"introduction", "Guten Tag"}},
	"POST /app/rounds/:round/review/comments":     {page: "/app/rounds/:round/review", typed: []string{"verdict-:comment", "hidden", "do", "save"}},
	"POST /app/rounds/:round/share":               {page: "/app/rounds/:round/share", form: "form#share", typed: []string{"thanks-de", "Danke", "do", "save"}},
	"POST /app/rounds/:round/share/state":         {reason: once},
	"POST /app/rounds/:round/entry":               {reason: once}, "POST /app/rounds/:round/import/upload": {reason: once},
	"POST /app/rounds/:round/reports": {reason: once}, "POST /app/rounds/:round/reports/cancel": {reason: once},
	"POST /app/rounds/:round/measures":   {reason: creates},
	"POST /app/measures/:measure":        {page: "/app/measures/:measure", typed: []string{"what", "Gäste fragen"}},
	"POST /app/measures/:measure/state":  {page: "/app/companies/:company/measures", typed: []string{"state", "done"}},
	"POST /app/measures/:measure/delete": {page: "/app/measures/:measure?confirm=delete", form: "form#confirm"},
}

func TestEveryFormIsVersionedOrHasAReasonNotToBe(t *testing.T) {
	left := map[string]bool{}
	for route, e := range edits {
		left[route] = true
		if (e.reason == "") == (e.page == "") {
			t.Errorf("%s needs either a reason or the page of its form", route)
		}
	}
	for _, r := range webtest.New(t).Table {
		if r.Method == http.MethodPost && !left[r.Name()] {
			t.Errorf("%s stands in no row: what becomes of it when two people have it open?", r.Name())
		}
		delete(left, r.Name())
	}
	for route := range left {
		t.Errorf("%s is no form any more", route)
	}
}

// editable is a site with something of everything that forms edit, and what stands for the places of their addresses.
func editable(t *testing.T) (*webtest.Site, map[string]string) {
	s := webtest.New(t)
	s.Must(s.Store.SetSenderLogo(t.Context(), sqlitetest.Actor, kompass.NewLogo([]byte("one"), 1, 1)))
	c, o, _ := s.Commented("Mehr Licht")
	by := kompass.Unlimited(sqlitetest.Actor)
	ids := map[string]string{"company": c.ID, "round": o.Round.ID, "measure": s.Measure(o.Round.ID, "Gäste grüßen").ID,
		"text": "imprint", "lang": "de", "questionnaire": "own-check", "version": "1", "about": "item-a1"}
	for _, name := range []string{"Empfang", "Küche", "Bar", "Lager"} {
		team, err := s.Store.AddTeam(t.Context(), by, kompass.Team{CompanyID: c.ID, Name: name, Heads: 12})
		s.Must(err)
		ids[map[string]string{"Empfang": "asked", "Küche": "resting", "Bar": "third", "Lager": "archived"}[name]] = team.ID
	}
	s.Must(s.Store.ArchiveTeam(t.Context(), by, c.ID, ids["archived"]))
	s.Must(s.Store.LinkTeams(t.Context(), by, kompass.TeamLink{CompanyID: c.ID, From: kompass.NamedTeam{ID: ids["third"], Name: "Theke"},
		To: kompass.NamedTeam{ID: ids["third"], Name: "Bar"}, Continues: true}))
	s.Must(s.Store.SetLogo(t.Context(), by, c.ID, kompass.NewLogo([]byte("one"), 1, 1)))
	ids["open"] = s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.TeamIDs = []string{ids["asked"]} }).Round.ID
	comments, err := s.Store.Comments(t.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	ids["comment"] = comments[0].ID
	b := s.Trainer()
	own := strings.NewReplacer("id: tiny-check", "id: own-check").Replace(webtest.TinyFile)
	b.SendFile("/app/questionnaires/upload", "file", "eigen.yaml", []byte(own)).Want(http.StatusSeeOther)
	setup := "/app/companies/" + c.ID + "/rounds/new"
	b.Post(setup, b.Draft(c.ID, "step", "content", "questionnaire", webtest.Full, "title", "Herbst", "go", "next")).Want(http.StatusSeeOther)
	return s, ids
}

// TestAnOlderPageReplacesNothing sends every versioned form as it would come from a page that is older than what is stored, and as
// one that does not say what it showed: each is refused with what was typed, and nothing is changed.
func TestAnOlderPageReplacesNothing(t *testing.T) {
	s, ids := editable(t)
	b := s.SignIn("kollegin@example.org", kompass.Trainer, "")
	for route, e := range edits {
		if e.page == "" {
			continue
		}
		ids["team"] = ids["resting"]
		if strings.HasSuffix(route, "/restore") {
			ids["team"] = ids["archived"]
		}
		places := ids
		if strings.Contains(e.page, ":open") {
			places = map[string]string{"round": ids["open"], "open": ids["open"]}
		}
		fill := func(text string) string { return webtest.FillRoute(text, places) }
		action := fill(strings.TrimPrefix(route, "POST "))
		selector := fill(e.form)
		if selector == "" {
			selector = `form[action="` + action + `"]`
		}
		shown := b.Get(fill(e.page)).Want(http.StatusOK).Fill(selector)
		for i := 0; i < len(e.typed); i += 2 {
			if name := fill(e.typed[i]); i >= 2 && e.typed[i] == e.typed[i-2] {
				shown.Add(name, fill(e.typed[i+1]))
			} else {
				shown.Set(name, fill(e.typed[i+1]))
			}
		}
		versions := 0
		for _, older := range []string{string(kompass.DigestOf("of another day")), ""} {
			for name := range shown {
				if name == views.ShownInput || strings.HasPrefix(name, views.ShownInput+"-") {
					shown.Set(name, older)
					versions++
				}
			}
			s.Unchanged(route, func() {
				p := b.Post(action, shown)
				if strings.HasSuffix(action, "/upload") {
					p = b.SendShown(action, older, "logo", shown.Get("logo"), webtest.Picture(t, 30))
				}
				if p.Status != http.StatusConflict || p.Doc.Find(".conflict-summary").Length() != 1 {
					t.Errorf("%s with the version %q: got %d, want a conflict: %s", route, older, p.Status, p.Title())
					return
				}
				for i := 0; i < len(e.typed); i += 2 {
					if typed := fill(e.typed[i+1]); !strings.Contains(p.Body, typed) && typed != "yes" && typed != "give" {
						t.Errorf("%s: %q is lost", route, typed)
					}
				}
			})
		}
		if versions < 2 {
			t.Errorf("the form of %s carries no version", route)
		}
	}
}
