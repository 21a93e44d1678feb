package sqlite

import (
	"context"
	"database/sql"

	"kompass/internal/kompass"
)

// CreateCompany adds a company.
func (s *Store) CreateCompany(ctx context.Context, actor, name string) (kompass.Company, error) {
	const doing = "create company"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Company{}, s.wrap(doing, err)
	}
	c := kompass.Company{ID: id, Name: name}
	err = s.write(ctx, doing, func(t *tx) error {
		c.Created = t.now
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

// Companies returns the companies in scope, by name.
func (s *Store) Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error) {
	rows, err := s.reader.QueryContext(ctx,
		"SELECT id, name, created_at FROM companies WHERE ? IN ('', id) ORDER BY name, id", scope.CompanyID)
	out, err := collect(rows, err, scanCompany)
	return out, s.wrap("list companies", err)
}

// Company returns one company.
func (s *Store) Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error) {
	c, err := companyIn(ctx, s.reader, scope, id)
	return c, s.wrap("read company", err)
}

func companyIn(ctx context.Context, q querier, scope kompass.Scope, id string) (kompass.Company, error) {
	return scanCompany(q.QueryRowContext(ctx,
		"SELECT id, name, created_at FROM companies WHERE id = ? AND ? IN ('', id)", id, scope.CompanyID))
}

func scanCompany(r row) (kompass.Company, error) {
	var c kompass.Company
	err := r.Scan(&c.ID, &c.Name, timeText{&c.Created})
	return c, err
}

// AddTeam adds a team to the company it names. A second team of the same name is [kompass.ErrConflict].
func (s *Store) AddTeam(ctx context.Context, actor string, scope kompass.Scope, team kompass.Team) (kompass.Team, error) {
	const doing = "add team"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Team{}, s.wrap(doing, err)
	}
	team.ID = id
	err = s.write(ctx, doing, func(t *tx) error {
		if _, err := companyIn(ctx, t, scope, team.CompanyID); err != nil {
			return err
		}
		team.Created = t.now
		if _, err := t.ExecContext(ctx, `INSERT INTO teams (id, company_id, position, name, heads, created_at)
			VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM teams WHERE company_id = ?), ?, ?, ?)`,
			team.ID, team.CompanyID, team.CompanyID, team.Name, team.Heads, stamp(team.Created)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "team.add", team.ID, team.Name})
	})
	if err != nil {
		return kompass.Team{}, err
	}
	return team, nil
}

// Teams returns a company's teams in order of creation.
func (s *Store) Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error) {
	var out []kompass.Team
	err := s.read(ctx, "list teams", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx,
			"SELECT id, company_id, name, heads, created_at FROM teams WHERE company_id = ? ORDER BY position", companyID)
		out, err = collect(rows, err, scanTeam)
		return err
	})
	return out, err
}

func scanTeam(r row) (kompass.Team, error) {
	var t kompass.Team
	err := r.Scan(&t.ID, &t.CompanyID, &t.Name, &t.Heads, timeText{&t.Created})
	return t, err
}
