// Package demo fills an empty database with three made-up client companies: a hotel, a discounter and a craft business,
// each with three rounds over eighteen months and one of them with a round that is open now. Everything is drawn from a
// seed; nothing in it stands for a real company or for a norm.
package demo

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"time"

	"kompass/internal/auth"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/score"
)

// The sign-in of the demo's trainer, and of the coordinator of its first company, who has the same password.
const (
	Email    = "trainerin@example.org"
	Helper   = "koordination@example.org"
	Password = "Nordstern zeigt Richtung"
)

// actor is whom the audit trail names for what the demo set up.
const actor = "demo"

const questionnaireID = "service-excellence-kompass"

// Store is what seeding needs beside the services.
type Store interface {
	CreateCompany(ctx context.Context, actor, name string) (kompass.Company, error)
	AddTeam(ctx context.Context, by kompass.By, t kompass.Team) (kompass.Team, error)
	UpdateCompany(ctx context.Context, by kompass.By, c kompass.Company, shown ...kompass.Digest) error
	SetPositioning(ctx context.Context, by kompass.By, p kompass.Positioning, shown ...kompass.Digest) error
	SetWords(ctx context.Context, by kompass.By, companyID string, w kompass.Words, shown ...kompass.Digest) error
	SetSender(ctx context.Context, actor string, sender kompass.Sender, shown ...kompass.Digest) error
	FreezeTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	Comments(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.ReviewedComment, error)
	Moderate(ctx context.Context, by kompass.By, roundID string, rulings []kompass.Ruling) error
	SetIntroduction(ctx context.Context, by kompass.By, roundID, text string, shown ...kompass.Digest) error
	CreateMeasure(ctx context.Context, by kompass.By, m kompass.Measure) (kompass.Measure, error)
	SetMeasureState(ctx context.Context, by kompass.By, id string, state kompass.MeasureState, shown ...kompass.Digest) error
}

// Clock is the time that seeding lives in: it moves from round to round.
type Clock interface{ Set(t time.Time) }

// Seeder fills a database. Its store and services must read their time from Clock.
type Seeder struct {
	Store  Store
	Rounds *rounds.Service
	Auth   *auth.Service
	Clock  Clock
	Now    time.Time // today
	Seed   uint64
}

// Seeded says where to begin.
type Seeded struct {
	Open kompass.Round
	Link kompass.Link // leads to the open round; team and perspective are chosen there
}

// Run fills the database. The same seed on the same day gives the same companies, teams and answers.
func (s *Seeder) Run(ctx context.Context) (Seeded, error) {
	s.Clock.Set(s.Now.AddDate(0, -19, 0))
	if _, err := s.Auth.CreateWithPassword(ctx, actor, auth.NewUser{Email: Email, Role: kompass.Trainer, Password: Password}); err != nil {
		return Seeded{}, fmt.Errorf("demo trainer: %w", err)
	}
	if err := s.Store.SetSender(ctx, actor, sender); err != nil {
		return Seeded{}, fmt.Errorf("demo sender: %w", err)
	}
	var out Seeded
	for i, c := range companies {
		rng := rand.New(rand.NewPCG(s.Seed, uint64(i)))
		seeded, err := s.company(ctx, c, stands[i], rng)
		if err != nil {
			return Seeded{}, fmt.Errorf("demo company %s: %w", c.name, err)
		}
		if seeded.Link.Code != "" {
			out = seeded
		}
	}
	s.Clock.Set(s.Now)
	return out, nil
}

func (s *Seeder) company(ctx context.Context, c company, says stand, rng *rand.Rand) (Seeded, error) {
	s.Clock.Set(s.Now.AddDate(0, -19, 0))
	created, err := s.Store.CreateCompany(ctx, actor, c.name)
	if err != nil {
		return Seeded{}, err
	}
	if err := s.introduce(ctx, created, says, c.openNow); err != nil {
		return Seeded{}, err
	}
	var teams []kompass.Team
	for _, t := range c.teams {
		team, err := s.Store.AddTeam(ctx, kompass.Unlimited(actor), kompass.Team{CompanyID: created.ID, Name: t.name, Heads: t.heads})
		if err != nil {
			return Seeded{}, err
		}
		teams = append(teams, team)
	}
	target := kompass.Target{CompanyID: created.ID, Profile: c.profile, QuestionnaireID: questionnaireID}
	if err := s.Rounds.SetTarget(ctx, kompass.Unlimited(actor), target); err != nil {
		return Seeded{}, err
	}
	if err := s.Store.FreezeTarget(ctx, kompass.Unlimited(actor), created.ID); err != nil {
		return Seeded{}, err
	}
	people := newPeople(c, rng)
	for _, w := range waves {
		if err := s.pastRound(ctx, created, teams, people, w); err != nil {
			return Seeded{}, fmt.Errorf("round %s: %w", w.title, err)
		}
	}
	if !c.openNow {
		return Seeded{}, nil
	}
	return s.openRound(ctx, created, teams, people)
}

// introduce says what a company stands for, and lets somebody of it sign in.
func (s *Seeder) introduce(ctx context.Context, c kompass.Company, says stand, coordinated bool) error {
	c.Contact = says.contact
	if err := s.Store.UpdateCompany(ctx, kompass.Unlimited(actor), c); err != nil {
		return err
	}
	if err := s.Store.SetWords(ctx, kompass.Unlimited(actor), c.ID, says.words); err != nil {
		return err
	}
	stands := kompass.Positioning{CompanyID: c.ID, Promise: says.promise, Omitted: says.omitted, Discipline: says.discipline, Steps: says.steps}
	if err := s.Store.SetPositioning(ctx, kompass.Unlimited(actor), stands); err != nil || !coordinated {
		return err
	}
	_, err := s.Auth.CreateWithPassword(ctx, actor, auth.NewUser{Email: Helper, Role: kompass.Coordinator, CompanyID: c.ID, Password: Password})
	return err
}

func (s *Seeder) plan(companyID, title string, opens, closes time.Time) rounds.Plan {
	return rounds.Plan{
		CompanyID: companyID, QuestionnaireID: questionnaireID, Title: title, Mode: kompass.Anonymous, K: kompass.FloorMinGroup,
		AskPerspectives: true, OpensAt: opens, ClosesAt: closes, OneLink: true,
	}
}

func (s *Seeder) pastRound(ctx context.Context, company kompass.Company, teams []kompass.Team, p *people, w wave) error {
	opens := midnight(s.Now.AddDate(0, -w.monthsAgo, 0))
	closes := opens.AddDate(0, 0, 14)
	s.Clock.Set(opens)
	plan := s.plan(company.ID, w.title, opens, closes)
	plan.Version = p.company.versions[w.title]
	opened, err := s.Rounds.Open(ctx, kompass.Unlimited(actor), plan)
	if err != nil {
		return err
	}
	s.Clock.Set(opens.AddDate(0, 0, 7))
	if err := s.answer(ctx, opened.Round, teams, p, w); err != nil {
		return err
	}
	s.Clock.Set(closes.Add(-time.Hour)) // on the last day
	if err := s.Rounds.Close(ctx, kompass.Unlimited(actor), opened.Round.ID); err != nil {
		return err
	}
	if err := s.review(ctx, opened.Round.ID); err != nil {
		return err
	}
	if err := s.Rounds.Release(ctx, kompass.Unlimited(actor), opened.Round.ID); err != nil {
		return err
	}
	return s.agree(ctx, company, teams, opened.Round)
}

// review shows every comment and introduces the result.
func (s *Seeder) review(ctx context.Context, roundID string) error {
	comments, err := s.Store.Comments(ctx, kompass.Everything, roundID)
	if err != nil {
		return err
	}
	rulings := make([]kompass.Ruling, len(comments))
	for i, c := range comments {
		rulings[i] = kompass.Ruling{CommentID: c.ID, Verdict: kompass.CommentShown}
	}
	if err := s.Store.Moderate(ctx, kompass.Unlimited(actor), roundID, rulings); err != nil {
		return err
	}
	return s.Store.SetIntroduction(ctx, kompass.Unlimited(actor), roundID, introduction)
}

// openRound opens the round that visitors of the demo answer themselves; a few answers are there already.
func (s *Seeder) openRound(ctx context.Context, company kompass.Company, teams []kompass.Team, p *people) (Seeded, error) {
	opens := midnight(s.Now.AddDate(0, 0, -3))
	s.Clock.Set(opens)
	opened, err := s.Rounds.Open(ctx, kompass.Unlimited(actor), s.plan(company.ID, openTitle, opens, opens.AddDate(0, 0, 21)))
	if err != nil {
		return Seeded{}, err
	}
	s.Clock.Set(s.Now)
	early := wave{title: openTitle, shift: 0.2, turnout: 0.3}
	if err := s.answer(ctx, opened.Round, teams, p, early); err != nil {
		return Seeded{}, err
	}
	return Seeded{Open: opened.Round, Link: opened.Links[0]}, nil
}

func (s *Seeder) answer(ctx context.Context, round kompass.Round, teams []kompass.Team, p *people, w wave) error {
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return err
	}
	subs := p.answers(frozen.Questionnaire, round, teams, w)
	sheets := make([]kompass.Sheet, len(subs))
	for i, sub := range subs {
		if !frozen.Scorer.Valid(score.Answers(sub.Answers)) {
			return fmt.Errorf("made-up answer %d: %w", i, kompass.ErrInvalid)
		}
		sheets[i] = kompass.Sheet{Digest: sha256.Sum256(fmt.Appendf(nil, "demo %s %d", round.ID, i)), Submission: sub}
	}
	_, _, err = s.Rounds.AddSheets(ctx, kompass.Unlimited(actor), round.ID, sheets)
	return err
}

// midnight is when the day of t begins: rounds run for whole days.
func midnight(t time.Time) time.Time {
	y, m, d := t.In(i18n.Zone()).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, i18n.Zone())
}
