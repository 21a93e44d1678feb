package postgres_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/sqlite/sqlitetest"
)

// ownServer starts a server for a test, with a database of Kompass.
func ownServer(t *testing.T, settings ...string) (*postgrestest.Server, string) {
	t.Helper()
	server, err := postgrestest.Start(settings...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Remove() }) // some tests have killed it
	if err := server.Do("postgres", "CREATE DATABASE kompass OWNER "+postgrestest.Role); err != nil {
		t.Fatal(err)
	}
	return server, server.Address("kompass", postgrestest.Role)
}

// outcome is what a submission ended with.
type outcome struct {
	is  kompass.Outcome
	err error
}

// waiting is how many backends wait for a standby.
const waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

// TestWhatNoStandbyHasIsNotAcknowledged has a server wait for a standby that never comes. A wait that is cancelled ends with success on
// the server's side, and the answer can be read: neither it nor the same answer again may be acknowledged before a standby has it.
func TestWhatNoStandbyHasIsNotAcknowledged(t *testing.T) {
	server, address := ownServer(t)
	s := openAt(t, address)
	round, link := newRound(t, s)
	if err := server.Do("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'elsewhere'", "SELECT pg_reload_conf()"); err != nil {
		t.Fatal(err)
	}
	sub := sqlitetest.Submission(t, round, link)
	submit := func() chan outcome { // nil where it was acknowledged
		done := make(chan outcome, 1)
		go func() {
			is, err := s.Submit(context.Background(), sub)
			done <- outcome{is, err}
		}()
		for { // until a commit waits
			if n, err := server.Count(waiting); err != nil || n > 0 {
				if err != nil {
					t.Error(err)
				}
				return done
			}
			select {
			case o := <-done:
				if o.err != nil {
					t.Fatalf("got %v", o.err)
				}
				return nil
			case <-time.After(5 * time.Millisecond):
			}
		}
	}
	first := submit()
	for tries := 0; first == nil; tries++ { // the server takes up its setting in its own time
		if tries == 1000 {
			t.Fatal("acknowledged without a standby")
		}
		sub = sqlitetest.Submission(t, round, link)
		first = submit()
	}
	if err := server.Do("postgres", "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"); err != nil {
		t.Fatal(err)
	}
	if o := <-first; !errors.Is(o.err, kompass.ErrStorage) {
		t.Errorf("a wait that was cancelled: got %+v, want that it is not stored", o)
	}
	again := submit()
	if again == nil {
		t.Fatal("the same answer again: acknowledged before a standby has it")
	}
	select {
	case o := <-again:
		t.Errorf("the same again, without a standby: got %+v, want it to wait", o)
	case <-time.After(300 * time.Millisecond):
	}
	if err := server.Do("postgres", "ALTER SYSTEM SET synchronous_standby_names = ''", "SELECT pg_reload_conf()"); err != nil {
		t.Fatal(err)
	}
	if o := <-again; o.err != nil || o.is != kompass.Unchanged {
		t.Errorf("the same again, once nobody has to wait: got %+v, want unchanged", o)
	}
}

// TestAServerThatComesBackIsWrittenToAgain kills the server below an open store.
func TestAServerThatComesBackIsWrittenToAgain(t *testing.T) {
	server, address := ownServer(t)
	s := openAt(t, address)
	round, link := newRound(t, s)
	before := sqlitetest.Submission(t, round, link)
	if _, err := s.Submit(t.Context(), before); err != nil {
		t.Fatal(err)
	}
	if err := server.Kill(); err != nil {
		t.Fatal(err)
	}
	after := sqlitetest.Submission(t, round, link)
	if _, err := s.Submit(t.Context(), after); !errors.Is(err, kompass.ErrStorage) {
		t.Errorf("an answer without a server: got error %v, want that it is not stored", err)
	}
	if err := s.Ready(t.Context()); !errors.Is(err, kompass.ErrStorage) {
		t.Errorf("ready without a server: got error %v", err)
	}
	if err := s.Failure(); err != nil {
		t.Errorf("the store has given up: %v", err)
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	if o, err := s.Submit(t.Context(), before); err != nil || o != kompass.Unchanged {
		t.Errorf("what was acknowledged before: got %v and error %v, want it unchanged", o, err)
	}
	if _, err := s.Submit(t.Context(), after); err != nil {
		t.Errorf("an answer after the server came back: %v", err)
	}
}
