package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"kompass/internal/kompass"

	"github.com/mattn/go-sqlite3"
)

var (
	codesForeign    = []sqlite3.ErrNo{sqlite3.ErrNotADB}
	codesCorrupt    = []sqlite3.ErrNo{sqlite3.ErrCorrupt, sqlite3.ErrNotADB}
	codesUnwritable = []sqlite3.ErrNo{sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrFull,
		sqlite3.ErrIoErr, sqlite3.ErrBusy}
)

// isCode says whether err carries one of the driver's primary result codes.
func isCode(err error, codes []sqlite3.ErrNo) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

// isFatal says whether err means damage, or that the disk did not keep a write: then nothing may be acknowledged any more.
func isFatal(err error) bool {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.ExtendedCode {
	case sqlite3.ErrIoErrFsync, sqlite3.ErrIoErrDirFsync, sqlite3.ErrIoErrTruncate:
		return true
	}
	return slices.Contains(codesCorrupt, e.Code)
}

// wrap translates an error of database or driver into one of the domain and says what was being done.
func (s *Store) wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	if isFatal(err) {
		s.fail(err)
	}
	return fmt.Errorf("%s: %w", doing, translate(err))
}

func translate(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return kompass.ErrNotFound
	}
	var e sqlite3.Error
	switch {
	case !errors.As(err, &e):
		return err
	case e.Code == sqlite3.ErrInterrupt:
		return context.Canceled
	case e.Code != sqlite3.ErrConstraint:
		return fmt.Errorf("%w: %w", kompass.ErrStorage, err)
	case e.ExtendedCode == sqlite3.ErrConstraintCheck, e.ExtendedCode == sqlite3.ErrConstraintNotNull:
		return fmt.Errorf("%w: %w", kompass.ErrInvalid, err)
	}
	return fmt.Errorf("%w: %w", kompass.ErrConflict, err)
}

// fail ends all writing, once.
func (s *Store) fail(err error) {
	s.failOnce.Do(func() {
		s.failure = fmt.Errorf("%w: writing has stopped: %w", kompass.ErrStorage, err)
		close(s.failed)
	})
}
