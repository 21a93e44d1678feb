package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"kompass/internal/kompass"
)

// TimeLayout is how every time is stored, in UTC. It has a fixed width, so that the order of texts is the order of times.
const TimeLayout = "2006-01-02T15:04:05.000000Z"

// stamp writes a time for the database; the zero time is NULL.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(TimeLayout)
}

// timeText scans what [stamp] wrote.
type timeText struct{ to *time.Time }

// Scan implements [sql.Scanner].
func (t timeText) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*t.to = time.Time{}
		return nil
	case string:
		at, err := time.Parse(TimeLayout, v)
		*t.to = at
		return err
	}
	return fmt.Errorf("a time is stored as %T", src)
}

// null writes "" as NULL.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// truth writes true as 1 and false as 0.
func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// tx is a writing transaction with the one moment at which all of it happens.
type tx struct {
	*sql.Tx
	now time.Time
}

// write runs fn in a transaction that holds the write lock from its beginning. Any error undoes all of it.
func (s *Store) write(ctx context.Context, doing string, fn func(*tx) error) error {
	if err := s.Failure(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	t, err := s.engine.Begin(ctx)
	if err != nil {
		return s.wrap(doing, err)
	}
	defer func() { _ = t.Rollback() }() // after a commit there is nothing to roll back
	if err := fn(&tx{Tx: t, now: s.moment()}); err != nil {
		return s.wrap(doing, err)
	}
	err = t.Commit()
	if err == nil { // what went into a file that nobody will open again is not stored
		err = s.engine.Present()
	}
	return s.wrap(doing, err)
}

// read runs fn on one state of the database.
func (s *Store) read(ctx context.Context, doing string, fn func(*sql.Tx) error) error {
	t, err := s.engine.Reader().BeginTx(ctx, nil)
	if err != nil {
		return s.wrap(doing, err)
	}
	defer func() { _ = t.Rollback() }() // nothing was written
	return s.wrap(doing, fn(t))
}

// moment returns the time as it is stored.
func (s *Store) moment() time.Time { return s.now().UTC().Truncate(time.Microsecond) }

// event is what the audit trail keeps of a change.
type event struct {
	actor  string
	action string
	object string
	detail string
}

// audit records a change in the transaction that makes it. Nothing a participant does is ever recorded. The company that
// the entry is about is that of its object, also where the object is gone and an earlier entry was about it.
func (t *tx) audit(ctx context.Context, e event) error {
	_, err := t.ExecContext(ctx, `INSERT INTO audit (at, actor, action, object, detail, company)
		VALUES (?1, ?2, ?3, ?4, ?5, coalesce(
			(SELECT id FROM companies WHERE id = ?4), (SELECT company_id FROM rounds WHERE id = ?4),
			(SELECT company_id FROM teams WHERE id = ?4), (SELECT company_id FROM users WHERE id = ?4),
			(SELECT r.company_id FROM measures m JOIN rounds r ON r.id = m.round_id WHERE m.id = ?4),
			(SELECT company FROM audit WHERE object = ?4 AND ?4 <> '' ORDER BY number DESC LIMIT 1), ''))`,
		stamp(t.now), e.actor, e.action, e.object, e.detail)
	return err
}

// querier is what reading needs of a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// row is a line of a result set.
type row interface{ Scan(to ...any) error }

// collect reads all lines of a result set with scan.
func collect[T any](rows *sql.Rows, err error, scan func(row) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// touched turns "no line changed" into [kompass.ErrNotFound].
func touched(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		return kompass.ErrNotFound
	}
	return err
}

func scanText(r row) (string, error) {
	var s string
	err := r.Scan(&s)
	return s, err
}

// added reports whether a statement added a row, or found one that was in its way.
func added(r sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := r.RowsAffected()
	return n == 1, err
}
