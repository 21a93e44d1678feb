package sqlite

import (
	"context"
	"database/sql"
	"sync/atomic"
	"testing"

	"github.com/mattn/go-sqlite3"
)

// Writer is the pool of the writing connection.
func (s *Store) Writer() *sql.DB { return s.writer }

// Reader is the pool of reading connections.
func (s *Store) Reader() *sql.DB { return s.reader }

// CountCommits returns the number of transactions that the store has committed since.
func (s *Store) CountCommits(tb testing.TB) *atomic.Int64 {
	tb.Helper()
	conn, err := s.writer.Conn(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	n := new(atomic.Int64)
	err = conn.Raw(func(driver any) error {
		driver.(*sqlite3.SQLiteConn).RegisterCommitHook(func() int {
			n.Add(1)
			return 0
		})
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

// Waiting returns how many submissions wait behind the group that is being written.
func (s *Store) Waiting() int {
	s.group.mu.Lock()
	defer s.group.mu.Unlock()
	return len(s.group.queue)
}

// EmptyLog moves the write-ahead log into the database.
func (s *Store) EmptyLog(ctx context.Context) { s.emptyLog(ctx) }

// HotQueries are what participants and open rounds ask of tables that grow with the answers.
var HotQueries = map[string]string{
	"access": selectAccess, "receipt": selectReceipt, "own answers": selectOwnAnswers, "own comments": selectOwnComments,
	"counts": selectCounts, "total": selectTotal, "round": selectRound + " WHERE r.id = ?",
	"withdraw answers":  "DELETE FROM responses WHERE round_id = ? AND id = ?",
	"withdraw comments": "DELETE FROM comments WHERE receipt_hash = ?",
}
