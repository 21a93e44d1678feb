package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"kompass/internal/store"
)

// sameSchema refuses a database whose tables, indices, views or triggers are others than its migrations make: one that was added
// or changed, as a trigger, would act on everything that is written.
func sameSchema(ctx context.Context, db *sql.DB) error {
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version == 0 {
		return nil
	}
	want, err := migrated(ctx, version)
	if err != nil {
		return fmt.Errorf("make a schema to compare: %w", err)
	}
	got, err := schemaOf(ctx, db)
	if err != nil {
		return err
	}
	for _, object := range got {
		if !slices.Contains(want, object) {
			return fmt.Errorf("%w: %s is not what Kompass makes", store.ErrForeignFile, name(object))
		}
	}
	for _, object := range want {
		if !slices.Contains(got, object) {
			return fmt.Errorf("%w: %s is missing", store.ErrForeignFile, name(object))
		}
	}
	return nil
}

// name is the kind and the name of an object of a schema.
func name(object string) string { return strings.Join(strings.SplitN(object, "\n", 3)[:2], " ") }

// migrated is the schema that the first migrations make of nothing.
func migrated(ctx context.Context, version int) ([]string, error) {
	db := openPool("file::memory:?_foreign_keys=on", 1)
	defer db.Close()
	for i, m := range migrations[:version] {
		if err := apply(ctx, db, i+1, m, time.Unix(0, 0)); err != nil {
			return nil, err
		}
	}
	return schemaOf(ctx, db)
}

// schemaOf lists the objects of a database: kind, name and how each was made, a line each. What SQLite makes by itself and keeps no
// text of, as the tables of its planner, says nothing about what a database does.
func schemaOf(ctx context.Context, db *sql.DB) ([]string, error) {
	return texts(db.QueryContext(ctx, `SELECT type || char(10) || name || char(10) || sql FROM sqlite_schema
		WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\_stat%' ESCAPE '\' ORDER BY type, name`))
}
