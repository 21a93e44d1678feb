package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"kompass/internal/kompass"

	"github.com/jackc/pgx/v5/pgconn"
)

// The codes of PostgreSQL that say something of what was to be stored. The first two characters are a class.
var (
	codesInvalid = []string{
		"23502", "23514", // not null, check
		"22001", "22003", "22021", "22P05", // too long, out of range, not UTF-8, a character that a text cannot hold
	}
	classConflict = "23"
	codeCanceled  = "57014"
	codesDamaged  = []string{"XX001", "XX002"}
)

func codeOf(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Translate implements [store.Engine].
func (*Engine) Translate(err error) error {
	code := codeOf(err)
	switch {
	case errors.Is(err, errOnlyLooking), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case code == codeCanceled:
		return context.Canceled
	case slices.Contains(codesInvalid, code):
		return fmt.Errorf("%w: %w", kompass.ErrInvalid, err)
	case strings.HasPrefix(code, classConflict):
		return fmt.Errorf("%w: %w", kompass.ErrConflict, err)
	case code != "", isConnection(err):
		return fmt.Errorf("%w: %w", kompass.ErrStorage, err)
	}
	return err
}

// isConnection reports whether an error is one of the connection and not of what was asked.
func isConnection(err error) bool {
	var connecting *pgconn.ConnectError
	var network net.Error
	if errors.As(err, &connecting) || errors.As(err, &network) || pgconn.SafeToRetry(err) {
		return true
	}
	return slices.ContainsFunc([]error{errUnreplicated, errRolledBack, driver.ErrBadConn, io.EOF, io.ErrUnexpectedEOF},
		func(e error) bool { return errors.Is(err, e) })
}

// Fatal implements [store.Engine]. A server that is away comes back: only damage ends writing.
func (*Engine) Fatal(err error) bool { return slices.Contains(codesDamaged, codeOf(err)) }
