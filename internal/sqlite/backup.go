package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"kompass/internal/kompass"
)

// Backup implements [store.Engine].
func (e *Engine) Backup(ctx context.Context, dst string) error {
	if _, err := os.Lstat(dst); err == nil {
		return fmt.Errorf("the file exists: %w", kompass.ErrConflict)
	}
	tmp, err := copyDatabase(ctx, e.path, dst)
	switch {
	case isCode(err, codesCorrupt): // it is the source that is damaged
		return err
	case e.Fatal(err): // the target's disk, which says nothing about the source's
		return fmt.Errorf("%w: %v", kompass.ErrStorage, err)
	case err != nil:
		return err
	}
	defer os.Remove(tmp)
	return publish(tmp, dst)
}

// copyDatabase copies the database src to a temporary file beside dst, checks the copy and brings it to the disk.
func copyDatabase(ctx context.Context, src, dst string) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(dst), filepath.Base(dst)+".*.tmp") // for nobody but us
	if err != nil {
		return "", err
	}
	tmp := f.Name()
	err = errors.Join(f.Close(), vacuumInto(ctx, src, tmp), verify(ctx, tmp), syncFile(tmp))
	if err != nil {
		return "", errors.Join(err, os.Remove(tmp))
	}
	return tmp, nil
}

func vacuumInto(ctx context.Context, src, dst string) error {
	db := openPool(address(src)+"?mode=ro"+shared, 1)
	defer db.Close()
	_, err := db.ExecContext(ctx, "VACUUM INTO ?", dst)
	return err
}

// verify makes sure that a file is a whole database of ours.
func verify(ctx context.Context, path string) error {
	db := openPool(readerDSN(path), 1)
	defer db.Close()
	if err := identify(ctx, db); err != nil {
		return openError(path, err)
	}
	if err := quickCheck(ctx, db); err != nil {
		return openError(path, err)
	}
	return nil
}

// publish gives a temporary file its name, unless a file of that name has appeared.
func publish(tmp, dst string) error {
	err := os.Link(tmp, dst)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("the file exists: %w", kompass.ErrConflict)
	}
	if err != nil {
		err = os.Rename(tmp, dst) // a file system without links
	}
	return errors.Join(err, syncFile(filepath.Dir(dst)))
}

// syncFile brings a file, or the names in a folder, to the disk.
func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Restore puts the backup src in the place of the database dst, which is lost by that. It is refused while a server runs on
// dst ([ErrLocked]), and for a file that is no whole database of a Kompass as new as this one or older.
func Restore(ctx context.Context, src, dst string) (err error) {
	release, err := LockServer(dst)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := restorable(ctx, src); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	tmp, err := copyDatabase(ctx, src, dst)
	if err != nil {
		return fmt.Errorf("restore %s: %w", src, translate(err))
	}
	defer os.Remove(tmp)
	if err := emptyOldLog(ctx, dst); err != nil {
		return fmt.Errorf("restore %s: %w", src, err)
	}
	if err := keepOwner(tmp, dst); err != nil {
		return fmt.Errorf("restore %s: %w", src, err)
	}
	if err := errors.Join(os.Rename(tmp, dst), syncFile(filepath.Dir(dst))); err != nil {
		return fmt.Errorf("restore %s: %w", src, err)
	}
	for _, stale := range []string{dst + "-wal", dst + "-shm"} {
		if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("restore %s: %w", src, err)
		}
	}
	return nil
}

// emptyOldLog brings everything in the log of the old database into it. Whatever ends the restoring afterwards, either the old database
// is whole or the new one, which would take a log that is left for its own. A log that cannot be read is put aside under another name.
func emptyOldLog(ctx context.Context, dst string) error {
	log, err := os.Stat(dst + "-wal")
	if errors.Is(err, fs.ErrNotExist) || err == nil && log.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	db := openPool(writerDSN(dst), 1)
	defer db.Close()
	var busy, pages, moved int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy == 0 {
		return nil
	}
	if err == nil {
		return fmt.Errorf("%w: another command reads or writes the database", ErrLocked)
	}
	return errors.Join(os.Rename(dst+"-wal", dst+"-wal.damaged"), syncFile(filepath.Dir(dst)))
}

// restorable refuses what is no backup before anything of it is copied.
func restorable(ctx context.Context, src string) error {
	f, err := os.Open(src)
	if err != nil {
		return err
	}
	err = errors.Join(checkMagic(src, f), f.Close())
	if err != nil {
		return err
	}
	if err := verify(ctx, src); err != nil {
		return err
	}
	db := openPool(readerDSN(src), 1)
	defer db.Close()
	if err := sameSchema(ctx, db); err != nil {
		return openError(src, err)
	}
	return nil
}
