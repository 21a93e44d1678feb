package webtest

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Dump is everything that the database holds, row by row.
func (s *Site) Dump() string {
	s.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path+"?mode=ro")
	s.Must(err)
	defer db.Close()
	var out strings.Builder
	for _, table := range s.tables(db) {
		rows, err := db.QueryContext(context.Background(), "SELECT * FROM "+table+" ORDER BY 1")
		s.Must(err)
		columns, err := rows.Columns()
		s.Must(err)
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(any)
			}
			s.Must(rows.Scan(cells...))
			if table == "audit" && noted(cells, columns) {
				continue
			}
			out.WriteString(table)
			for _, c := range cells {
				if bytes, ok := (*c.(*any)).([]byte); ok {
					fmt.Fprintf(&out, " %x", bytes)
					continue
				}
				fmt.Fprintf(&out, " %v", *c.(*any))
			}
			out.WriteByte('\n')
		}
		s.Must(rows.Err())
	}
	return out.String()
}

// noted reports whether a row of the audit trail is about something that changed nothing: a refusal.
func noted(cells []any, columns []string) bool {
	action := fmt.Sprint(*cells[slices.Index(columns, "action")].(*any))
	return action == "access.denied" || action == "login.failed"
}

// Exec does to the database what the product offers no way for.
func (s *Site) Exec(query string, args ...any) {
	s.Helper()
	_, err := s.TryExec(query, args...)
	s.Must(err)
}

// TryExec is Exec for what may fail.
func (s *Site) TryExec(query string, args ...any) (sql.Result, error) {
	s.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path+"?_busy_timeout=5000")
	s.Must(err)
	defer db.Close()
	return db.ExecContext(context.Background(), query, args...)
}

func (s *Site) tables(db *sql.DB) []string {
	s.Helper()
	rows, err := db.QueryContext(context.Background(), "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	s.Must(err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		s.Must(rows.Scan(&name))
		out = append(out, name)
	}
	s.Must(rows.Err())
	if len(out) < 5 {
		s.Fatalf("got tables %v, want a schema", out)
	}
	return out
}

// Unchanged runs do and fails the test if it changed the database.
func (s *Site) Unchanged(what string, do func()) {
	s.Helper()
	before := s.Dump()
	do()
	after := s.Dump()
	if before == after {
		return
	}
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			s.Fatalf("%s changed the database at line %d: %d lines before, %d after: %.300q", what, i, len(a), len(b), b[min(i, len(b)-1)])
		}
	}
}
