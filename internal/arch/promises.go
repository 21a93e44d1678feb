package arch

import (
	"path"
	"regexp"
	"strings"
)

var (
	heldBy    = regexp.MustCompile(`<!-- test: ([^>]*?) -->`)
	unheld    = regexp.MustCompile(`<!-- (limit|note) -->`)
	testNamed = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w+)\(`)
	storeTest = regexp.MustCompile(`(?m)^\t\{"([^"]+)", func\(f \*fixture\)`)
	between   = regexp.MustCompile(`[^A-Za-z0-9]+`)
	listItem  = regexp.MustCompile(`^(\s*)([-*]|[0-9]+\.) `)
)

// storeTests is the test that runs the table of all tests of a store. It is named with a row of the table, as it says by itself
// that something of a store is tested, and not what.
const storeTests = "internal/store.TestStore"

// Tests returns the tests of the tree as "internal/score.TestName", those of stores as "internal/store.TestStore/what_it_says".
func Tests(files []Source) map[string]bool {
	all := make(map[string]bool)
	for _, s := range files {
		if s.In("internal/store/storetest") {
			for _, m := range storeTest.FindAllStringSubmatch(s.Text, -1) {
				all[storeTests+"/"+between.ReplaceAllString(m[1], "_")] = true
			}
		}
		if !s.Test() {
			continue
		}
		for _, m := range testNamed.FindAllStringSubmatch(s.Text, -1) {
			all[path.Dir(s.Path)+"."+m[1]] = true
		}
	}
	delete(all, storeTests)
	return all
}

// Unheld returns the paragraphs, list items and tables of a page of promises that no test holds. A promise names its tests in
// a comment that readers do not see: <!-- test: internal/score.TestName -->. What promises nothing says so: <!-- limit -->
// where it tells what is not promised, <!-- note --> where it explains. A comment by itself belongs to what stands before it.
func Unheld(page Source, tests map[string]bool) []Finding {
	var found []Finding
	for _, b := range blocks(page.Text) {
		marks := heldBy.FindAllStringSubmatch(b.text, -1)
		if len(marks) == 0 && !unheld.MatchString(b.text) {
			found = append(found, Finding{page.Path, b.line, "names no test that would fail if this were false"})
		}
		for _, m := range marks {
			for _, name := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == ',' }) {
				if !tests[name] {
					found = append(found, Finding{page.Path, b.line, "names the test " + name + ", which does not exist"})
				}
			}
		}
	}
	return found
}

// block is a paragraph, a list item or a table, with the line it begins on.
type block struct {
	line int
	text string
}

// blocks returns what a page says, without headings and examples of code.
func blocks(text string) []block {
	var all []block
	open, code := false, false
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "```"):
			code, open = !code, false
		case code:
		case trimmed == "" || strings.HasPrefix(line, "#"):
			open = false
		case strings.HasPrefix(trimmed, "<!--") && len(all) > 0:
			all[len(all)-1].text += "\n" + line
		case open && !listItem.MatchString(line):
			all[len(all)-1].text += "\n" + line
		default:
			all, open = append(all, block{i + 1, line}), true
		}
	}
	return all
}
