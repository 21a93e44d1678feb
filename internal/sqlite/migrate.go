package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"time"

	"kompass/internal/store"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

type migration struct {
	name string
	text string
}

func (m migration) hash() string {
	h := sha256.Sum256([]byte(m.text))
	return hex.EncodeToString(h[:])
}

// migrations are the embedded files in order. The number of applied ones is the database's user_version.
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
		out = append(out, migration{name: name, text: string(text)})
	}
	return out
}

// migrate applies what the database lacks, each file in a transaction of its own, so that a crash leaves the old schema
// or the new one.
func migrate(ctx context.Context, writer *sql.DB, now func() time.Time) error {
	var version int
	// A command beside a busy server need not wait for the write lock to learn that there is nothing to do.
	if err := writer.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for i, m := range migrations {
		if i < version {
			continue
		}
		if err := apply(ctx, writer, i+1, m, now()); err != nil {
			return fmt.Errorf("apply %s: %w", m.name, err)
		}
	}
	return nil
}

func apply(ctx context.Context, writer *sql.DB, number int, m migration, at time.Time) error {
	tx, err := writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after a commit there is nothing to roll back
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version >= number {
		return nil
	}
	if _, err := tx.ExecContext(ctx, m.text); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO migrations (number, name, hash, applied_at) VALUES (?, ?, ?, ?)",
		number, m.name, m.hash(), at.UTC().Format(store.TimeLayout)); err != nil {
		return err
	}
	mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, number)
	if _, err := tx.ExecContext(ctx, mark); err != nil {
		return err
	}
	return tx.Commit()
}

// sameHistory refuses a database that was made by other migrations than ours: its schema would not be what we expect.
func sameHistory(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT number, name, hash FROM migrations ORDER BY number")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var number int
		var name, hash string
		if err := rows.Scan(&number, &name, &hash); err != nil {
			return err
		}
		if number < 1 || number > len(migrations) || migrations[number-1].hash() != hash {
			return fmt.Errorf("%w: it was made by another %s", store.ErrForeignFile, name)
		}
	}
	return rows.Err()
}
