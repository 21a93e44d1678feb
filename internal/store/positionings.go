package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// Positioning returns how a company wants to be seen, with nothing filled in where nothing was stored.
func (s *Store) Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error) {
	var p kompass.Positioning
	err := s.read(ctx, "read positioning", func(t *sql.Tx) (err error) {
		p, err = positioningIn(ctx, t, scope, companyID)
		return err
	})
	return p, err
}

func positioningIn(ctx context.Context, q querier, scope kompass.Scope, companyID string) (kompass.Positioning, error) {
	p := kompass.Positioning{CompanyID: companyID}
	if _, err := companyIn(ctx, q, scope, companyID); err != nil {
		return p, err
	}
	err := q.QueryRowContext(ctx, `SELECT promise, omitted, discipline, price, relation, individual, changing, latitude, updated_at
			FROM positionings WHERE company_id = ?`, companyID).
		Scan(&p.Promise, &p.Omitted, &p.Discipline, &p.Steps[kompass.SliderPrice], &p.Steps[kompass.SliderRelation],
			&p.Steps[kompass.SliderIndividual], &p.Steps[kompass.SliderChanging], &p.Steps[kompass.SliderLatitude], timeText{&p.Updated})
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return p, err
}

// SetPositioning stores how a company wants to be seen, in place of what was stored before, which has to be what was shown, else it
// is [kompass.ErrChanged].
func (s *Store) SetPositioning(ctx context.Context, by kompass.By, p kompass.Positioning, shown ...kompass.Digest) error {
	return s.write(ctx, "set positioning", func(t *tx) error {
		old, err := positioningIn(ctx, t, by.Scope, p.CompanyID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), p.Digest())
		}
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO positionings (company_id, promise, omitted, discipline, price, relation, individual,
			changing, latitude, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (company_id) DO UPDATE SET promise = excluded.promise, omitted = excluded.omitted, discipline = excluded.discipline,
			price = excluded.price, relation = excluded.relation, individual = excluded.individual, changing = excluded.changing,
			latitude = excluded.latitude, updated_at = excluded.updated_at`,
			p.CompanyID, p.Promise, p.Omitted, string(p.Discipline), p.Steps[kompass.SliderPrice], p.Steps[kompass.SliderRelation],
			p.Steps[kompass.SliderIndividual], p.Steps[kompass.SliderChanging], p.Steps[kompass.SliderLatitude], stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "company.positioning", p.CompanyID, ""})
	})
}
