package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kompass/internal/store"
)

// keepCopies is how long the copy that was made before an upgrade is kept: long enough to notice that something is wrong, and
// not longer, since it may hold answers in clear.
const keepCopies = 14 * 24 * time.Hour

// precede does what has to be done before a database is opened, and refuses what the options do not allow.
func (o Options) precede(ctx context.Context) error {
	if !o.MustExist && !o.KeepSchema && !o.CopyFirst {
		return nil
	}
	info, err := os.Stat(o.Path)
	missing := errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
	if missing && o.MustExist {
		return fmt.Errorf("open database %s: %w", o.Path, store.ErrNoDatabase)
	}
	if missing {
		return nil
	}
	if err := errors.Join(prepareFile(o.Path), probe(ctx, o.Path)); err != nil {
		return err
	}
	version, err := schemaVersion(ctx, o.Path)
	switch {
	case err != nil:
		return openError(o.Path, err)
	case version == 0 && o.MustExist:
		return fmt.Errorf("open database %s: %w", o.Path, store.ErrNoDatabase)
	case version == 0 || version == len(migrations):
		return nil
	case o.KeepSchema:
		return fmt.Errorf("open database %s: %w", o.Path, store.ErrOlderSchema)
	case o.CopyFirst:
		return copyBefore(ctx, o.Path)
	}
	return nil
}

func schemaVersion(ctx context.Context, path string) (version int, err error) {
	db := openPool(readerDSN(path), 1)
	defer db.Close()
	err = db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}

// copyBefore copies a database beside itself. A copy that is there already was made before an upgrade that was interrupted.
func copyBefore(ctx context.Context, path string) error {
	copied := fmt.Sprintf("%s.before-%03d", path, len(migrations))
	if _, err := os.Lstat(copied); err == nil {
		return nil
	}
	tmp, err := copyDatabase(ctx, path, copied)
	if err != nil {
		return fmt.Errorf("copy %s before the upgrade: %w", path, err)
	}
	defer os.Remove(tmp)
	return publish(tmp, copied)
}

// DropCopies deletes the copies of a database that were made before upgrades, 14 days afterwards.
func DropCopies(path string, now time.Time) error {
	copies, err := filepath.Glob(path + ".before-[0-9][0-9][0-9]")
	if err != nil {
		return fmt.Errorf("look for copies of %s: %w", path, err)
	}
	var failed []error
	for _, one := range copies {
		info, err := os.Stat(one)
		if err == nil && now.Sub(info.ModTime()) > keepCopies {
			err = os.Remove(one)
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
