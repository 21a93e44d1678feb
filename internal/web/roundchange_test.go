package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestTheEndIsMovedByTrainerAndCoordinator(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny, withEnd(24*time.Hour))
	path := "/app/rounds/" + o.Round.ID
	for _, b := range []*browser{s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)} {
		period := func(form url.Values) url.Values { return b.seen(path, `form[action$="/period"]`, form) }
		b.post(path+"/period", period(values("closes", "2026-10-25", "closes-time", "02:30"))).goes(path)
		r, err := s.store.Round(t.Context(), kompass.Everything, o.Round.ID)
		s.must(err)
		if want := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC); !r.ClosesAt.Equal(want) || !r.OpensAt.Equal(o.Round.OpensAt) {
			t.Errorf("got %s to %s, want the later of two half past twos, %s", r.OpensAt, r.ClosesAt, want)
		}
		for name, form := range map[string]url.Values{
			"nothing": {}, "the past": values("closes", "2026-02-01"), "a skipped hour": values("closes", "2027-03-28", "closes-time", "02:30"),
			"text": values("closes", canary),
		} {
			s.unchanged(name, func() {
				p := b.post(path+"/period", form).want(http.StatusUnprocessableEntity)
				wantCaged(t, name, p)
				p.one("#closes-error")
			})
		}
		b.post(path+"/period", period(values("noend", "yes"))).goes(path)
	}
}

func TestATitleIsMendedAndATeamAddedLate(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.TeamIDs = []string{teams[0].ID} })
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	b.post(path+"/title", b.get(path).fill(`form[action$="/title"]`, "title", canary)).goes(path)
	wantShown(t, "the title", b.get(path))
	s.unchanged("no title", func() {
		b.post(path+"/title", values("title", " ")).want(http.StatusUnprocessableEntity).says("Bitte geben Sie einen Titel ein.").one("#title-error")
	})
	s.unchanged("no team", func() { b.post(path+"/teams", values()).want(http.StatusUnprocessableEntity).one("#team-error") })
	b.post(path+"/teams", values("team", teams[1].ID)).goes(path + "#links")
	b.get(path).count(".link-row", 2).silent(`name="team"`).one(`a[href="/app/companies/` + c.ID + `#teams"]`)
	s.unchanged("the same team again", func() { b.post(path+"/teams", values("team", teams[1].ID)).goes(path + "#links") })
	s.browser().get("/s/" + string(o.Links[0].Code)).want(http.StatusOK)
}

func TestARoundOpenedByMistakeIsCancelled(t *testing.T) {
	s := newSite(t)
	round, answer := s.tinyRound()
	s.browser().post(answer, values("a1", "yes")).want(http.StatusSeeOther)
	b, path := s.trainer(), "/app/rounds/"+round.ID
	s.unchanged("asking", func() {
		b.post(path+"/cancel", values()).goes(path + "?confirm=cancel")
		b.post(path+"/cancel", values("sure", "yes")).goes(path + "?confirm=cancel&missing=delete")
		b.get(path + "?confirm=cancel&missing=delete").says("Es gibt schon Antworten")
	})
	b.post(path+"/cancel", b.get(path+"?confirm=cancel").fill("#confirm", "delete", "yes")).goes("/app/companies/" + round.CompanyID)
	b.get(path).want(http.StatusNotFound)
	s.browser().get(answer).want(http.StatusNotFound)
}

// TestWhatWasPromisedStays sends everything that anonymity rests on to every form of a round.
func TestWhatWasPromisedStays(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, short)
	b := s.trainer()
	evil := values("k", "1", "min-group", "1", "mode", "open", "perspectives", "", "questionnaire", tiny, "digest", "x", "teams", "",
		"team_ids", "", "company_id", "x", "title", "Anders", "team", teams[0].ID, "closes", "2026-12-31", "sure", "yes")
	for _, route := range s.routes() {
		method, pattern, _ := strings.Cut(route, " ")
		if method != http.MethodPost || !strings.HasPrefix(pattern, "/app/rounds/:round/") || strings.HasSuffix(pattern, "/cancel") ||
			strings.HasSuffix(pattern, "/close") {
			continue
		}
		b.post(strings.ReplaceAll(pattern, ":round", o.Round.ID), evil)
	}
	b.post("/app/companies/"+c.ID+"/rounds/new", evil)
	got, err := s.store.Round(t.Context(), kompass.Everything, o.Round.ID)
	s.must(err)
	want := o.Round
	if got.K != want.K || got.Mode != want.Mode || got.Digest != want.Digest || len(got.Perspectives) != 2 || len(got.TeamIDs) != 2 ||
		got.CompanyID != want.CompanyID || got.QuestionnaireID != want.QuestionnaireID {
		t.Errorf("got %+v, want what was promised: %+v", got, want)
	}
	for _, change := range []string{"k = 6", "mode = 'open', k = 1", "digest = 'x'", "perspectives = '[]'"} {
		if _, err := s.tryExec("UPDATE rounds SET " + change); err == nil {
			t.Errorf("the database took %s", change)
		}
	}
}

func TestACoordinatorClosesButDoesNotRelease(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	o := s.open(c, tiny)
	for range 5 {
		s.browser().post("/s/"+string(o.Links[0].Code), values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).want(http.StatusSeeOther)
	}
	b, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	form := b.get(path + "?confirm=close").want(http.StatusOK).fill("#confirm")
	if form.Has("release") {
		t.Error("she is offered to release")
	}
	form.Set("release", "yes")
	b.post(path+"/close", form).goes(path)
	got, err := s.store.Round(t.Context(), kompass.Everything, o.Round.ID)
	if s.must(err); got.State != kompass.StateClosed {
		t.Errorf("the round is %s, want it closed and not released", got.State)
	}
	b.get(path + "/result").want(http.StatusNotFound)
}
