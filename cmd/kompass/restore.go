package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/backups"
	"kompass/internal/i18n"
	"kompass/internal/published"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
	"kompass/internal/store"
)

func restoreCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "restore", Usage: "put a snapshot back; the server must be stopped", ArgsUsage: "FILE",
		Flags: []cli.Flag{&cli.StringFlag{Name: "identity", Usage: "`FILE` with the secret key (AGE-SECRET-KEY-1…) that opens an encrypted snapshot"}},
		Action: func(ctx context.Context, c *cli.Command) error {
			if err := fileOnly(c, c.String("db")); err != nil {
				return err
			}
			args, err := arguments(c, "FILE")
			if err != nil {
				return err
			}
			if err := restore(ctx, args[0], c.String("identity"), c.String("db")); err != nil {
				return err
			}
			if err := warnOfDamage(ctx, w, c); err != nil {
				return err
			}
			return printFile(w, c, c.String("db"))
		},
	}
}

func restore(ctx context.Context, snapshot, identity, database string) error {
	encrypted, err := backups.Encrypted(snapshot)
	switch {
	case err != nil:
		return err
	case !encrypted:
		return putBack(ctx, snapshot, snapshot, database)
	case identity == "":
		return usage("cli.usage.identity", "file", snapshot)
	}
	return withPrivateFolder(database, func(folder string) error {
		plain := filepath.Join(folder, "snapshot.db")
		if err := backups.Decrypt(ctx, snapshot, plain, identity); err != nil {
			return aboutDecrypting(err, snapshot, identity)
		}
		return putBack(ctx, plain, snapshot, database)
	})
}

// putBack makes a file in clear the database. Messages call it by the name of the snapshot.
func putBack(ctx context.Context, file, snapshot, database string) error {
	if info, err := os.Stat(file); err == nil && info.Size() == 0 {
		// A copy that failed leaves an empty file; SQLite takes it for an empty database.
		return aboutDatabase(store.ErrForeignFile, snapshot)
	}
	if err := sqlite.Restore(ctx, file, database); err != nil {
		return aboutRestore(err, snapshot, database)
	}
	return nil
}

func aboutDecrypting(err error, snapshot, identity string) error {
	for _, e := range []struct {
		err  error
		key  string
		file string
	}{
		{backups.ErrIdentity, "cli.error.identity", identity},
		{backups.ErrOtherKey, "cli.error.other_key", snapshot},
		{backups.ErrDamaged, "cli.error.backup_damaged", snapshot},
	} {
		if errors.Is(err, e.err) {
			return told{e.key, []any{"file", e.file}, err}
		}
	}
	return err
}

// aboutRestore blames the backup for what is wrong with its content, and the database for what is wrong with its place.
func aboutRestore(err error, backup, database string) error {
	if errors.Is(err, store.ErrNotWritable) || errors.Is(err, sqlite.ErrLocked) {
		return aboutDatabase(err, database)
	}
	return aboutDatabase(err, backup)
}

// warnOfDamage names the results that came damaged with a snapshot. One of an older Kompass is looked at when the server has brought it
// up to date.
func warnOfDamage(ctx context.Context, w world, c *cli.Command) error {
	o := sqlite.Options{Path: c.String("db"), Now: w.Now, Rand: w.Rand, MustExist: true}
	looked, err := sqlite.LookAt(ctx, o)
	if errors.Is(err, store.ErrOlderSchema) {
		return nil
	}
	if err != nil {
		return aboutDatabase(err, o.Path)
	}
	library, err := loadLibrary(c.String("questionnaires"))
	if err != nil {
		return errors.Join(err, looked.Close())
	}
	damaged, err := published.NewReader(looked, rounds.New(looked, library, w.Now, w.Rand)).Damaged(ctx)
	if err := errors.Join(err, looked.Close()); err != nil {
		return err
	}
	if len(damaged) > 0 {
		fmt.Fprintln(w.Stderr, i18n.From(ctx).T("cli.warning.results_damaged", "rounds", strings.Join(damaged, ", ")))
	}
	return nil
}
