package webtest

import (
	"context"
	"net/http"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// Company stores a company with its teams.
func (s *Site) Company(name string, teams ...string) (kompass.Company, []kompass.Team) {
	s.Helper()
	return sqlitetest.Company(s, s.Store, name, teams...)
}

// Open opens a round of a questionnaire for all teams of a company, or for a hundred people where it has none, with what change makes of
// the plan.
func (s *Site) Open(c kompass.Company, questionnaireID string, change ...func(*rounds.Plan)) rounds.Opened {
	s.Helper()
	p := rounds.Plan{CompanyID: c.ID, QuestionnaireID: questionnaireID, Title: "Frühjahr", Mode: kompass.Anonymous, K: 5, AskPerspectives: true, Heads: 100}
	for _, f := range change {
		f(&p)
	}
	o, err := s.Rounds.Open(context.Background(), kompass.Unlimited(sqlitetest.Actor), p)
	s.Must(err)
	return o
}

// OneLink gives a round one link for everybody.
func OneLink(p *rounds.Plan) { p.OneLink = true }

// Later has a round begin after some time.
func Later(d time.Duration) func(*rounds.Plan) {
	return func(p *rounds.Plan) { p.OpensAt = sqlitetest.Start.Add(d) }
}

// TinyRound is a running round of the tiny questionnaire with one link that leaves nothing to choose.
func (s *Site) TinyRound() (kompass.Round, string) {
	s.Helper()
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, Tiny)
	return o.Round, "/s/" + string(o.Links[0].Code)
}

// CloseRound closes a round without looking at the result.
func (s *Site) CloseRound(roundID string) {
	s.Helper()
	s.Must(s.Rounds.Close(context.Background(), kompass.Unlimited(sqlitetest.Actor), roundID))
}

// Release shows the result of a round to its company.
func (s *Site) Release(roundID string) {
	s.Helper()
	s.Must(s.Store.Release(context.Background(), kompass.Unlimited(sqlitetest.Actor), roundID))
}

// Total is how many answers a round has.
func (s *Site) Total(roundID string) int {
	s.Helper()
	totals, err := s.Store.RoundTotals(context.Background(), kompass.Everything, []string{roundID})
	s.Must(err)
	return totals[roundID]
}

// WithEnd has a round end after some time.
func WithEnd(d time.Duration) func(*rounds.Plan) {
	return func(p *rounds.Plan) { p.ClosesAt = sqlitetest.Start.Add(d) }
}

// Measured is a released round of a company with two teams, who asks perspectives.
func (s *Site) Measured(name, title string) (kompass.Company, []kompass.Team, kompass.Round) {
	s.Helper()
	c, teams := s.Company(name, "Empfang", "Küche")
	return c, teams, s.Answered(c, title, true)
}

// Answered is a round that everybody of a company has answered: ten people of the first team, nine of the second.
func (s *Site) Answered(c kompass.Company, title string, release bool) kompass.Round {
	s.Helper()
	o := s.Open(c, Full, func(p *rounds.Plan) { p.Title, p.AskPerspectives = title, false })
	for i, link := range o.Links {
		s.Fill(link, 10-i)
	}
	s.CloseRound(o.Round.ID)
	if release {
		s.Release(o.Round.ID)
	}
	return o.Round
}

// Measure keeps one of the company list.
func (s *Site) Measure(roundID, what string, change ...func(*kompass.Measure)) kompass.Measure {
	s.Helper()
	m := kompass.Measure{RoundID: roundID, List: kompass.CompanyList, What: what, Who: "Leitung", Due: "2026-06-30",
		Aims: []kompass.Aim{{Field: "customers", Facet: "tools"}}, Agreed: "2026-03-02", State: kompass.MeasureAgreed}
	for _, f := range change {
		f(&m)
	}
	m, err := s.Store.CreateMeasure(context.Background(), kompass.Unlimited(sqlitetest.Actor), m)
	s.Must(err)
	return m
}

// Polled opens a round of the tiny questionnaire in which n people have answered alike.
func (s *Site) Polled(c kompass.Company, n int, answer string, change ...func(*rounds.Plan)) rounds.Opened {
	s.Helper()
	o := s.Open(c, Tiny, change...)
	for i := range n {
		other := map[string]string{"yes": "no", "no": "yes"}[answer]
		form := Values("a1", answer, "b1", answer, "c1", answer, "c2", answer)
		if i == 0 {
			form.Set("a1", other) // or nobody differs from anybody
		}
		s.Browser().Post("/s/"+string(o.Links[0].Code), form).Want(http.StatusSeeOther)
	}
	return o
}

// Fill answers every item of the full questionnaire n times through a link, a point higher from person to person.
func (s *Site) Fill(link kompass.Link, n int, extra ...string) {
	s.Helper()
	q, _ := Library(s).Get(Full)
	for i := range n {
		form := Values(extra...)
		for j, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			form.Set(it.ID, scale.Points[(i+j/3)%4].ID)
		}
		s.Browser().Post("/s/"+string(link.Code), form).Want(http.StatusSeeOther)
	}
}

// ClosedRound has a team of eleven, one of eight and one of two answers.
func (s *Site) ClosedRound() (kompass.Company, []kompass.Team, rounds.Opened) {
	s.Helper()
	c, teams := s.Company("Hotel Adler", "Empfang", "Küche", "Bar")
	o := s.Open(c, Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	s.Fill(o.Links[0], 11, "comment-people", "Mehr Licht")
	s.Fill(o.Links[1], 8)
	s.Fill(o.Links[2], 2)
	s.CloseRound(o.Round.ID)
	return c, teams, o
}

// Commented is a closed round of a company with a comment of each text on people.
func (s *Site) Commented(texts ...string) (kompass.Company, rounds.Opened, string) {
	s.Helper()
	c, _ := s.Company("Hotel Adler")
	o := s.Open(c, Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	for _, text := range texts {
		s.Fill(o.Links[0], 1, "comment-people", text)
	}
	s.Fill(o.Links[0], max(0, 12-len(texts)))
	s.CloseRound(o.Round.ID)
	return c, o, "/app/rounds/" + o.Round.ID
}
