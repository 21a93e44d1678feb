package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"strings"

	"kompass/internal/kompass"
)

// A company's own people see the measures of released results only; whoever sees everything sees all. Aims are put together
// in one text, since none of their ids has a blank in it.
const selectMeasure = `SELECT m.id, r.company_id, m.round_id, m.list, coalesce(m.team_id, ''), m.what, m.who, m.due_on, m.note,
	m.agreed_on, m.state, m.changed_at, (SELECT string_agg(CASE WHEN a.item <> '' THEN 'item:' || a.item
		WHEN a.facet <> '' THEN a.field || '/' || a.facet ELSE a.field END, ' ' ORDER BY a.position)
		FROM measure_aims a WHERE a.measure_id = m.id), c.name, coalesce(t.name, ''), r.title
	FROM measures m JOIN rounds r ON r.id = m.round_id JOIN companies c ON c.id = r.company_id LEFT JOIN teams t ON t.id = m.team_id
	WHERE (?1 = '' OR r.company_id = ?1 AND r.state = 'released')`

// Measures returns the measures in scope that a filter lets through: the earliest due first, those of one day by
// company and by what was agreed. A company out of scope is [kompass.ErrNotFound].
func (s *Store) Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error) {
	limit := f.Limit
	if limit <= 0 {
		limit = math.MaxInt32
	}
	var out []kompass.MeasureEntry
	err := s.read(ctx, "list measures", func(t *sql.Tx) error {
		if f.CompanyID != "" {
			if _, err := companyIn(ctx, t, scope, f.CompanyID); err != nil {
				return err
			}
		}
		rows, err := t.QueryContext(ctx, selectMeasure+` AND ?2 IN ('', r.company_id) AND ?3 IN ('', r.id) AND ?4 IN ('', m.list)
			AND ?5 IN ('', m.state) AND (?6 = 0 OR m.state IN ('agreed', 'underway')) AND m.due_on >= ?7
			AND (?8 = '' OR m.due_on <= ?8) ORDER BY m.due_on, c.name, m.what, m.id LIMIT ?9`,
			scope.CompanyID, f.CompanyID, f.RoundID, string(f.List), string(f.State), truth(f.Open), f.DueFrom, f.DueUntil, limit)
		out, err = collect(rows, err, scanMeasure)
		return err
	})
	return out, err
}

// Measure returns one measure.
func (s *Store) Measure(ctx context.Context, scope kompass.Scope, id string) (kompass.MeasureEntry, error) {
	m, err := measureIn(ctx, s.engine.Reader(), scope, id)
	return m, s.wrap("read measure", err)
}

func measureIn(ctx context.Context, q querier, scope kompass.Scope, id string) (kompass.MeasureEntry, error) {
	return scanMeasure(q.QueryRowContext(ctx, selectMeasure+" AND m.id = ?2", scope.CompanyID, id))
}

func scanMeasure(r row) (kompass.MeasureEntry, error) {
	var m kompass.MeasureEntry
	var aims string
	if err := r.Scan(&m.ID, &m.CompanyID, &m.RoundID, &m.List, &m.TeamID, &m.What, &m.Who, &m.Due, &m.Note, &m.Agreed, &m.State,
		timeText{&m.Changed}, &aims, &m.Company, &m.Team, &m.Round); err != nil {
		return kompass.MeasureEntry{}, err
	}
	for raw := range strings.FieldsSeq(aims) {
		aim, err := kompass.ParseAim(raw)
		if err != nil {
			return kompass.MeasureEntry{}, fmt.Errorf("stored aim: %w", err)
		}
		m.Aims = append(m.Aims, aim)
	}
	return m, nil
}

// CreateMeasure keeps a measure of a round that has a result; the company is the round's. A round without a result is
// [kompass.ErrStillOpen] or [kompass.ErrUnpublished], one that the scope does not see [kompass.ErrNotFound], and a team that
// the round did not ask a [kompass.FieldError]. An id that it brings makes it one however often it is created: the second time
// returns what is stored by then. Without one it gets a new id.
func (s *Store) CreateMeasure(ctx context.Context, by kompass.By, m kompass.Measure) (kompass.Measure, error) {
	const doing = "create measure"
	if m.ID == "" {
		id, err := kompass.NewID(s.rand)
		if err != nil {
			return kompass.Measure{}, s.wrap(doing, err)
		}
		m.ID = id
	}
	err := s.write(ctx, doing, func(t *tx) error {
		r, err := endedIn(ctx, t, by.Scope, m.RoundID)
		if err != nil {
			return err
		}
		switch stored, err := measureIn(ctx, t, by.Scope, m.ID); {
		case err == nil && stored.RoundID == m.RoundID:
			m = stored.Measure
			return nil
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		}
		if err := m.CheckTeam(r); err != nil {
			return err
		}
		m.CompanyID, m.Changed = r.CompanyID, t.now
		if _, err := t.ExecContext(ctx, `INSERT INTO measures (id, round_id, list, team_id, what, who, due_on, note, agreed_on, state, changed_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, m.ID, m.RoundID, string(m.List), null(m.TeamID), m.What, m.Who, m.Due, m.Note,
			m.Agreed, string(m.State), stamp(t.now)); err != nil {
			return err
		}
		if err := t.setAims(ctx, m); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "measure.create", m.ID, m.What})
	})
	if err != nil {
		return kompass.Measure{}, err
	}
	return m, nil
}

// endedIn returns a round whose result those in scope may see.
func endedIn(ctx context.Context, q querier, scope kompass.Scope, roundID string) (kompass.Round, error) {
	if _, _, err := resultIn(ctx, q, scope, roundID); err != nil {
		return kompass.Round{}, err
	}
	r, err := roundIn(ctx, q, scope, roundID)
	if err == nil && scope.CompanyID != "" && !r.Published() {
		err = kompass.ErrNotFound
	}
	return r, err
}

func (t *tx) setAims(ctx context.Context, m kompass.Measure) error {
	if _, err := t.ExecContext(ctx, "DELETE FROM measure_aims WHERE measure_id = ?", m.ID); err != nil {
		return err
	}
	for i, a := range m.Aims {
		if _, err := t.ExecContext(ctx, "INSERT INTO measure_aims (measure_id, position, field, facet, item) VALUES (?, ?, ?, ?, ?)",
			m.ID, i+1, a.Field, a.Facet, a.Item); err != nil {
			return err
		}
	}
	return nil
}

// ChangeMeasure replaces what was typed of a measure. Its round, the day it was agreed on and its state stay. What is stored has to
// be what was shown, else it is [kompass.ErrChanged].
func (s *Store) ChangeMeasure(ctx context.Context, by kompass.By, m kompass.Measure, shown ...kompass.Digest) error {
	return s.write(ctx, "change measure", func(t *tx) error {
		old, err := measureIn(ctx, t, by.Scope, m.ID)
		if err != nil {
			return err
		}
		r, err := roundIn(ctx, t, by.Scope, old.RoundID)
		if err != nil {
			return err
		}
		// A team that was removed since leaves its measure without one, and that must not stand in the way of other changes.
		if m.TeamID != old.TeamID || m.List != old.List {
			if err := m.CheckTeam(r); err != nil {
				return err
			}
		}
		if err := kompass.CheckShown(shown, old.Digest(), m.Digest()); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE measures SET list = ?, team_id = ?, what = ?, who = ?, due_on = ?, note = ? WHERE id = ?",
			string(m.List), null(m.TeamID), m.What, m.Who, m.Due, m.Note, m.ID); err != nil {
			return err
		}
		if err := t.setAims(ctx, m); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "measure.change", m.ID, m.What})
	})
}

// SetMeasureState notes how far a measure has come. The state it is in already changes nothing, and a state
// that is not the one that was shown is [kompass.ErrChanged].
func (s *Store) SetMeasureState(ctx context.Context, by kompass.By, id string, state kompass.MeasureState, shown ...kompass.Digest) error {
	return s.write(ctx, "set state of measure", func(t *tx) error {
		old, err := measureIn(ctx, t, by.Scope, id)
		if err != nil || old.State == state {
			return err
		}
		if err := kompass.CheckShown(shown, old.State.Digest(), state.Digest()); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE measures SET state = ?, changed_at = ? WHERE id = ?", string(state), stamp(t.now), id); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "measure.state", id, string(state)})
	})
}

// DeleteMeasure removes a measure, unless another was shown: that is [kompass.ErrChanged].
func (s *Store) DeleteMeasure(ctx context.Context, by kompass.By, id string, shown ...kompass.Digest) error {
	return s.write(ctx, "delete measure", func(t *tx) error {
		old, err := measureIn(ctx, t, by.Scope, id)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), "")
		}
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM measures WHERE id = ?", id); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "measure.delete", id, old.What})
	})
}
