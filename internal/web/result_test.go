package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestResultShowsEachGroupAsFarAsItMay(t *testing.T) {
	s := webtest.New(t)
	c, teams, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/result"
	all := b.Get(path).Want(http.StatusOK).Count(".result-compass figure:has(svg[role=img])", 1).Count("section[aria-labelledby=cells] figure:has(svg[role=img])", 1)
	all.Silent("Mehr Licht").Says("nicht freigegeben").Count(".switches a[href='#hidden']:contains('Bar')", 1)
	all.Count("section[aria-labelledby=items] table.items", 4).Count("section[aria-labelledby=divided] table.items", 1)
	all.Says("Bar: nicht dargestellt (weniger als 5 Antworten)")
	hidden := b.Get(path+"?team="+teams[2].ID).Want(http.StatusOK).Count(".result-compass, #cells", 0).Count("table.items", 0).Silent("Mehr Licht")
	hidden.Says("nicht dargestellt (weniger als 5 Antworten)")
	for _, unknown := range []string{"?team=unknown", "?perspective=staff", "?team=" + teams[0].ID + "&perspective=staff", "?team=%00"} {
		b.Get(path + unknown).Want(http.StatusNotFound)
	}
	shown := 0
	for _, team := range teams[:2] {
		p := b.Get(path + "?team=" + team.ID).Want(http.StatusOK).Silent("Mehr Licht")
		if p.Doc.Find(".result-compass").Length() == 0 {
			p.Says("nicht dargestellt")
			continue
		}
		shown++
		if small := team.ID == teams[1].ID; small != (p.Doc.Find("table.items").Length() == 0) {
			t.Errorf("%s: got %d tables of items, want none below ten answers", team.Name, p.Doc.Find("table.items").Length())
		}
	}
	if shown == 0 {
		t.Error("got no team at all, want the one that hides nobody")
	}
	s.Release(o.Round.ID)
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	own.Get(path).Want(http.StatusOK).Silent("Mehr Licht").Silent("confirm=release")
}

func TestClosingAsksOnceMore(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.Fill(o.Links[0], 5)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	b.Get(path + "/result").Goes(path)
	for _, form := range [][]string{nil, {"sure", "no"}, {"release", "yes"}, {"sure", ""}} {
		s.Unchanged("closing unasked", func() { b.Post(path+"/close", webtest.Values(form...)).Goes(path + "?confirm=close") })
	}
	s.Unchanged("releasing what is open", func() { b.Post(path+"/release", webtest.Values("sure", "yes")).Want(http.StatusConflict) })
	form := b.Get(path+"?confirm=close").Fill("#confirm", "release", "yes")
	b.Post(path+"/close", form).Goes(path + "/result")
	round, err := s.Store.Round(t.Context(), kompass.Everything, o.Round.ID)
	if s.Must(err); round.State != kompass.StateReleased {
		t.Errorf("got %s, want closed and released in one step", round.State)
	}
	s.Unchanged("closing twice", func() { b.Post(path+"/close", form).Goes(path) })
	s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusGone)
}

func TestReleasingAsksOnceMore(t *testing.T) {
	s := webtest.New(t)
	_, _, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	s.Unchanged("releasing unasked", func() { b.Post(path+"/release", webtest.Values()).Goes(path + "/review?confirm=release") })
	b.Post(path+"/release", b.Get(path+"/review?confirm=release").Fill("#confirm")).Goes(path)
	s.Unchanged("releasing twice", func() { b.Post(path+"/release", webtest.Values("sure", "yes")).Goes(path) })
}

func TestTooFewAnswersAreDeletedAfterAskingTwice(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.Fill(o.Links[0], 4, "comment-people", "Vier sind zu wenig")
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	form := b.Get(path + "?confirm=close").Want(http.StatusOK).Fill("#confirm")
	s.Unchanged("asking once", func() { b.Post(path+"/close", form).Goes(path + "?confirm=close&missing=delete") })
	b.Get(path + "?confirm=close&missing=delete").Want(http.StatusOK).Says("Bitte bestätigen Sie")
	form.Set("delete", "yes")
	form.Set("release", "yes")
	b.Post(path+"/close", form).Goes(path)
	b.Get(path).Want(http.StatusOK).Says("weniger als 5 Antworten")
	if s.Total(o.Round.ID) != 0 || strings.Contains(s.Dump(), "Vier sind zu wenig") {
		t.Error("the answers are still there")
	}
	b.Get(path + "/result").Goes(path)
	b.Post(path+"/release", webtest.Values("sure", "yes")).Want(http.StatusConflict)
}

func TestComparisonLaysUpToThreeOverAndMoreBesideOneAnother(t *testing.T) {
	s := webtest.New(t)
	c, teams, first := s.ClosedRound()
	var rest []rounds.Opened
	for range 3 {
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.Fill(o.Links[0], 10)
		s.CloseRound(o.Round.ID)
		rest = append(rest, o)
	}
	foreign, _ := s.Company("Discounter Blitz")
	other := s.Open(foreign, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.Fill(other.Links[0], 6)
	s.CloseRound(other.Round.ID)
	b, path := s.Trainer(), "/app/companies/"+c.ID+"/compare"
	columns := func(query string, want int) webtest.Page {
		t.Helper()
		p := b.Get(path + query).Want(http.StatusOK)
		if got := p.Doc.Find("#values thead th.number:not(.difference-column)").Length(); got != want {
			t.Errorf("%s: got %d series, want %d", query, got, want)
		}
		if got := p.Doc.Find("#values .difference-column").Length(); got != max(0, want-1) {
			t.Errorf("%s: got %d columns of differences, want one for every series but the first", query, got)
		}
		return p
	}
	columns("", 3).Count(".result-charts figure:has(svg[role=img])", 2)
	columns("?s="+first.Round.ID, 1)
	all := "?s=" + first.Round.ID
	for _, o := range rest {
		all += "&s=" + o.Round.ID
	}
	columns(all, 4).Count(".compass-row figure:has(svg[role=img])", 4).Count(".result-charts", 0)
	columns("?s="+first.Round.ID+"&s="+first.Round.ID, 1)
	columns("?s="+other.Round.ID, 0).Silent("Blitz").Count(`input[value="`+other.Round.ID+`"]`, 0)
	columns("?s="+first.Round.ID+"."+teams[2].ID, 0)
	columns("?s=unknown&s=%3Cb%3E&s=..&s=.", 0)
	columns("?s="+first.Round.ID+"&s="+other.Round.ID, 1)
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	if got := own.Get(path + all).Want(http.StatusOK).Doc.Find("#values").Length(); got != 0 {
		t.Errorf("got %d series of unreleased rounds for the coordinator, want none", got)
	}
	s.Release(first.Round.ID)
	if got := own.Get(path + all).Want(http.StatusOK).Doc.Find("table thead th.number").Length(); got != 1 {
		t.Errorf("got %d series for the coordinator, want the released round", got)
	}
}
