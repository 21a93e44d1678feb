package store_test

import (
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// TestWhatGrowsIsNeverSearchedFromEndToEnd keeps every look-up of a participant as fast in a large round as in a small one.
func TestWhatGrowsIsNeverSearchedFromEndToEnd(t *testing.T) {
	_, engine := openGate(t, filepath.Join(t.TempDir(), "kompass.db"), sqlitetest.NewClock().Now)
	for name, query := range store.HotQueries {
		rows, err := engine.Reader().Query("EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		steps := 0
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			steps++
			// Rounds are few and may be gone through, by themselves or by an index.
			if strings.HasPrefix(detail, "SCAN") && !strings.HasPrefix(detail+" ", "SCAN r ") {
				t.Errorf("%s: %s", name, detail)
			}
		}
		if err := rows.Close(); err != nil || steps == 0 {
			t.Errorf("%s: got %d steps and error %v", name, steps, err)
		}
	}
}
