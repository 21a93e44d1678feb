package sqlite

import (
	"context"
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

// isCode reports whether err carries one of the driver's primary result codes.
func isCode(err error, codes []sqlite3.ErrNo) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && slices.Contains(codes, e.Code)
}

// Fatal implements [store.Engine].
func (*Engine) Fatal(err error) bool {
	if errors.Is(err, errReplaced) {
		return true
	}
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

// Translate implements [store.Engine].
func (*Engine) Translate(err error) error { return translate(err) }

func translate(err error) error {
	var e sqlite3.Error
	switch {
	case errors.Is(err, errReplaced):
		return fmt.Errorf("%w: %w", kompass.ErrStorage, err)
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
