package store

import (
	"context"

	"kompass/internal/kompass"
)

// CreateCompany adds a company. A name that another one has, however it is spelt in capitals, is a [kompass.FieldError].
func (s *Store) CreateCompany(ctx context.Context, actor, name string) (kompass.Company, error) {
	const doing = "create company"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Company{}, s.wrap(doing, err)
	}
	c := kompass.Company{ID: id, Name: name}
	err = s.write(ctx, doing, func(t *tx) error {
		c.Created = t.now
		if err := nameFree(ctx, t, c); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO companies (id, name, created_at) VALUES (?, ?, ?)",
			c.ID, c.Name, stamp(c.Created)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "company.create", c.ID, c.Name})
	})
	if err != nil {
		return kompass.Company{}, err
	}
	return c, nil
}

// nameFree refuses the name of another company.
func nameFree(ctx context.Context, q querier, c kompass.Company) error {
	rows, err := q.QueryContext(ctx, selectCompany)
	all, err := collect(rows, err, scanCompany)
	if err != nil {
		return err
	}
	return c.CheckName(all)
}

const selectCompany = `SELECT c.id, c.name, c.created_at, c.contact_name, c.contact_email, c.contact_phone,
	coalesce(g.hash, ''), coalesce(g.width, 0), coalesce(g.height, 0)
	FROM companies c LEFT JOIN company_logos g ON g.company_id = c.id`

// Companies returns the companies in scope, by name.
func (s *Store) Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectCompany+" WHERE ? IN ('', c.id) ORDER BY c.name, c.id", scope.CompanyID)
	out, err := collect(rows, err, scanCompany)
	return out, s.wrap("list companies", err)
}

// Aiming returns the companies in scope that have a target level, by name.
func (s *Store) Aiming(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectCompany+` WHERE ? IN ('', c.id)
		AND EXISTS (SELECT 1 FROM targets t WHERE t.company_id = c.id) ORDER BY c.name, c.id`, scope.CompanyID)
	out, err := collect(rows, err, scanCompany)
	return out, s.wrap("list companies with a target", err)
}

// Company returns one company.
func (s *Store) Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error) {
	c, err := companyIn(ctx, s.engine.Reader(), scope, id)
	return c, s.wrap("read company", err)
}

func companyIn(ctx context.Context, q querier, scope kompass.Scope, id string) (kompass.Company, error) {
	return scanCompany(q.QueryRowContext(ctx, selectCompany+" WHERE c.id = ? AND ? IN ('', c.id)", id, scope.CompanyID))
}

func scanCompany(r row) (kompass.Company, error) {
	var c kompass.Company
	err := r.Scan(append([]any{&c.ID, &c.Name, timeText{&c.Created}}, faceCells(&c.Contact, &c.Logo)...)...)
	return c, err
}

// faceCells is where contact and logo go, as selectCompany and selectAccess return them.
func faceCells(c *kompass.Contact, l *kompass.LogoRef) []any {
	return []any{&c.Name, &c.Email, &c.Phone, &l.Hash, &l.Width, &l.Height}
}

// UpdateCompany changes the name of a company and whom people may ask. The audit trail keeps the name alone. What is stored has
// to be what was shown, else it is [kompass.ErrChanged], and the name of another company is a [kompass.FieldError].
func (s *Store) UpdateCompany(ctx context.Context, by kompass.By, c kompass.Company, shown ...kompass.Digest) error {
	return s.write(ctx, "change company", func(t *tx) error {
		old, err := companyIn(ctx, t, by.Scope, c.ID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), c.Digest())
		}
		if err == nil && c.Name != old.Name {
			err = nameFree(ctx, t, c)
		}
		if err != nil {
			return err
		}
		if err := touched(t.ExecContext(ctx, `UPDATE companies SET name = ?, contact_name = ?, contact_email = ?, contact_phone = ?
			WHERE id = ? AND ? IN ('', id)`,
			c.Name, c.Contact.Name, c.Contact.Email, c.Contact.Phone, c.ID, by.Scope.CompanyID)); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "company.change", c.ID, c.Name})
	})
}
