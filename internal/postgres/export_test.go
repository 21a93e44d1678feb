package postgres

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Describe lists what there is in a schema.
func Describe(ctx context.Context, db *sql.DB) ([]string, error) { return describe(ctx, db) }

// Connect makes the engine of a database and asks nothing of its server.
func Connect(address string) (*Engine, error) { return connect(address) }

// Writer is the pool of the writing connection.
func (e *Engine) Writer() *sql.DB { return e.writer }

// MakeOlder makes a database of the first migrations.
func MakeOlder(ctx context.Context, address string, n int) error {
	e, err := connect(address)
	if err != nil {
		return err
	}
	for _, m := range migrations[:n] {
		err = errors.Join(err, apply(ctx, e.writer, m, time.Unix(0, 0)))
	}
	return errors.Join(err, e.Close())
}
