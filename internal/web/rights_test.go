package web_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
)

var documented = regexp.MustCompile("`((?:GET|POST) /app[^`]*)`")

// TestRightsAreDocumented holds the table of role and action to the route table: every route stands in it, and coordinators are
// said to be refused exactly where they are.
func TestRightsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/rights.md")
	if err != nil {
		t.Fatal(err)
	}
	refused := map[string]bool{}
	for line := range strings.Lines(string(page)) {
		cells := strings.Split(line, "|")
		for _, m := range documented.FindAllStringSubmatch(line, -1) {
			refused[m[1]] = strings.HasPrefix(strings.TrimSpace(cells[3]), "–")
		}
	}
	for _, r := range matrix {
		if !strings.Contains(r.route, " /app") {
			continue
		}
		no, ok := refused[r.route]
		if !ok {
			t.Errorf("docs/rights.md does not say who may call %s", r.route)
		} else if no != (r.status[coordinatorA] == http.StatusForbidden) {
			t.Errorf("%s: docs/rights.md says that coordinators are refused: %v; they get %d", r.route, no, r.status[coordinatorA])
		}
		delete(refused, r.route)
	}
	for route := range refused {
		t.Errorf("docs/rights.md names %s, which is no route", route)
	}
}
