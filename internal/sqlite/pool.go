package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// connector opens connections without a driver name registered for the whole process.
type connector struct {
	driver *sqlite3.SQLiteDriver
	dsn    string
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }

func (c connector) Driver() driver.Driver { return c.driver }

// openPool opens at most n connections. They are kept for good: a pragma or a cached statement lost is time lost.
func openPool(dsn string, n int) *sql.DB {
	db := sql.OpenDB(connector{driver: &sqlite3.SQLiteDriver{ConnectHook: harden}, dsn: dsn})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// harden sets what the address of a database cannot say. Views and triggers of a tampered file may not call dangerous
// functions, damaged pages are noticed when they are read, and the write-ahead log shrinks again after a long read.
func harden(c *sqlite3.SQLiteConn) error {
	_, err := c.Exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 4000;
		PRAGMA journal_size_limit = 67108864`, nil)
	return err
}

const shared = "&_busy_timeout=10000&_foreign_keys=on&_secure_delete=on&_stmt_cache_size=64"

func writerDSN(path string) string {
	return address(path) + "?mode=rw&_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_cache_size=-16000" + shared
}

func readerDSN(path string) string {
	return address(path) + "?mode=ro&_query_only=on&_synchronous=FULL" + shared
}

// address writes a path as a file: address, so that ?, #, % and blanks in it stay part of the name.
func address(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	parts := strings.Split(filepath.ToSlash(path), "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return "file:" + strings.Join(parts, "/")
}
