package storetest

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"time"

	"kompass/internal/kompass"
)

// Measures keeps what was agreed after rounds.
type Measures interface {
	CreateMeasure(ctx context.Context, by kompass.By, m kompass.Measure) (kompass.Measure, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
	Measure(ctx context.Context, scope kompass.Scope, id string) (kompass.MeasureEntry, error)
	ChangeMeasure(ctx context.Context, by kompass.By, m kompass.Measure, shown ...kompass.Digest) error
	SetMeasureState(ctx context.Context, by kompass.By, id string, state kompass.MeasureState, shown ...kompass.Digest) error
	DeleteMeasure(ctx context.Context, by kompass.By, id string, shown ...kompass.Digest) error
}

// ended is a closed round of a company with the teams it asked.
func (f *fixture) ended(name string, teams ...string) (kompass.Round, []kompass.Team) {
	f.Helper()
	c := f.company(name)
	var asked []kompass.Team
	for _, t := range teams {
		asked = append(asked, f.team(c, t))
	}
	r, _ := f.open(newRound(c, asked...))
	f.close(r, true)
	return r, asked
}

// agreed describes a measure of the company list.
func agreed(r kompass.Round) kompass.Measure {
	return kompass.Measure{
		RoundID: r.ID, List: kompass.CompanyList, What: "Write down what we do not offer", Who: "Head of sales", Due: "2026-06-30",
		Aims: []kompass.Aim{{Field: "customers", Facet: "tools"}, {Item: "c07"}, {Field: "people"}}, Note: "One page", Agreed: "2026-05-01",
		State: kompass.MeasureAgreed,
	}
}

func (f *fixture) measure(m kompass.Measure) kompass.Measure {
	f.Helper()
	m, err := f.s.CreateMeasure(f.ctx, kompass.Unlimited(actor), m)
	f.must(err)
	return m
}

// whats are the texts of the measures that a filter finds, in order.
func (f *fixture) whats(scope kompass.Scope, filter kompass.MeasureFilter) string {
	f.Helper()
	all, err := f.s.Measures(f.ctx, scope, filter)
	f.must(err)
	var out []string
	for _, m := range all {
		out = append(out, m.What)
	}
	return strings.Join(out, " ")
}

// measureWrites is every change of a measure, made by somebody with a scope.
func measureWrites(f *fixture, scope kompass.Scope, m kompass.Measure) map[string]error {
	_, read := f.s.Measure(f.ctx, scope, m.ID)
	fresh := m
	fresh.ID = ""
	_, created := f.s.CreateMeasure(f.ctx, kompass.By{Actor: actor, Scope: scope}, fresh)
	return map[string]error{
		"Measure": read, "CreateMeasure": created, "ChangeMeasure": f.s.ChangeMeasure(f.ctx, kompass.By{Actor: actor, Scope: scope}, m),
		"SetMeasureState": f.s.SetMeasureState(f.ctx, kompass.By{Actor: actor, Scope: scope}, m.ID, kompass.MeasureDone),
		"DeleteMeasure":   f.s.DeleteMeasure(f.ctx, kompass.By{Actor: actor, Scope: scope}, m.ID),
	}
}

var measureTests = []test{
	{"a measure is read as it was agreed", func(f *fixture) {
		r, teams := f.ended("Adler", "Lager")
		m := agreed(r)
		m.List, m.TeamID = kompass.TeamList, teams[0].ID
		m = f.measure(m)
		got, err := f.s.Measure(f.ctx, everything, m.ID)
		f.must(err)
		want := kompass.MeasureEntry{Measure: m, Company: "Adler", Team: "Lager", Round: r.Title}
		if !reflect.DeepEqual(got, want) || m.CompanyID != r.CompanyID || m.Changed.IsZero() {
			f.Errorf("got %+v, want %+v", got, want)
		}
	}},
	{"a measure names a team that its round asked, on the team list and nowhere else", func(f *fixture) {
		r, asked := f.ended("Adler", "Lager")
		other, foreign := f.ended("Bär", "Lager")
		for _, c := range []struct {
			round kompass.Round
			list  kompass.MeasureList
			team  string
			want  error
		}{
			{r, kompass.TeamList, asked[0].ID, nil},
			{r, kompass.TeamList, foreign[0].ID, kompass.ErrInvalid},
			{r, kompass.TeamList, "", kompass.ErrInvalid},
			{other, kompass.TeamList, asked[0].ID, kompass.ErrInvalid},
			{r, kompass.CompanyList, asked[0].ID, kompass.ErrInvalid},
		} {
			m := agreed(c.round)
			m.List, m.TeamID = c.list, c.team
			if _, err := f.s.CreateMeasure(f.ctx, kompass.Unlimited(actor), m); !errors.Is(err, c.want) {
				f.Errorf("%s with the team %q: got error %v, want %v", c.list, c.team, err, c.want)
			}
		}
	}},
	{"a team measure of a round without teams names none", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := agreed(r)
		m.List = kompass.TeamList
		f.measure(m)
	}},
	{"a measure comes from a round that has a result", func(f *fixture) {
		r := f.round()
		_, err := f.s.CreateMeasure(f.ctx, kompass.Unlimited(actor), agreed(r))
		f.wantErr(err, kompass.ErrStillOpen)
		_, err = f.s.CreateMeasure(f.ctx, kompass.Unlimited(actor), agreed(kompass.Round{ID: "unknown"}))
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"a change keeps round, day and state", func(f *fixture) {
		r, teams := f.ended("Adler", "Lager")
		m := f.measure(agreed(r))
		f.must(f.s.SetMeasureState(f.ctx, kompass.Unlimited(actor), m.ID, kompass.MeasureUnderWay))
		changed := m
		changed.What, changed.Due, changed.List, changed.TeamID = "Something else", "2026-07-01", kompass.TeamList, teams[0].ID
		changed.Aims, changed.Agreed, changed.State, changed.RoundID = []kompass.Aim{{Item: "p01"}}, "2020-01-01", kompass.MeasureDropped, "x"
		f.must(f.s.ChangeMeasure(f.ctx, kompass.Unlimited(actor), changed))
		got, err := f.s.Measure(f.ctx, everything, m.ID)
		f.must(err)
		changed.Agreed, changed.State, changed.RoundID, changed.Changed = m.Agreed, kompass.MeasureUnderWay, r.ID, got.Changed
		if !reflect.DeepEqual(got.Measure, changed) {
			f.Errorf("got %+v, want %+v", got.Measure, changed)
		}
		changed.TeamID = "0000000000000000"
		f.wantErr(f.s.ChangeMeasure(f.ctx, kompass.Unlimited(actor), changed), kompass.ErrInvalid)
	}},
	{"a new state has the time it was set, the same state keeps it", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := f.measure(agreed(r))
		f.clock.Advance(time.Hour)
		f.must(f.s.SetMeasureState(f.ctx, kompass.Unlimited(actor), m.ID, kompass.MeasureDone))
		at := f.clock.Now()
		f.clock.Advance(time.Hour)
		f.must(f.s.SetMeasureState(f.ctx, kompass.Unlimited(actor), m.ID, kompass.MeasureDone))
		got, err := f.s.Measure(f.ctx, everything, m.ID)
		if f.must(err); got.State != kompass.MeasureDone || got.Changed.After(at) || at.Sub(got.Changed) > time.Minute {
			f.Errorf("got %v at %v, want done just before %v", got.State, got.Changed, at)
		}
	}},
	{"a deleted measure is gone with its aims", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := f.measure(agreed(r))
		f.must(f.s.DeleteMeasure(f.ctx, kompass.Unlimited(actor), m.ID))
		for name, err := range measureWrites(f, everything, m) {
			if name != "CreateMeasure" && !errors.Is(err, kompass.ErrNotFound) {
				f.Errorf("%s: got error %v, want not found", name, err)
			}
		}
	}},
	{"measures are filtered, the earliest due first", func(f *fixture) {
		r, _ := f.ended("Adler")
		other, _ := f.ended("Bär")
		for _, c := range []struct {
			round     kompass.Round
			what, due string
			list      kompass.MeasureList
			state     kompass.MeasureState
		}{
			{r, "c", "2026-06-03", kompass.CompanyList, kompass.MeasureAgreed},
			{r, "a", "2026-06-01", kompass.LeadershipList, kompass.MeasureDone},
			{other, "b", "2026-06-02", kompass.CompanyList, kompass.MeasureUnderWay},
			{r, "d", "2026-06-04", kompass.CompanyList, kompass.MeasureDropped},
		} {
			m := agreed(c.round)
			m.What, m.Due, m.List, m.State = c.what, c.due, c.list, c.state
			f.measure(m)
		}
		for want, filter := range map[string]kompass.MeasureFilter{
			"a b c d": {},
			"a c d":   {CompanyID: r.CompanyID},
			"b":       {RoundID: other.ID},
			"a":       {List: kompass.LeadershipList},
			"d":       {State: kompass.MeasureDropped},
			"b c":     {Open: true},
			"b c d":   {DueFrom: "2026-06-02"},
			"a b":     {DueUntil: "2026-06-02"},
			"a b c":   {Limit: 3},
			"":        {Open: true, DueUntil: "2026-06-01"},
		} {
			if got := f.whats(everything, filter); got != want {
				f.Errorf("%+v: got %q, want %q", filter, got, want)
			}
		}
		due, err := f.s.Measures(f.ctx, everything, kompass.MeasureFilter{Open: true, DueUntil: "2026-06-02"})
		if f.must(err); len(due) != 1 || due[0].What != "b" {
			f.Errorf("got %+v due, want the one that is still open", due)
		}
	}},
	{"a company sees measures of its released results only", func(f *fixture) {
		r, _ := f.ended("Adler")
		other, _ := f.ended("Bär")
		m, foreign := f.measure(agreed(r)), f.measure(agreed(other))
		scope := kompass.Scope{CompanyID: r.CompanyID}
		hidden := func(m kompass.Measure) {
			f.Helper()
			for name, err := range measureWrites(f, scope, m) {
				if !errors.Is(err, kompass.ErrNotFound) {
					f.Errorf("%s: got error %v, want not found", name, err)
				}
			}
		}
		hidden(m)
		if got := f.whats(scope, kompass.MeasureFilter{}); got != "" {
			f.Errorf("before the release: got %q", got)
		}
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), other.ID))
		hidden(foreign)
		if got := f.whats(scope, kompass.MeasureFilter{}); got != m.What {
			f.Errorf("after the release: got %q, want what was agreed", got)
		}
		for name, err := range measureWrites(f, scope, m) {
			if err != nil {
				f.Errorf("%s of one of theirs: %v", name, err)
			}
		}
	}},
	{"every change of a measure is on the audit trail", func(f *fixture) {
		r, _ := f.ended("Adler")
		m := f.measure(agreed(r))
		f.must(f.s.ChangeMeasure(f.ctx, kompass.Unlimited("anna"), m))
		f.must(f.s.SetMeasureState(f.ctx, kompass.Unlimited("anna"), m.ID, kompass.MeasureDone))
		f.must(f.s.DeleteMeasure(f.ctx, kompass.Unlimited("anna"), m.ID))
		got, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 4})
		f.must(err)
		for i, action := range []string{"measure.delete", "measure.state", "measure.change", "measure.create"} {
			if got[i].Action != action || got[i].Object != m.ID {
				f.Errorf("got %+v, want %s", got[i], action)
			}
		}
	}},
}
