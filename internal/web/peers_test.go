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
)

// another is a company with a released result of n answers.
func (s *site) another(name string, n int) kompass.Company {
	s.Helper()
	c, _ := s.company(name)
	_, err := s.store.AddTeam(context.Background(), kompass.Unlimited("test"), kompass.Team{CompanyID: c.ID, Name: "Team von " + name, Heads: max(12, n)})
	s.must(err)
	o := s.open(c, short, func(p *rounds.Plan) { p.AskPerspectives, p.Title = false, "Runde von "+name })
	q, _ := library(s).Get(short)
	for i := range n {
		form := values()
		for j, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			form.Set(it.ID, scale.Points[(i+j)%4].ID)
		}
		s.browser().post("/s/"+string(o.Links[0].Code), form).want(http.StatusSeeOther)
	}
	s.close(o.Round.ID)
	s.release(o.Round.ID)
	return c
}

func (s *site) consents(c kompass.Company) {
	s.Helper()
	s.must(s.store.GiveConsent(s.Context(), kompass.Unlimited("test"), c.ID))
}

// nextMonth lets what was agreed count.
func (s *site) nextMonth() {
	s.Helper()
	s.clock.Advance(32 * 24 * time.Hour)
	s.must(published.NewReader(s.store, s.rounds).SettlePeers(s.Context(), s.clock.Now()))
}

func TestConsentIsGivenAndWithdrawn(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	own, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/companies/"+c.ID
	own.get(path).want(http.StatusOK).says("Ihre Firma hat nicht zugestimmt").says("Nie gezeigt werden Name")
	own.post(path+"/consent", own.get(path+"/peers").fill("form.actions", "do", "give")).goes(path + "/peers")
	own.get(path + "/peers").want(http.StatusOK).says("Zugestimmt am")
	s.unchanged("twice", func() { own.post(path+"/consent", values("do", "give")).goes(path + "/peers") })
	s.unchanged("something else", func() { own.post(path+"/consent", values("do", "steal")).want(http.StatusBadRequest) })
	s.trainer().post(path+"/consent", values("do", "withdraw")).goes(path + "/peers")
	own.get(path).want(http.StatusOK).says("Zurückgezogen am")
	s.unchanged("nothing to withdraw", func() { own.post(path+"/consent", values("do", "withdraw")).goes(path + "/peers") })
}

func TestOthersAreShownWithoutTheirNames(t *testing.T) {
	s := newSite(t)
	var all []kompass.Company
	for i := range 5 {
		all = append(all, s.another(fmt.Sprintf("Geheim%d", i), 10+i))
	}
	for _, c := range all {
		s.consents(c)
	}
	path := "/app/companies/" + all[0].ID + "/peers"
	s.signIn("früh@example.org", kompass.Coordinator, all[0].ID).get(path).want(http.StatusOK).count("main table", 0).says("nächste Mal am 1. April 2026")
	s.nextMonth()
	own := s.signIn("a@example.org", kompass.Coordinator, all[0].ID)
	p := own.get(path).want(http.StatusOK).count("main tbody tr", 5).says("Firma 4")
	for _, c := range all[1:] {
		p.silent(c.Name).silent(c.ID)
	}
	for _, n := range []string{"n = 11", "n = 12", "n = 13", "n = 14"} {
		p.silent(n)
	}
	if again := own.get(path + "?s=" + all[1].ID + "&company=" + all[1].ID); again.doc.Find("main tbody").Text() != p.doc.Find("main tbody").Text() {
		t.Error("an address changes what is shown of others")
	}
	s.must(s.store.WithdrawConsent(t.Context(), kompass.Unlimited("test"), all[4].ID))
	own.get(path).want(http.StatusOK).count("main table", 0).says("Der Vergleich ruht")
}

// TestACoordinatorGetsNothingOfACompanyWithoutConsent fetches every page that she can, with and without another company
// beside hers: not a byte may differ.
func TestACoordinatorGetsNothingOfACompanyWithoutConsent(t *testing.T) {
	s := newSite(t)
	var pool []kompass.Company
	for i := range 5 {
		pool = append(pool, s.another(fmt.Sprintf("Partner%d", i), 10))
		s.consents(pool[i])
	}
	s.nextMonth()
	own := s.signIn("a@example.org", kompass.Coordinator, pool[0].ID)
	pages := func() string {
		var all strings.Builder
		for _, path := range []string{"/app", "", "/compare", "/compare?s=*.*.*", "/heat", "/peers"} {
			if path != "/app" {
				path = "/app/companies/" + pool[0].ID + path
			}
			all.WriteString(own.get(path).want(http.StatusOK).body)
		}
		return all.String()
	}
	before := pages()
	secret := s.another("Heimlich", 200)
	gone := s.another("Zurückgezogen", 40)
	s.consents(gone)
	s.must(s.store.WithdrawConsent(t.Context(), kompass.Unlimited("test"), gone.ID))
	s.consents(s.another("Zu neu", 40)) // counts from next month on
	if after := pages(); after != before {
		t.Error("a company without consent changes what a coordinator sees")
	}
	for _, c := range []kompass.Company{secret, gone} {
		for _, path := range []string{"", "/compare", "/heat", "/peers"} {
			own.get("/app/companies/" + c.ID + path).want(http.StatusNotFound).silent(c.Name)
		}
		all, err := s.store.Rounds(t.Context(), kompass.Everything, c.ID)
		s.must(err)
		p := own.get("/app/companies/" + pool[0].ID + "/compare?s=" + all[0].ID + "&base=" + all[0].ID + "&target=" + c.ID).want(http.StatusOK)
		p.silent(c.Name).count("#values", 0)
	}
	own.get("/app/compare").want(http.StatusForbidden)
}

// consenting is a company with a made-up released result, for many of them.
func (s *site) consenting(name string) kompass.Company {
	s.Helper()
	c, teams := s.company(name, "Team")
	o := s.open(c, full, oneLink)
	_, err := s.store.BeginClose(s.Context(), kompass.Unlimited("test"), o.Round.ID)
	s.must(err)
	q, _ := library(s).Get(full)
	doc := resulttest.Make(q, resulttest.Plan{Round: o.Round, Company: c, Teams: teams, ClosedOn: "2026-03-01", Seed: 1})
	data, err := doc.Encode()
	s.must(err)
	s.must(s.store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: o.Round.ID, Result: data, Hash: doc.Hash}))
	s.release(o.Round.ID)
	s.consents(c)
	return c
}

func TestAHundredCompaniesAreABand(t *testing.T) {
	s := newSite(t)
	var c kompass.Company
	for i := range 101 {
		c = s.consenting(fmt.Sprintf("Firma %03d GmbH", i))
	}
	s.nextMonth()
	for who, b := range map[string]*browser{"trainer": s.trainer(), "coordinator": s.signIn("a@example.org", kompass.Coordinator, c.ID)} {
		p := b.get("/app/companies/" + c.ID + "/peers").want(http.StatusOK).says("101 Firmen")
		if rows := p.doc.Find("main tbody tr").Length(); rows != 16 {
			t.Errorf("%s: got %d rows, want each field with its facets", who, rows)
		}
	}
}
