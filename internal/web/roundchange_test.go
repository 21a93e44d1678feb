package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/webtest"
)

func TestTheEndIsMovedByTrainerAndCoordinator(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny, webtest.WithEnd(24*time.Hour))
	path := "/app/rounds/" + o.Round.ID
	for _, b := range []*webtest.Browser{s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)} {
		period := func(form url.Values) url.Values { return b.Seen(path, `form[action$="/period"]`, form) }
		b.Post(path+"/period", period(webtest.Values("closes", "2026-10-25", "closes-time", "02:30"))).Goes(path)
		r, err := s.Store.Round(t.Context(), kompass.Everything, o.Round.ID)
		s.Must(err)
		if want := time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC); !r.ClosesAt.Equal(want) || !r.OpensAt.Equal(o.Round.OpensAt) {
			t.Errorf("got %s to %s, want the later of two half past twos, %s", r.OpensAt, r.ClosesAt, want)
		}
		for name, form := range map[string]url.Values{
			"nothing": {}, "the past": webtest.Values("closes", "2026-02-01"), "a skipped hour": webtest.Values("closes", "2027-03-28", "closes-time", "02:30"),
			"text": webtest.Values("closes", canary),
		} {
			s.Unchanged(name, func() {
				p := b.Post(path+"/period", form).Want(http.StatusUnprocessableEntity)
				wantCaged(t, name, p)
				p.One("#closes-error")
			})
		}
		b.Post(path+"/period", period(webtest.Values("noend", "yes"))).Goes(path)
	}
}

func TestATitleIsMendedAndATeamAddedLate(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.TeamIDs = []string{teams[0].ID} })
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	b.Post(path+"/title", b.Get(path).Fill(`form[action$="/title"]`, "title", canary)).Goes(path)
	wantShown(t, "the title", b.Get(path))
	s.Unchanged("no title", func() {
		b.Post(path+"/title", webtest.Values("title", " ")).Want(http.StatusUnprocessableEntity).Says("Bitte geben Sie einen Titel ein.").One("#title-error")
	})
	s.Unchanged("no team", func() {
		b.Post(path+"/teams", webtest.Values()).Want(http.StatusUnprocessableEntity).One("#team-error")
	})
	b.Post(path+"/teams", webtest.Values("team", teams[1].ID)).Goes(path + "#links")
	b.Get(path).Count(".link-row", 2).Silent(`name="team"`).One(`a[href="/app/companies/` + c.ID + `#teams"]`)
	s.Unchanged("the same team again", func() { b.Post(path+"/teams", webtest.Values("team", teams[1].ID)).Goes(path + "#links") })
	s.Browser().Get("/s/" + string(o.Links[0].Code)).Want(http.StatusOK)
}

func TestARoundOpenedByMistakeIsCancelled(t *testing.T) {
	s := webtest.New(t)
	round, answer := s.TinyRound()
	s.Browser().Post(answer, webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	b, path := s.Trainer(), "/app/rounds/"+round.ID
	s.Unchanged("asking", func() {
		b.Post(path+"/cancel", webtest.Values()).Goes(path + "?confirm=cancel")
		b.Post(path+"/cancel", webtest.Values("sure", "yes")).Goes(path + "?confirm=cancel&missing=delete")
		b.Get(path + "?confirm=cancel&missing=delete").Says("Es gibt schon Antworten")
	})
	b.Post(path+"/cancel", b.Get(path+"?confirm=cancel").Fill("#confirm", "delete", "yes")).Goes("/app/companies/" + round.CompanyID)
	b.Get(path).Want(http.StatusNotFound)
	s.Browser().Get(answer).Want(http.StatusNotFound)
}

// TestWhatWasPromisedStays sends everything that anonymity rests on to every form of a round.
func TestWhatWasPromisedStays(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Short)
	b := s.Trainer()
	evil := webtest.Values("k", "1", "min-group", "1", "mode", "open", "perspectives", "", "questionnaire", webtest.Tiny, "digest", "x", "teams", "",
		"team_ids", "", "company_id", "x", "title", "Anders", "team", teams[0].ID, "closes", "2026-12-31", "sure", "yes")
	for _, route := range s.Routes() {
		method, pattern, _ := strings.Cut(route, " ")
		if method != http.MethodPost || !strings.HasPrefix(pattern, "/app/rounds/:round/") || strings.HasSuffix(pattern, "/cancel") ||
			strings.HasSuffix(pattern, "/close") {
			continue
		}
		b.Post(strings.ReplaceAll(pattern, ":round", o.Round.ID), evil)
	}
	b.Post("/app/companies/"+c.ID+"/rounds/new", evil)
	got, err := s.Store.Round(t.Context(), kompass.Everything, o.Round.ID)
	s.Must(err)
	want := o.Round
	if got.K != want.K || got.Mode != want.Mode || got.Digest != want.Digest || len(got.Perspectives) != 2 || len(got.TeamIDs) != 2 ||
		got.CompanyID != want.CompanyID || got.QuestionnaireID != want.QuestionnaireID {
		t.Errorf("got %+v, want what was promised: %+v", got, want)
	}
	for _, change := range []string{"k = 6", "mode = 'open', k = 1", "digest = 'x'", "perspectives = '[]'"} {
		if _, err := s.TryExec("UPDATE rounds SET " + change); err == nil {
			t.Errorf("the database took %s", change)
		}
	}
}

func TestACoordinatorClosesButDoesNotRelease(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, webtest.Tiny)
	for range 5 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).Want(http.StatusSeeOther)
	}
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	form := b.Get(path + "?confirm=close").Want(http.StatusOK).Fill("#confirm")
	if form.Has("release") {
		t.Error("she is offered to release")
	}
	form.Set("release", "yes")
	b.Post(path+"/close", form).Goes(path)
	got, err := s.Store.Round(t.Context(), kompass.Everything, o.Round.ID)
	if s.Must(err); got.State != kompass.StateClosed {
		t.Errorf("the round is %s, want it closed and not released", got.State)
	}
	b.Get(path + "/result").Want(http.StatusNotFound)
}

// A company that closes too early would delete what its people have answered: only the trainer may.
func TestACoordinatorDeletesNoAnswersByClosing(t *testing.T) {
	s := webtest.New(t)
	company, _ := s.Company("Hotel Adler")
	o := s.Open(company, webtest.Tiny)
	for range 4 {
		s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	}
	path := "/app/rounds/" + o.Round.ID
	coordinator := s.SignIn("c@example.org", kompass.Coordinator, company.ID)
	coordinator.Get(path+"?confirm=close").Want(http.StatusOK).Says("das nur Ihre Trainerin").Count("#confirm form", 0)
	s.Unchanged("closing too early", func() {
		for _, form := range [][]string{{"sure", "yes"}, {"sure", "yes", "delete", "yes"}} {
			coordinator.Post(path+"/close", webtest.Values(form...)).Goes(path + "?confirm=close")
		}
	})
	s.Browser().Post("/s/"+string(o.Links[0].Code), webtest.Values("a1", "yes")).Want(http.StatusSeeOther)
	coordinator.Post(path+"/close", webtest.Values("sure", "yes")).Goes(path)
}

// TestWhatCannotBeUndoneAsksForThePassword is about routes after which nobody can go back.
func TestWhatCannotBeUndoneAsksForThePassword(t *testing.T) {
	s := webtest.New(t)
	asked := map[string]bool{}
	for _, r := range s.Table {
		asked[r.Name()] = r.Right&kit.PasswordAgain != 0
	}
	for _, name := range []string{
		"POST /app/companies/:company/delete", "POST /app/companies/:company/teams/merge", "POST /app/rounds/:round/close",
		"POST /app/rounds/:round/release", "POST /app/rounds/:round/cancel", "POST /app/rounds/:round/codes", "POST /app/rounds/:round/key",
	} {
		if !asked[name] {
			t.Errorf("%s does not ask for the password again", name)
		}
	}
	company, _ := s.Company("Hotel Adler")
	o := s.Open(company, webtest.Tiny)
	b := s.Trainer()
	s.Clock.Advance(11 * time.Minute)
	form := b.Post("/app/rounds/"+o.Round.ID+"/close", webtest.Values("sure", "yes", "delete", "yes")).Want(http.StatusForbidden).One("main form")
	if form.AttrOr("action", "") != "/app/rounds/"+o.Round.ID+"/close" || form.Find("input[name=delete][value=yes]").Length() != 1 {
		t.Error("what was typed does not go on with the password")
	}
}
