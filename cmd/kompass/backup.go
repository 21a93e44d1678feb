package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/backups"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/sqlite"
)

func backupCommand(w world) *cli.Command {
	return &cli.Command{
		Name: "backup", Usage: "write a checked snapshot of the database to a file, or under a new name into a folder, also while the server runs", ArgsUsage: "FILE|DIR",
		Flags: []cli.Flag{
			&cli.StringSliceFlag{Name: "encrypt-to", Usage: "encrypt it with age to `RECIPIENT`: age1…, or a file with one on each line", Sources: environment("KOMPASS_BACKUP_RECIPIENTS")},
			&cli.IntFlag{Name: "keep", Usage: "keep the newest `N` snapshots in the folder and remove the older ones"},
		},
		Action: func(ctx context.Context, c *cli.Command) error {
			if err := fileOnly(c, c.String("db")); err != nil {
				return err
			}
			job, err := readBackup(w, c)
			if err != nil {
				return err
			}
			return withTools(ctx, w, c, func(t *tools) error {
				if err := withPrivateFolder(c.String("db"), func(folder string) error { return job.make(ctx, t, folder) }); err != nil {
					return saying(err, kompass.ErrConflict, "cli.error.file_exists", "file", job.path)
				}
				return printFile(w, c, job.path)
			})
		},
	}
}

// backup is one call of the command.
type backup struct {
	path   string // of the snapshot
	folder *backups.Folder
	keep   int // zero keeps all
	to     backups.Recipients
}

func readBackup(w world, c *cli.Command) (*backup, error) {
	args, err := arguments(c, "FILE|DIR")
	if err != nil {
		return nil, err
	}
	job := &backup{path: args[0], keep: c.Int("keep")}
	if c.IsSet("keep") && job.keep < 1 {
		return nil, usage("cli.usage.keep")
	}
	if job.to, err = backups.ReadRecipients(c.StringSlice("encrypt-to")); err != nil {
		return nil, aboutRecipients(err)
	}
	info, err := os.Stat(job.path)
	if err == nil && info.IsDir() {
		folder := backups.In(job.path, c.String("db"))
		job.folder, job.path = &folder, folder.Path(w.Now(), len(job.to) > 0)
	} else if job.keep > 0 {
		return nil, told{"cli.error.no_folder", []any{"folder", job.path}, fs.ErrNotExist}
	}
	return job, nil
}

func aboutRecipients(err error) error {
	switch {
	case errors.Is(err, backups.ErrSecret):
		return usage("cli.usage.recipient_secret")
	case errors.Is(err, backups.ErrRecipient):
		return usage("cli.usage.recipient")
	}
	return err
}

// make writes the snapshot. What is to be encrypted is in clear in a private folder beside the database alone, where the database is in
// clear as well.
func (b *backup) make(ctx context.Context, t *tools, private string) error {
	if b.folder != nil {
		if err := b.folder.Sweep(); err != nil {
			return err
		}
	}
	if len(b.to) == 0 {
		if err := t.Store.Backup(ctx, b.path); err != nil {
			return err
		}
	} else if err := b.encrypted(ctx, t, filepath.Join(private, "snapshot.db")); err != nil {
		return err
	}
	damaged, err := published.NewReader(t.Store, t.Rounds).Damaged(ctx)
	switch {
	case err != nil:
		return err
	case len(damaged) > 0:
		// An older copy may be the last that still has the result as it was.
		return told{"cli.error.results_damaged", []any{"file", b.path, "rounds", strings.Join(damaged, ", ")}, kompass.ErrDamaged}
	case b.keep > 0:
		return b.folder.Rotate(b.keep)
	}
	return nil
}

func (b *backup) encrypted(ctx context.Context, t *tools, plain string) error {
	if _, err := os.Lstat(b.path); err == nil {
		return kompass.ErrConflict
	}
	if err := t.Store.Backup(ctx, plain); err != nil {
		return err
	}
	err := b.to.Encrypt(ctx, plain, b.path)
	if errors.Is(err, fs.ErrExist) {
		return kompass.ErrConflict
	}
	return err
}

// withPrivateFolder gives do an empty folder beside the database for files in clear, and removes it with all that it holds. One that a
// killed command has left is emptied first.
func withPrivateFolder(database string, do func(folder string) error) (err error) {
	folder := database + ".copying"
	release, err := sqlite.LockServer(folder)
	switch {
	case errors.Is(err, sqlite.ErrLocked):
		return told{"cli.error.copying", nil, err}
	case err != nil:
		return aboutDatabase(err, database)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder), release()) }()
	if err := errors.Join(os.RemoveAll(folder), os.Mkdir(folder, 0o700)); err != nil {
		return err
	}
	return do(folder)
}
