package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/urfave/cli/v3"

	"kompass/internal/postgres"
	"kompass/internal/sqlite"
	"kompass/internal/store"
)

// defaultDatabase is the file that is meant where --db is not given. What lies beside a database on a server lies beside its place.
const defaultDatabase = "data/kompass.db"

// isOnServer reports whether a database is one of a server, and not a file.
func isOnServer(database string) bool { return postgres.IsAddress(database) }

// databaseName is how a database is called in messages: an address may hold a password.
func databaseName(database string) string {
	if isOnServer(database) {
		return postgres.Redacted(database)
	}
	return database
}

// placeOf is the file beside which what belongs to a database lies on this machine.
func placeOf(database string) string {
	if isOnServer(database) {
		return defaultDatabase
	}
	return database
}

// open opens the store of a database as far as the command may.
func (a access) open(ctx context.Context, w world, database string) (*store.Store, error) {
	if isOnServer(database) {
		return postgres.Open(ctx, postgres.Options{Address: database, Now: w.Now, Rand: w.Rand,
			MustExist: a != creating, KeepSchema: a == using, OnlyLook: a == looking})
	}
	o := sqlite.Options{Path: database, Now: w.Now, Rand: w.Rand, MustExist: a != creating, KeepSchema: a == using, CopyFirst: a == serving}
	if a == looking {
		return sqlite.LookAt(ctx, o)
	}
	return sqlite.Open(ctx, o)
}

// lockServer keeps a second server from a file. A database on a server takes as many as there are.
func lockServer(database string) (release func() error, err error) {
	if isOnServer(database) {
		return func() error { return nil }, nil
	}
	if _, err := os.Stat(database); errors.Is(err, fs.ErrNotExist) { // the lock would make its folder
		return nil, store.ErrNoDatabase
	}
	return sqlite.LockServer(database)
}

// fileOnly refuses a command that works with the file of a database for a database on a server.
func fileOnly(c *cli.Command, database string) error {
	if isOnServer(database) {
		return usage("cli.usage.file_only", "command", c.FullName())
	}
	return nil
}
