package web_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result/resulttest"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// another is a company with a released result of n answers.
func another(s *webtest.Site, name string, n int) kompass.Company {
	s.Helper()
	c, _ := s.Company(name)
	_, err := s.Store.AddTeam(context.Background(), kompass.Unlimited("test"), kompass.Team{CompanyID: c.ID, Name: "Team von " + name, Heads: max(12, n)})
	s.Must(err)
	o := s.Open(c, webtest.Short, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, "Runde von "+name })
	q, _ := webtest.Library(s).Get(webtest.Short)
	for i := range n {
		form := webtest.Values()
		for j, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			form.Set(it.ID, scale.Points[(i+j)%4].ID)
		}
		s.Browser().Post("/s/"+string(o.Links[0].Code), form).Want(http.StatusSeeOther)
	}
	s.CloseRound(o.Round.ID)
	s.Release(o.Round.ID)
	return c
}

func consents(s *webtest.Site, c kompass.Company) {
	s.Helper()
	s.Must(s.Store.GiveConsent(s.Context(), kompass.Unlimited("test"), c.ID))
}

// nextMonth lets what was agreed count.
func nextMonth(s *webtest.Site) {
	s.Helper()
	s.Clock.Advance(32 * 24 * time.Hour)
	s.Must(published.NewReader(s.Store, s.Rounds).SettlePeers(s.Context(), s.Clock.Now()))
}

func TestConsentIsGivenAndWithdrawn(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	own, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/companies/"+c.ID
	own.Get(path).Want(http.StatusOK).Says("hat nicht zugestimmt, sieht nichts von anderen Firmen").Says("Nie gezeigt werden Name")
	own.Post(path+"/consent", own.Get(path+"/peers").Fill("form.actions", "do", "give")).Goes(path + "/peers")
	own.Get(path + "/peers").Want(http.StatusOK).Says("Zugestimmt am")
	s.Unchanged("twice", func() { own.Post(path+"/consent", webtest.Values("do", "give")).Goes(path + "/peers") })
	s.Unchanged("something else", func() { own.Post(path+"/consent", webtest.Values("do", "steal")).Want(http.StatusBadRequest) })
	s.Trainer().Post(path+"/consent", webtest.Values("do", "withdraw")).Goes(path + "/peers")
	own.Get(path).Want(http.StatusOK).Says("Zurückgezogen am")
	s.Unchanged("nothing to withdraw", func() { own.Post(path+"/consent", webtest.Values("do", "withdraw")).Goes(path + "/peers") })
}

func TestOthersAreShownWithoutTheirNames(t *testing.T) {
	s := webtest.New(t)
	var all []kompass.Company
	for i := range 5 {
		all = append(all, another(s, fmt.Sprintf("Geheim%d", i), 10+i))
	}
	for _, c := range all {
		consents(s, c)
	}
	path := "/app/companies/" + all[0].ID + "/peers"
	s.SignIn("früh@example.org", kompass.Coordinator, all[0].ID).Get(path).Want(http.StatusOK).Count("main table", 0).Says("nächste Mal am 1. April 2026")
	nextMonth(s)
	own := s.SignIn("a@example.org", kompass.Coordinator, all[0].ID)
	p := own.Get(path).Want(http.StatusOK).Count("main tbody tr", 5).Says("Firma 4")
	for _, c := range all[1:] {
		p.Silent(c.Name).Silent(c.ID)
	}
	for _, n := range []string{"n = 11", "n = 12", "n = 13", "n = 14"} {
		p.Silent(n)
	}
	if again := own.Get(path + "?s=" + all[1].ID + "&company=" + all[1].ID); again.Doc.Find("main tbody").Text() != p.Doc.Find("main tbody").Text() {
		t.Error("an address changes what is shown of others")
	}
	s.Must(s.Store.WithdrawConsent(t.Context(), kompass.Unlimited("test"), all[4].ID))
	own.Get(path).Want(http.StatusOK).Count("main table", 0).Says("Der Vergleich ruht")
}

// TestACoordinatorGetsNothingOfACompanyWithoutConsent fetches every page that she can, with and without another company
// beside hers: not a byte may differ.
func TestACoordinatorGetsNothingOfACompanyWithoutConsent(t *testing.T) {
	s := webtest.New(t)
	var pool []kompass.Company
	for i := range 5 {
		pool = append(pool, another(s, fmt.Sprintf("Partner%d", i), 10))
		consents(s, pool[i])
	}
	nextMonth(s)
	own := s.SignIn("a@example.org", kompass.Coordinator, pool[0].ID)
	pages := func() string {
		var all strings.Builder
		for _, path := range []string{"/app", "", "/compare", "/compare?s=*.*.*", "/heat", "/peers"} {
			if path != "/app" {
				path = "/app/companies/" + pool[0].ID + path
			}
			all.WriteString(own.Get(path).Want(http.StatusOK).Body)
		}
		return all.String()
	}
	before := pages()
	secret := another(s, "Heimlich", 200)
	gone := another(s, "Zurückgezogen", 40)
	consents(s, gone)
	s.Must(s.Store.WithdrawConsent(t.Context(), kompass.Unlimited("test"), gone.ID))
	consents(s, another(s, "Zu neu", 40)) // counts from next month on
	if after := pages(); after != before {
		t.Error("a company without consent changes what a coordinator sees")
	}
	for _, c := range []kompass.Company{secret, gone} {
		for _, path := range []string{"", "/compare", "/heat", "/peers"} {
			own.Get("/app/companies/" + c.ID + path).Want(http.StatusNotFound).Silent(c.Name)
		}
		all, err := s.Store.Rounds(t.Context(), kompass.Everything, c.ID)
		s.Must(err)
		p := own.Get("/app/companies/" + pool[0].ID + "/compare?s=" + all[0].ID + "&base=" + all[0].ID + "&target=" + c.ID).Want(http.StatusOK)
		p.Silent(c.Name).Count("#values", 0)
	}
	own.Get("/app/compare").Want(http.StatusForbidden)
}

// consenting is a company with a made-up released result, for many of them.
func consenting(s *webtest.Site, name string) kompass.Company {
	s.Helper()
	c, teams := s.Company(name, "Team")
	o := s.Open(c, webtest.Full, webtest.OneLink)
	_, err := s.Store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
	s.Must(err)
	q, _ := webtest.Library(s).Get(webtest.Full)
	doc := resulttest.Make(q, resulttest.Plan{Round: o.Round, Company: c, Teams: teams, ClosedOn: "2026-03-01", Seed: 1})
	data, err := doc.Encode()
	s.Must(err)
	s.Must(s.Store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: o.Round.ID, Result: data, Hash: doc.Hash}))
	s.Release(o.Round.ID)
	consents(s, c)
	return c
}

func TestAHundredCompaniesAreABand(t *testing.T) {
	s := webtest.New(t)
	var c kompass.Company
	for i := range 101 {
		c = consenting(s, fmt.Sprintf("Firma %03d GmbH", i))
	}
	nextMonth(s)
	for who, b := range map[string]*webtest.Browser{"trainer": s.Trainer(), "coordinator": s.SignIn("a@example.org", kompass.Coordinator, c.ID)} {
		p := b.Get("/app/companies/" + c.ID + "/peers").Want(http.StatusOK).Says("101 Firmen")
		if rows := p.Doc.Find("main tbody tr").Length(); rows != 16 {
			t.Errorf("%s: got %d rows, want each field with its facets", who, rows)
		}
	}
}
