package arch

import (
	"go/ast"
	"regexp"
)

// beginsSQL is how a text begins that can only be a statement.
var beginsSQL = regexp.MustCompile(`^\s*(SELECT\s|INSERT INTO |UPDATE \w+ SET |DELETE FROM |WITH \w+ AS |CREATE TABLE |PRAGMA )`)

// isSQL is what a part of a statement has in it.
var isSQL = regexp.MustCompile(`\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|WHERE|ORDER BY|ON CONFLICT|SAVEPOINT|PRAGMA|LIMIT)\b`)

// dialects are what one of SQLite and PostgreSQL does not take, or takes to mean something else.
var dialects = []struct {
	found *regexp.Regexp
	why   string
}{
	{regexp.MustCompile(`\$[0-9]`), "SQLite takes $1 for a name and binds it by its place: write ? or ?1"},
	{regexp.MustCompile(`^[^']*('[^'?]*'[^']*)*'[^']*\?[^']*'`), "a ? inside a literal would be taken for a value"},
	{regexp.MustCompile(`(?i)\b(group_concat|julianday|strftime|randomblob|ifnull|rowid|last_insert_rowid)\b`), "a word of SQLite's alone"},
	{regexp.MustCompile(`(?i)\b(PRAGMA|sqlite_\w+|pragma_\w+|VACUUM|GLOB|INSERT OR|COLLATE NOCASE)\b`), "a word of SQLite's alone"},
	{regexp.MustCompile(`(?i)\bIS (NOT )?\?`), "write IS NOT DISTINCT FROM"},
	{regexp.MustCompile(`(?i)\?[0-9]* IS (NOT )?NULL`), "PostgreSQL cannot tell the type of the value: compare with a bound beyond all values"},
	{regexp.MustCompile(`(?i)LIMIT -`), "write a large number"},
	{regexp.MustCompile(`(?i)CROSS JOIN \w+( \w+)? ON\b`), "CROSS JOIN takes no ON: write WHERE"},
	{regexp.MustCompile(`(?i)DO UPDATE SET [^;]*= \w+ [+-]`), "name the table: both rows have the column"},
	{regexp.MustCompile(`(?i)\b(true|false)\b`), "write 1 and 0: the columns are integers"},
	{regexp.MustCompile(`(?i)\b(ILIKE|DISTINCT ON|array_agg|jsonb?_\w+)\b|::`), "a word of PostgreSQL's alone"},
}

// Dialect returns the statements of a file that not every database takes.
func Dialect(s Source) ([]Finding, error) {
	return literals(s, func(text string) (why string) {
		if !isSQL.MatchString(text) {
			return ""
		}
		for _, d := range dialects {
			if d.found.MatchString(text) {
				return d.why
			}
		}
		return ""
	})
}

// Statements returns the SQL that a file holds.
func Statements(s Source) ([]Finding, error) {
	return literals(s, func(text string) string {
		if beginsSQL.MatchString(text) {
			return "holds SQL, which stands in the store and its engine alone"
		}
		return ""
	})
}

// literals returns the texts of a file about which ask says something.
func literals(s Source, ask func(string) string) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	ast.Inspect(tree, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		text, ok := literal(e)
		if why := ask(text); ok && why != "" {
			found = append(found, Finding{s.Path, files.Position(e.Pos()).Line, why})
		}
		return true
	})
	return found, nil
}
