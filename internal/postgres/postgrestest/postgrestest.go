// Package postgrestest starts PostgreSQL servers for tests: one for each test binary, and on it a database for each test.
package postgrestest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"kompass/internal/postgres"
	"kompass/internal/store"
	"kompass/internal/store/storetest"
)

// server is that of the test binary.
var server *Server

const template = "template_kompass"

// Main runs the tests of a binary beside a server, for TestMain. Where there is room, that server keeps its files in memory: tests of what
// survives start one of their own.
func Main(m *testing.M) int {
	var err error
	if server, err = startIn(inMemory(), []string{"autovacuum=off"}); err == nil {
		defer func() { _ = server.Remove() }() // the tests have passed or failed
		err = makeTemplate()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// makeTemplate makes the database that those of the tests are copied from.
func makeTemplate() error {
	if err := server.Do("postgres", "CREATE DATABASE "+template+" OWNER "+Role); err != nil {
		return err
	}
	s, err := postgres.Open(context.Background(), postgres.Options{Address: server.Address(template, Role), Now: storetest.NewClock().Now, Rand: rand.Reader})
	if err != nil {
		return err
	}
	return s.Close()
}

var databases atomic.Int64

// Database makes a database for a test, with the tables of Kompass and nothing in them, and returns its address.
func Database(tb testing.TB) string {
	tb.Helper()
	return newDatabase(tb, " TEMPLATE "+template)
}

// Empty makes a database for a test that nobody has used, and returns its address.
func Empty(tb testing.TB) string {
	tb.Helper()
	return newDatabase(tb, "")
}

func newDatabase(tb testing.TB, from string) string {
	tb.Helper()
	name := "test_" + strconv.FormatInt(databases.Add(1), 10)
	if err := server.Do("postgres", "CREATE DATABASE "+name+from+" OWNER "+Role); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := server.Do("postgres", "DROP DATABASE "+name+" (FORCE)"); err != nil {
			tb.Error(err)
		}
	})
	return server.Address(name, Role)
}

// NameOf is the name of the database of an address that [Database] has given.
func NameOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err) // it was made here
	}
	return strings.TrimPrefix(u.Path, "/")
}

// Administer runs statements on the server of the test binary as its administrator.
func Administer(tb testing.TB, database string, statements ...string) {
	tb.Helper()
	if err := server.Do(database, statements...); err != nil {
		tb.Fatal(err)
	}
}

// emptied is what is done to a database before another test gets it. Rules and references of tables do not act on it.
const emptied = `DO $$ DECLARE t regclass; BEGIN
	SET LOCAL session_replication_role = replica;
	FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('migrations', 'installation') LOOP
		EXECUTE 'DELETE FROM ' || t;
	END LOOP; END $$`

// used are databases that tests which are over have left.
var used = struct {
	sync.Mutex
	names []string
}{}

// Open opens an empty database with a clock and closes it when the test ends. Afterwards another test gets it: its tables are not to be
// changed.
func Open(tb testing.TB, clock *storetest.Clock) *store.Store {
	tb.Helper()
	used.Lock()
	defer used.Unlock()
	var name string
	if n := len(used.names); n > 0 {
		name, used.names = used.names[n-1], used.names[:n-1]
		Administer(tb, name, emptied)
	} else {
		name = "used_" + strconv.FormatInt(databases.Add(1), 10)
		Administer(tb, "postgres", "CREATE DATABASE "+name+" OWNER "+Role+" TEMPLATE "+template)
	}
	tb.Cleanup(func() {
		used.Lock()
		defer used.Unlock()
		used.names = append(used.names, name)
	})
	return OpenAt(tb, server.Address(name, Role), clock)
}

// OpenAt opens the database of an address with a clock.
func OpenAt(tb testing.TB, address string, clock *storetest.Clock) *store.Store {
	tb.Helper()
	s, err := postgres.Open(context.Background(), postgres.Options{Address: address, Now: clock.Now, Rand: rand.Reader})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close database: %v", err)
		}
	})
	return s
}
