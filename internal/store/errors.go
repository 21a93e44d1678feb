package store

import (
	"database/sql"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// wrap translates an error of the database into one of the domain and says what was being done.
func (s *Store) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if s.engine.Fatal(err) {
		s.fail(err)
	}
	if isMissing(err) {
		err = kompass.ErrNotFound
	}
	return fmt.Errorf("%s: %w", doing, s.engine.Translate(err))
}

// isMissing reports whether a query found no row.
func isMissing(err error) bool { return errors.Is(err, sql.ErrNoRows) }
