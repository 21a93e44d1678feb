package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kompass/internal/store"
)

// applicationID marks the file as ours: "Komp".
const applicationID = 0x4b6f6d70

// checkTime bounds the check at start, so that a large database does not keep the server from starting. What it does not
// reach is checked before every backup and by [store.Store.Check].
const checkTime = 100 * time.Millisecond

const magic = "SQLite format 3\x00"

// prepareFile creates folder and file for nobody but us, and refuses what is no database at all.
func prepareFile(path string) error {
	if path == "" {
		return fmt.Errorf("open database: no file is named: %w", store.ErrNotWritable)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("open database %s: %w: %w", path, store.ErrNotWritable, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("open database %s: %w: %w", path, store.ErrNotWritable, err)
	}
	defer f.Close()
	return checkMagic(path, f)
}

func checkMagic(path string, f io.Reader) error {
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("open database %s: %w: %w", path, store.ErrNotWritable, err)
	case string(head) != magic:
		return fmt.Errorf("open database %s: %w: it is no SQLite database, or its beginning is damaged", path, store.ErrForeignFile)
	}
	return nil
}

// probe looks at the file through a connection that cannot write and decides whether it may be opened.
func probe(ctx context.Context, path string) error {
	db := openPool(readerDSN(path), 1)
	defer db.Close()
	if err := identify(ctx, db); err != nil {
		return openError(path, err)
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	err := quickCheck(ctx, db)
	if err != nil && ctx.Err() == nil {
		return openError(path, err)
	}
	return nil
}

// identify reads whose database this is and how new.
func identify(ctx context.Context, db *sql.DB) error {
	var app, version, objects int
	err := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &objects)
	switch {
	case err != nil:
		return err
	case app == 0 && version == 0 && objects == 0:
		return nil
	case app != applicationID:
		return store.ErrForeignFile
	case version > len(migrations):
		return fmt.Errorf("%w: schema %d, this program knows up to %d", store.ErrNewerSchema, version, len(migrations))
	}
	return sameHistory(ctx, db)
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var finding string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&finding); err != nil {
		return err
	}
	if finding != "ok" {
		return fmt.Errorf("%w: %s", store.ErrCorrupt, finding)
	}
	return nil
}

// openError gives a failure to open the words and the sentinel that an operator can act on.
func openError(path string, err error) error {
	switch {
	case errors.Is(err, store.ErrForeignFile), errors.Is(err, store.ErrNewerSchema), errors.Is(err, store.ErrCorrupt):
	case isCode(err, codesForeign):
		err = fmt.Errorf("%w: %w", store.ErrForeignFile, err)
	case isCode(err, codesCorrupt):
		err = fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	case isCode(err, codesUnwritable), errors.Is(err, fs.ErrPermission):
		err = fmt.Errorf("%w: %w", store.ErrNotWritable, err)
	}
	return fmt.Errorf("open database %s: %w", path, err)
}
