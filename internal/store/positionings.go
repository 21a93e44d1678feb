package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// Positioning returns how a company wants to be seen, with nothing filled in where nothing was stored.
func (s *Store) Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error) {
	p := kompass.Positioning{CompanyID: companyID}
	err := s.read(ctx, "read positioning", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		err := t.QueryRowContext(ctx, `SELECT promise, omitted, discipline, price, relation, individual, changing, latitude, updated_at
			FROM positionings WHERE company_id = ?`, companyID).
			Scan(&p.Promise, &p.Omitted, &p.Discipline, &p.Steps[kompass.SliderPrice], &p.Steps[kompass.SliderRelation],
				&p.Steps[kompass.SliderIndividual], &p.Steps[kompass.SliderChanging], &p.Steps[kompass.SliderLatitude], timeText{&p.Updated})
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return p, err
}

// SetPositioning stores how a company wants to be seen, in place of what was stored before.
func (s *Store) SetPositioning(ctx context.Context, actor string, scope kompass.Scope, p kompass.Positioning) error {
	return s.write(ctx, "set positioning", func(t *tx) error {
		if _, err := companyIn(ctx, t, scope, p.CompanyID); err != nil {
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
		return t.audit(ctx, event{actor, "company.positioning", p.CompanyID, ""})
	})
}
