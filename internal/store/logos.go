package store

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// SetLogo stores the logo of a company in place of an earlier one, which has to be the one that was shown, else it is
// [kompass.ErrChanged]. A logo without a picture removes it.
func (s *Store) SetLogo(ctx context.Context, by kompass.By, companyID string, l kompass.Logo, shown ...kompass.Digest) error {
	return s.write(ctx, "set logo", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, companyID); err != nil {
			return err
		}
		row := t.QueryRowContext(ctx, "SELECT hash FROM company_logos WHERE company_id = ?", companyID)
		if err := checkLogo(row, shown, l); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM company_logos WHERE company_id = ?", companyID); err != nil {
			return err
		}
		if len(l.PNG) == 0 {
			return t.audit(ctx, event{by.Actor, "logo.remove", companyID, ""})
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO company_logos (company_id, hash, width, height, png) VALUES (?, ?, ?, ?, ?)",
			companyID, l.Hash, l.Width, l.Height, l.PNG); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "logo.set", companyID, l.Hash})
	})
}

// Logo returns the logo of a company, [kompass.ErrNotFound] where it has none.
func (s *Store) Logo(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Logo, error) {
	l, err := scanLogo(s.engine.Reader().QueryRowContext(ctx, `SELECT hash, width, height, png FROM company_logos
		WHERE company_id = ? AND ? IN ('', company_id)`, companyID, scope.CompanyID))
	return l, s.wrap("read logo", err)
}

// LogoByHash returns a logo to whoever knows its hash: it stands on pages that anybody with a code sees.
func (s *Store) LogoByHash(ctx context.Context, hash string) (kompass.Logo, error) {
	l, err := scanLogo(s.engine.Reader().QueryRowContext(ctx, `SELECT hash, width, height, png FROM company_logos
		WHERE hash = ?1 UNION ALL SELECT hash, width, height, png FROM sender_logo WHERE hash = ?1 LIMIT 1`, hash))
	return l, s.wrap("read logo", err)
}

// checkLogo is [kompass.ErrChanged] where the logo of this hash is neither what was shown nor what is wanted.
func checkLogo(stored row, shown []kompass.Digest, wanted kompass.Logo) error {
	var old kompass.LogoRef
	if err := stored.Scan(&old.Hash); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	return kompass.CheckShown(shown, old.Digest(), wanted.Digest())
}

func scanLogo(r row) (kompass.Logo, error) {
	var l kompass.Logo
	err := r.Scan(&l.Hash, &l.Width, &l.Height, &l.PNG)
	return l, err
}
