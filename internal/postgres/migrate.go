package postgres

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"time"

	"kompass/internal/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migration is a file of the schema. Its number is that of the migration of SQLite after which both schemas are equal.
type migration struct {
	number int
	name   string
	text   string
}

func (m migration) hash() string {
	h := sha256.Sum256([]byte(m.text))
	return hex.EncodeToString(h[:])
}

// migrations are the embedded files in order.
var migrations = readMigrations()

func readMigrations() []migration {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	out := make([]migration, 0, len(names))
	for _, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err) // the file is part of the program
		}
		number, err := strconv.Atoi(name[len("migrations/") : len("migrations/")+3])
		if err != nil {
			panic(err) // the name is part of the program
		}
		out = append(out, migration{number, name, string(text)})
	}
	return out
}

func latest() int { return migrations[len(migrations)-1].number }

// identify reads whose tables these are and returns the number of the last migration, 0 where there are none.
func identify(ctx context.Context, db *sql.DB) (version int, err error) {
	var tables int
	var ours bool
	err = db.QueryRowContext(ctx, `SELECT count(*), coalesce(bool_or(relname = 'migrations'), false) FROM pg_class
		WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')`).Scan(&tables, &ours)
	switch {
	case err != nil || tables == 0:
		return 0, err
	case !ours:
		return 0, store.ErrForeignFile
	}
	rows, err := db.QueryContext(ctx, "SELECT number, name, hash FROM migrations ORDER BY number")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var name, hash string
		if err := rows.Scan(&version, &name, &hash); err != nil {
			return 0, err
		}
		if version > latest() {
			return 0, fmt.Errorf("%w: schema %d, this program knows up to %d", store.ErrNewerSchema, version, latest())
		}
		if i := version - migrations[0].number; i < 0 || migrations[i].hash() != hash {
			return 0, fmt.Errorf("%w: it was made by another %s", store.ErrForeignFile, name)
		}
	}
	return version, rows.Err()
}

// migrate applies what the database lacks, each file in a transaction of its own. Of several processes one does it.
func migrate(ctx context.Context, writer *sql.DB, version int, now func() time.Time) error {
	for _, m := range migrations {
		if m.number <= version {
			continue
		}
		if err := apply(ctx, writer, m, now()); err != nil {
			return fmt.Errorf("apply %s: %w", m.name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, writer *sql.DB, m migration, at time.Time) error {
	t, err := writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // after a commit there is nothing to roll back
	if _, err := t.ExecContext(ctx, takeTurn); err != nil {
		return err
	}
	var applied bool
	err = t.QueryRowContext(ctx, "SELECT to_regclass('migrations') IS NOT NULL").Scan(&applied)
	if err == nil && applied {
		err = t.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM migrations WHERE number = ?)", m.number).Scan(&applied)
	}
	if err != nil || applied {
		return err
	}
	if _, err := t.ExecContext(ctx, m.text); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO migrations (number, name, hash, applied_at) VALUES (?, ?, ?, ?)",
		m.number, m.name, m.hash(), at.UTC().Format(store.TimeLayout)); err != nil {
		return err
	}
	return t.Commit()
}
