// Package keystest gives tests a folder of keys.
package keystest

import (
	"context"
	"crypto/rand"
	"testing"

	"kompass/internal/keys"
)

// Store says which installation it is.
type Store interface {
	Installation(ctx context.Context) (string, error)
}

// Ring returns a ring with one new folder for the keys of a store, and the installation that they name.
func Ring(tb testing.TB, store Store) (ring *keys.Ring, installation string) {
	tb.Helper()
	installation, err := store.Installation(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	return RingAt(tb, installation, tb.TempDir()), installation
}

// RingAt returns a ring with folders that are set up where they are new.
func RingAt(tb testing.TB, installation string, folders ...string) *keys.Ring {
	tb.Helper()
	c := keys.Config{Folders: folders, Installation: installation}
	if err := keys.Init(c, rand.Reader); err != nil {
		tb.Fatal(err)
	}
	ring, err := keys.Open(c)
	if err != nil {
		tb.Fatal(err)
	}
	return ring
}
