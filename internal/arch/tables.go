package arch

import (
	"fmt"
	"regexp"
	"strings"
)

// row is a row of a table of a page: its cells by the heads of their columns.
type row struct {
	line  int
	cells map[string]string
}

// namedTest is a test as a table names it: by its package, which lies in internal unless the name says otherwise.
var namedTest = regexp.MustCompile("`([a-z][\\w/]*\\.Test[\\w/]+)`")

// rows returns the rows of all tables that have a column with the given head.
func rows(page Source, head string) []row {
	var out []row
	var heads []string
	for i, line := range strings.Split(page.Text, "\n") {
		if !strings.HasPrefix(line, "|") {
			heads = nil
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for j := range cells {
			cells[j] = strings.TrimSpace(cells[j])
		}
		switch {
		case heads == nil:
			heads = cells
		case strings.HasPrefix(cells[0], "---"):
		default:
			r := row{i + 1, map[string]string{}}
			for j, h := range heads {
				if j < len(cells) {
					r.cells[h] = cells[j]
				}
			}
			if _, ok := r.cells[head]; ok {
				out = append(out, r)
			}
		}
	}
	return out
}

// Unproven returns the rows of tables with a column "test" that name no test there, or one that does not exist, or leave a cell empty.
func Unproven(page Source, tests map[string]bool) []Finding {
	var found []Finding
	for _, r := range rows(page, "test") {
		names := namedTest.FindAllStringSubmatch(r.cells["test"], -1)
		if len(names) == 0 {
			found = append(found, Finding{page.Path, r.line, "names no test"})
		}
		for _, m := range names {
			if !tests[m[1]] && !tests["internal/"+m[1]] {
				found = append(found, Finding{page.Path, r.line, "names the test " + m[1] + ", which does not exist"})
			}
		}
		for head, text := range r.cells {
			if text == "" {
				found = append(found, Finding{page.Path, r.line, "says nothing under " + head})
			}
		}
	}
	return found
}

var (
	quoted = regexp.MustCompile(`“([^”]+)”`)
	linked = regexp.MustCompile("`([^`]+)`")
)

// Misquoted returns the rows of tables with a column "says now" whose quotation does not stand in the file that the column "where"
// names. Line breaks make no difference. Read returns the text of a file.
func Misquoted(page Source, read func(path string) (string, error)) []Finding {
	var found []Finding
	for _, r := range rows(page, "says now") {
		quotations, where := quoted.FindAllStringSubmatch(r.cells["says now"], -1), linked.FindStringSubmatch(r.cells["where"])
		if len(quotations) == 0 || where == nil {
			found = append(found, Finding{page.Path, r.line, "quotes nothing, or names no file"})
			continue
		}
		text, err := read(where[1])
		if err != nil {
			found = append(found, Finding{page.Path, r.line, err.Error()})
			continue
		}
		flat := strings.Join(strings.Fields(text), " ")
		for _, q := range quotations {
			if !strings.Contains(flat, q[1]) {
				found = append(found, Finding{page.Path, r.line, fmt.Sprintf("%s does not say %q", where[1], q[1])})
			}
		}
	}
	return found
}
