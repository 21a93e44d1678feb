package postgres

import (
	"strconv"
	"strings"
	"testing"
)

func TestPlaceholdersAreNumberedAsSQLiteCountsThem(t *testing.T) {
	for statement, want := range map[string]string{
		"SELECT 1":                                    "SELECT 1",
		"SELECT ?, ?, ?":                              "SELECT $1, $2, $3",
		"SELECT ?2, ?1, ?2":                           "SELECT $2, $1, $2",
		"SELECT ?3, ?, ?1, ?":                         "SELECT $3, $4, $1, $5",
		"SELECT '?', 'it''s ?', ?":                    "SELECT '?', 'it''s ?', $1",
		`SELECT "a?b", ? -- who?` + "\n, ?":           `SELECT "a?b", $1 -- who?` + "\n, $2",
		"SELECT /* ?, ' */ ?, '--', ?":                "SELECT /* ?, ' */ $1, '--', $2",
		"SELECT x FROM t WHERE a = ?1 AND b = '?":     "SELECT x FROM t WHERE a = $1 AND b = '?",
		"SELECT ?10, ?, x->'?', $1 -- the end is a ?": "SELECT $10, $11, x->'?', $1 -- the end is a ?",
	} {
		if got := numbered(statement); got != want {
			t.Errorf("%s: got %s, want %s", statement, got, want)
		}
	}
}

// FuzzPlaceholders lays together pieces of which it is known what becomes of them.
func FuzzPlaceholders(f *testing.F) {
	f.Add([]byte{0, 5, 1, 5, 2, 6, 3, 5, 4}, "a?'*/--")
	f.Fuzz(func(t *testing.T, pieces []byte, inside string) {
		opaque := []string{
			"'" + strings.ReplaceAll(inside, "'", "''") + "'", `"` + strings.ReplaceAll(inside, `"`, `""`) + `"`,
			"--" + strings.ReplaceAll(inside, "\n", "") + "\n", "/*" + strings.ReplaceAll(inside, "*", "") + "*/", " a ",
		}
		var statement, want strings.Builder
		highest := 0
		for _, p := range pieces {
			switch kind := int(p % 7); kind {
			case 5:
				highest++
				statement.WriteString("? ")
				want.WriteString("$" + strconv.Itoa(highest) + " ")
			case 6:
				highest = max(highest, 4)
				statement.WriteString("?4 ")
				want.WriteString("$4 ")
			default:
				statement.WriteString(opaque[kind])
				want.WriteString(opaque[kind])
			}
		}
		if got := numbered(statement.String()); got != want.String() {
			t.Errorf("%q: got %q, want %q", statement.String(), got, want.String())
		}
	})
}
