package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// fill answers every item of the full questionnaire n times through a link, a point higher from person to person.
func (s *site) fill(link kompass.Link, n int, extra ...string) {
	s.Helper()
	q, _ := library(s).Get(full)
	for i := range n {
		form := values(extra...)
		for j, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			form.Set(it.ID, scale.Points[(i+j/3)%4].ID)
		}
		s.browser().post("/s/"+string(link.Code), form).want(http.StatusSeeOther)
	}
}

// closedRound has a team of eleven, one of eight and one of two answers.
func closedRound(s *site) (kompass.Company, []kompass.Team, rounds.Opened) {
	s.Helper()
	c, teams := s.company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.fill(o.Links[0], 11, "comment-people", "Mehr Licht")
	s.fill(o.Links[1], 8)
	s.fill(o.Links[2], 2)
	s.close(o.Round.ID)
	return c, teams, o
}

func TestResultShowsEachGroupAsFarAsItMay(t *testing.T) {
	s := newSite(t)
	c, teams, o := closedRound(s)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID+"/result"
	all := b.get(path).want(http.StatusOK).count(".result-charts figure:has(svg[role=img])", 2).silent("Mehr Licht").says("nicht freigegeben")
	all.count("section[aria-labelledby=items] table.items", 4).count("section[aria-labelledby=divided] table.items", 1)
	all.says("Bar: nicht dargestellt (weniger als 5 Antworten)")
	hidden := b.get(path+"?team="+teams[2].ID).want(http.StatusOK).count(".result-charts", 0).count("table.items", 0).silent("Mehr Licht")
	hidden.says("nicht dargestellt (weniger als 5 Antworten)")
	for _, unknown := range []string{"?team=unknown", "?perspective=staff", "?team=" + teams[0].ID + "&perspective=staff", "?team=%00"} {
		b.get(path + unknown).want(http.StatusNotFound)
	}
	shown := 0
	for _, team := range teams[:2] {
		p := b.get(path + "?team=" + team.ID).want(http.StatusOK).silent("Mehr Licht")
		if p.doc.Find(".result-charts").Length() == 0 {
			p.says("nicht dargestellt")
			continue
		}
		shown++
		if small := team.ID == teams[1].ID; small != (p.doc.Find("table.items").Length() == 0) {
			t.Errorf("%s: got %d tables of items, want none below ten answers", team.Name, p.doc.Find("table.items").Length())
		}
	}
	if shown == 0 {
		t.Error("got no team at all, want the one that hides nobody")
	}
	s.release(o.Round.ID)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	own.get(path).want(http.StatusOK).silent("Mehr Licht").silent("confirm=release")
}

func TestClosingAsksOnceMore(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.fill(o.Links[0], 5)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	b.get(path + "/result").goes(path)
	for _, form := range [][]string{nil, {"sure", "no"}, {"release", "yes"}, {"sure", ""}} {
		s.unchanged("closing unasked", func() { b.post(path+"/close", values(form...)).goes(path + "?confirm=close") })
	}
	s.unchanged("releasing what is open", func() { b.post(path+"/release", values("sure", "yes")).want(http.StatusConflict) })
	form := b.get(path+"?confirm=close").fill("#confirm", "release", "yes")
	b.post(path+"/close", form).goes(path + "/result")
	round, err := s.store.Round(t.Context(), kompass.Everything, o.Round.ID)
	if s.must(err); round.State != kompass.StateReleased {
		t.Errorf("got %s, want closed and released in one step", round.State)
	}
	s.unchanged("closing twice", func() { b.post(path+"/close", form).goes(path) })
	s.browser().get("/s/" + string(o.Links[0].Code)).want(http.StatusGone)
}

func TestReleasingAsksOnceMore(t *testing.T) {
	s := newSite(t)
	_, _, o := closedRound(s)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	s.unchanged("releasing unasked", func() { b.post(path+"/release", values()).goes(path + "/review?confirm=release") })
	b.post(path+"/release", b.get(path+"/review?confirm=release").fill("#confirm")).goes(path)
	s.unchanged("releasing twice", func() { b.post(path+"/release", values("sure", "yes")).goes(path) })
}

func TestTooFewAnswersAreDeletedAfterAskingTwice(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.fill(o.Links[0], 4, "comment-people", "Vier sind zu wenig")
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	form := b.get(path + "?confirm=close").want(http.StatusOK).fill("#confirm")
	s.unchanged("asking once", func() { b.post(path+"/close", form).goes(path + "?confirm=close&missing=delete") })
	b.get(path + "?confirm=close&missing=delete").want(http.StatusOK).says("Bitte bestätigen Sie")
	form.Set("delete", "yes")
	form.Set("release", "yes")
	b.post(path+"/close", form).goes(path)
	b.get(path).want(http.StatusOK).says("weniger als 5 Antworten")
	if s.total(o.Round.ID) != 0 || strings.Contains(s.dump(), "Vier sind zu wenig") {
		t.Error("the answers are still there")
	}
	b.get(path + "/result").goes(path)
	b.post(path+"/release", values("sure", "yes")).want(http.StatusConflict)
}

func TestComparisonLaysUpToThreeOverAndMoreBesideOneAnother(t *testing.T) {
	s := newSite(t)
	c, teams, first := closedRound(s)
	var rest []rounds.Opened
	for range 3 {
		o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
		s.fill(o.Links[0], 10)
		s.close(o.Round.ID)
		rest = append(rest, o)
	}
	foreign, _ := s.company("Discounter Blitz")
	other := s.open(foreign, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.fill(other.Links[0], 6)
	s.close(other.Round.ID)
	b, path := s.trainer(), "/app/companies/"+c.ID+"/compare"
	columns := func(query string, want int) page {
		t.Helper()
		p := b.get(path + query).want(http.StatusOK)
		if got := p.doc.Find("#values thead th.number:not(.difference-column)").Length(); got != want {
			t.Errorf("%s: got %d series, want %d", query, got, want)
		}
		if got := p.doc.Find("#values .difference-column").Length(); got != max(0, want-1) {
			t.Errorf("%s: got %d columns of differences, want one for every series but the first", query, got)
		}
		return p
	}
	columns("", 3).count(".result-charts figure:has(svg[role=img])", 2)
	columns("?s="+first.Round.ID, 1)
	all := "?s=" + first.Round.ID
	for _, o := range rest {
		all += "&s=" + o.Round.ID
	}
	columns(all, 4).count(".compass-row figure:has(svg[role=img])", 4).count(".result-charts", 0)
	columns("?s="+first.Round.ID+"&s="+first.Round.ID, 1)
	columns("?s="+other.Round.ID, 0).silent("Blitz").count(`input[value="`+other.Round.ID+`"]`, 0)
	columns("?s="+first.Round.ID+"."+teams[2].ID, 0)
	columns("?s=unknown&s=%3Cb%3E&s=..&s=.", 0)
	columns("?s="+first.Round.ID+"&s="+other.Round.ID, 1)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	if got := own.get(path + all).want(http.StatusOK).doc.Find("#values").Length(); got != 0 {
		t.Errorf("got %d series of unreleased rounds for the coordinator, want none", got)
	}
	s.release(first.Round.ID)
	if got := own.get(path + all).want(http.StatusOK).doc.Find("table thead th.number").Length(); got != 1 {
		t.Errorf("got %d series for the coordinator, want the released round", got)
	}
}
