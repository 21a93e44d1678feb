package sqlite

import (
	"context"
	"database/sql"
	"testing"
	"time"
)

// Writer is the pool of the writing connection.
func (e *Engine) Writer() *sql.DB { return e.writer }

// MakeOlder makes a database of an earlier schema and fills it.
func MakeOlder(tb testing.TB, path string, schema int, statements string) {
	tb.Helper()
	if err := prepareFile(path); err != nil {
		tb.Fatal(err)
	}
	db := openPool(writerDSN(path), 1)
	defer db.Close()
	for i, m := range migrations[:schema] {
		if err := apply(context.Background(), db, i+1, m, time.Unix(0, 0)); err != nil {
			tb.Fatal(err)
		}
	}
	if _, err := db.Exec(statements); err != nil {
		tb.Fatal(err)
	}
}
