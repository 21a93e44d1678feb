package postgres_test

import (
	"cmp"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/postgres"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
)

var write = flag.Bool("write", false, "write schema.txt anew")

// TestSchemaIsAsItIsWritten holds schema.txt, which check compares databases with, to what the migrations make.
func TestSchemaIsAsItIsWritten(t *testing.T) {
	got, err := postgres.Describe(t.Context(), reading(t, postgrestest.Database(t)))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(got, "\n") + "\n"
	if *write {
		if err := os.WriteFile("schema.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("schema.txt")
	if err != nil || string(want) != text {
		t.Errorf("schema.txt is not what the migrations make (error %v): go test ./internal/postgres -run AsItIsWritten -write", err)
	}
}

// TestBothEnginesHaveTheSameSchema compares tables, columns, types, defaults, keys, references, unique and other indexes, and how many
// checks and triggers a table has.
func TestBothEnginesHaveTheSameSchema(t *testing.T) {
	e, err := sqlite.Connect(t.Context(), filepath.Join(t.TempDir(), "kompass.db"), sqlitetest.NewClock().Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }() // it was only read
	lite, server := liteSchema(t, e.Reader()), serverSchema(t, reading(t, postgrestest.Database(t)))
	for _, line := range lite {
		if !slices.Contains(server, line) {
			t.Errorf("only in SQLite: %s", line)
		}
	}
	for _, line := range server {
		if !slices.Contains(lite, line) {
			t.Errorf("only in PostgreSQL: %s", line)
		}
	}
	if len(lite) < 300 {
		t.Errorf("got %d lines of a schema, want all of it", len(lite))
	}
}

// types are what the types of SQLite are called in PostgreSQL. Three numbers outgrow an integer.
var types = map[string]string{"TEXT": "text C", "INTEGER": "integer", "BLOB": "bytea", "second_steps.last_step": "bigint", "audit.number": "bigint", "installation.revision": "bigint"}

var (
	comment = regexp.MustCompile(`--[^\n]*`)
	checks  = regexp.MustCompile(`\bCHECK \(`)
)

func liteSchema(t *testing.T, db *sql.DB) []string {
	var out []string
	for _, r := range lines(t, db, `SELECT m.name, c.name, c.type, c."notnull", coalesce(c.dflt_value, ''), c.cid FROM sqlite_schema m
		JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'`) {
		typ := cmp.Or(types[r[0]+"."+r[1]], types[r[2]])
		out = append(out, fmt.Sprintf("column %s %s.%s %s notnull=%s default=%s", r[5], r[0], r[1], typ, r[3], r[4]))
	}
	for _, r := range lines(t, db, `SELECT m.name, f."table", f.on_delete, group_concat(f."from" || '=' || f."to", ',') FROM sqlite_schema m
		JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' GROUP BY m.name, f.id`) {
		out = append(out, fmt.Sprintf("reference %s to %s on delete %s: %s", r[0], r[1], r[2], sorted(r[3])))
	}
	for _, r := range lines(t, db, `SELECT m.name, i."unique", i.origin = 'pk', i.partial, group_concat(x.name, ',') FROM sqlite_schema m
		JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) x WHERE m.type = 'table' GROUP BY m.name, i.name`) {
		out = append(out, fmt.Sprintf("index of %s on %s unique=%s primary=%s partial=%s", r[0], r[4], r[1], r[2], r[3]))
	}
	for _, r := range lines(t, db, `SELECT m.name, group_concat(c.name, ',') FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.type = 'INTEGER' AND c.pk = 1 AND m.sql NOT LIKE '%WITHOUT ROWID%'
		AND NOT EXISTS (SELECT 1 FROM pragma_table_info(m.name) d WHERE d.pk > 1) GROUP BY m.name HAVING m.name NOT LIKE 'sqlite\_%' ESCAPE '\'`) {
		out = append(out, fmt.Sprintf("index of %s on %s unique=1 primary=1 partial=0", r[0], r[1])) // the key of a table of rows is no index there
	}
	for _, r := range lines(t, db, `SELECT m.name, m.sql, (SELECT count(*) FROM sqlite_schema g WHERE g.type = 'trigger' AND g.tbl_name = m.name)
		FROM sqlite_schema m WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\'`) {
		n := len(checks.FindAllString(comment.ReplaceAllString(r[1], ""), -1))
		out = append(out, fmt.Sprintf("table %s checks=%d triggers=%s", r[0], n, r[2]))
	}
	return out
}

func serverSchema(t *testing.T, db *sql.DB) []string {
	const ours = "relnamespace = 'public'::regnamespace AND relkind = 'r'"
	var out []string
	for _, r := range lines(t, db, `SELECT attnum - 1, relname, attname, format_type(atttypid, atttypmod) || coalesce(' ' || nullif(l.collname, 'default'), ''),
		attnotnull::integer, coalesce(split_part(pg_get_expr(adbin, adrelid), '::', 1), '')
		FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 LEFT JOIN pg_collation l ON l.oid = attcollation
		LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE `+ours) {
		out = append(out, fmt.Sprintf("column %s %s.%s %s notnull=%s default=%s", r[0], r[1], r[2], r[3], r[4], r[5]))
	}
	for _, r := range lines(t, db, `SELECT conrelid::regclass, confrelid::regclass, CASE confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE confdeltype::text END,
		(SELECT string_agg(a.attname || '=' || f.attname, ',') FROM unnest(conkey, confkey) AS k (own, other)
			JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = own JOIN pg_attribute f ON f.attrelid = confrelid AND f.attnum = other)
		FROM pg_constraint WHERE contype = 'f'`) {
		out = append(out, fmt.Sprintf("reference %s to %s on delete %s: %s", r[0], r[1], r[2], sorted(r[3])))
	}
	for _, r := range lines(t, db, `SELECT indrelid::regclass, (SELECT string_agg(attname, ',' ORDER BY n) FROM unnest(indkey) WITH ORDINALITY AS k (col, n)
			JOIN pg_attribute ON attrelid = indrelid AND attnum = col), indisunique::integer, indisprimary::integer, (indpred IS NOT NULL)::integer
		FROM pg_index JOIN pg_class ON pg_class.oid = indrelid WHERE `+ours) {
		out = append(out, fmt.Sprintf("index of %s on %s unique=%s primary=%s partial=%s", r[0], r[1], r[2], r[3], r[4]))
	}
	for _, r := range lines(t, db, `SELECT relname, (SELECT count(*) FROM pg_constraint WHERE conrelid = pg_class.oid AND contype = 'c'),
		(SELECT count(*) FROM pg_trigger WHERE tgrelid = pg_class.oid AND NOT tgisinternal) FROM pg_class WHERE `+ours) {
		out = append(out, fmt.Sprintf("table %s checks=%s triggers=%s", r[0], r[1], r[2]))
	}
	return out
}

// lines reads a result set as texts.
func lines(t *testing.T, db *sql.DB, query string) [][]string {
	t.Helper()
	rows, err := db.QueryContext(context.Background(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for rows.Next() {
		line := make([]string, len(names))
		cells := make([]any, len(names))
		for i := range line {
			cells[i] = &line[i]
		}
		if err := rows.Scan(cells...); err != nil {
			t.Fatal(err)
		}
		out = append(out, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func sorted(list string) string {
	parts := strings.Split(list, ",")
	slices.Sort(parts)
	return strings.Join(parts, ",")
}
