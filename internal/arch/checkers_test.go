package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

func TestInlineCodeIsCaught(t *testing.T) {
	const page = `package views

templ page(name string) {
	<p class="style=none">online = good</p>
	<p style="color: red">x</p>
	<p
		style={ red }>x</p>
	<button onclick="go()">x</button>
	<script src="/assets/a.js" type="module"></script>
	<script type="module">go()</script>
	<style>p {}</style>
	@templ.Raw(name)
	<a href={ templ.SafeURL(name) }>x</a>
	<a href={ templ.URL(name) }>x</a>
	<a href="JavaScript:go()">x</a>
}

script run() {
}

css red() {
}
`
	caught(t, arch.InlineCode(source("views/page.templ", page)),
		"views/page.templ:5: inline style", ":7: inline style", ":8: inline event handler", ":10: inline script", ":11: inline style sheet",
		":15: address that runs code", ":18: templ script", ":21: templ script")
	caught(t, arch.Unescaped(source("views/page.templ", page)), "views/page.templ:12: templ.Raw", "views/page.templ:13: templ.SafeURL")
}

func TestUnescapedCallsAreCaught(t *testing.T) {
	const text = `package web

func f() {
	_ = templ.Raw(x)
	_ = templ.URL(x)
	_ = template.HTML(x)
}
`
	caught(t, arch.Unescaped(source("internal/web/a.go", text)), "a.go:4: templ.Raw", "a.go:6: template.HTML")
}

func TestTheWallClockIsCaught(t *testing.T) {
	const text = `package a

import "time"

// time.Now is only mentioned here.
func f(now func() time.Time) time.Duration {
	clock := time.Now
	_ = now()
	return time.Since(clock())
}
`
	found, err := arch.WallClock(source("a.go", text))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:7: time.Now", "a.go:9: time.Since")
}

func TestTheServersContextIsCaught(t *testing.T) {
	found, err := arch.RequestContext(source("a.go", "package web\n\nfunc f(c *fiber.Ctx) { use(c.Context(), c.UserContext()) }\n"))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:3: c.Context")
}

func TestBuiltStatementsAreCaught(t *testing.T) {
	const text = `package sqlite

const table = "t"

func f(db DB, name string, n int) {
	db.Exec("SELECT " + table + " FROM x" + other)
	db.ExecContext(ctx, "SELECT ?", n+1)
	db.QueryContext(ctx, fmt.Sprintf("SELECT %s", name))
	db.QueryRow("SELECT " + name)
	statement := "DELETE FROM " + table + " WHERE " + strings.Join(names, " AND ")
	db.Prepare(statement)
	say(fmt.Sprintf("SELECT %s", name))
	db.Exec(fmt.Sprintf("PRAGMA user_version = %d", n))
	db.Exec(fmt.Sprintf("PRAGMA user_version = %d %v", n, name))
}
`
	found, err := arch.BuiltSQL([]arch.Source{source("a.go", text), source("b.go", "package sqlite\n\nconst other = `x`\n")})
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:8: QueryContext runs a statement made by fmt.Sprintf", "a.go:9: QueryRow", "a.go:11: Prepare", "a.go:14: Exec")
}

func TestADialectIsCaught(t *testing.T) {
	statements := []string{
		"SELECT a FROM t WHERE b = $1", "SELECT 'a', 'b?' FROM t", "SELECT group_concat(a) FROM t", "DELETE FROM t WHERE rowid = ?",
		"PRAGMA user_version", "SELECT name FROM sqlite_schema", "DELETE FROM t WHERE a IS ?", "SELECT a FROM t WHERE (?2 IS NULL OR b > ?2)",
		"SELECT a FROM t LIMIT -1", "SELECT 1 FROM a x CROSS JOIN b ON x.c = b.c", "INSERT INTO t (a) VALUES (?) ON CONFLICT (a) DO UPDATE SET n = n + 1",
		"UPDATE t SET a = TRUE", "SELECT a::text FROM t",
	}
	for _, statement := range statements {
		found, err := arch.Dialect(source("a.go", "package a\n\nconst q = `"+statement+"`\n"))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) != 1 || found[0].Line != 3 {
			t.Errorf("%s: got %v, want one finding", statement, found)
		}
	}
	both := "SELECT a, 'x', 'y' FROM t WHERE b = ?1 AND c IN ('', ?2) AND d IS NOT DISTINCT FROM ?3 AND e IS NOT NULL ORDER BY a NULLS FIRST LIMIT ?4"
	found, err := arch.Dialect(source("a.go", "package a\n\nconst q = `"+both+"`\n\nconst words = \"true: 5::6 costs $1, is it?\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found)
}

func TestSQLIsCaught(t *testing.T) {
	const text = "package web\n\nconst q = `\n\tSELECT a FROM t`\n\nvar say = \"Select a team\" + \"UPDATE available\"\n\nvar d = \"DELETE FROM t\"\n"
	found, err := arch.Statements(source("a.go", text))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:3: holds SQL", "a.go:8: holds SQL")
}

func TestALongFileIsCaught(t *testing.T) {
	caught(t, arch.Long(source("a.go", "1\n2\n3\n"), 2), "a.go: has 3 lines, 2 at most")
	caught(t, arch.Long(source("a.go", "1\n2\n"), 2))
}

func TestAPackageWithoutCommentIsCaught(t *testing.T) {
	found, err := arch.Uncommented([]arch.Source{
		source("a/a.go", "// Package a says what it is for.\npackage a\n"), source("a/b.go", "package a\n"),
		source("b/b.go", "package b\n"), source("b/b_test.go", "// Package b_test is no comment of b.\npackage b_test\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "b: the package has no comment")
}

func TestUndocumentedNamesAreCaught(t *testing.T) {
	const text = `package a

func Bare() {}

// It does something.
func Wrong() {}

// Right does something.
func Right() {}

func (t *hidden) Exported() {}

func (e Shown[T]) Error() string { return "" }

func (t *Shown[T]) Bare() {}

// A Shown is seen.
type Shown struct{}

// The group speaks for all.
const (
	One = 1
	Two = 2
)

var (
	Three = 3 // Three says it beside.
	Four  = 4
)

var quiet = 5
`
	found, err := arch.Undocumented(source("a.go", text))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:3: exported name Bare", "a.go:6: the comment of Wrong begins", "a.go:15: exported name Bare", "a.go:28: exported name")
}

func TestSourceThatIsNoGoIsAnError(t *testing.T) {
	if _, err := arch.WallClock(source("a.go", "no Go")); err == nil {
		t.Error("got no error, want one")
	}
}
