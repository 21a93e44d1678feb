package web_test

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/web/kit"
	"kompass/internal/web/webtest"
)

var write = flag.Bool("write", false, "write the list of routes into the package comment")

var documented = regexp.MustCompile("`((?:GET|POST) /app[^`]*)`")

func TestNothingIsAnsweredBesideTheTable(t *testing.T) {
	s := webtest.New(t)
	var table []string
	for _, r := range s.Table {
		if slices.Contains(table, r.Name()) {
			t.Errorf("%s stands in the table twice", r.Name())
		}
		table = append(table, r.Name())
	}
	for _, r := range s.Routes() {
		if !slices.Contains(table, r) {
			t.Errorf("%s is answered and stands in no table", r)
		}
	}
}

// TestTheMatrixHoldsEveryRouteToItsRight keeps the rows of the matrix to the table: each route has one, and what it expects is
// what the right of the route says.
func TestTheMatrixHoldsEveryRouteToItsRight(t *testing.T) {
	rows := map[string][4]int{}
	for _, r := range matrix {
		rows[r.route] = r.status
	}
	for _, r := range webtest.New(t).Table {
		status, ok := rows[r.Name()]
		delete(rows, r.Name())
		refused := status[coordinatorA] == http.StatusForbidden && status[coordinatorB] == http.StatusForbidden
		switch {
		case !ok:
			t.Errorf("%s has no row in the matrix", r.Name())
		case r.Right.Who() == kit.Anybody && (refused || status[nobody] == http.StatusForbidden):
			t.Errorf("%s is for anybody, the matrix has %v", r.Name(), status)
		case r.Right.Who() != kit.Anybody && status[nobody] != login:
			t.Errorf("%s is for people who sign in, the matrix has %v", r.Name(), status)
		case r.Right.Who() != kit.Anybody && refused != (r.Right.Who() == kit.Trainer):
			t.Errorf("%s is for %s, the matrix has %v", r.Name(), r.Right, status)
		}
	}
	for route := range rows {
		t.Errorf("the matrix has %s, which is no route any more", route)
	}
}

// TestThePackageCommentListsTheTable holds the list in the package comment to the table. With -write it writes it.
func TestThePackageCommentListsTheTable(t *testing.T) {
	const file = "doc.go"
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(source), "once more):\n//\n")
	if !ok {
		t.Fatal("the package comment does not say what its list is")
	}
	var list strings.Builder
	for _, r := range webtest.New(t).Table {
		fmt.Fprintf(&list, "//\t%-4s %-58s %-19s %s\n", r.Method, r.Path, r.Right, r.What)
	}
	want := list.String() + "package web\n"
	if *write {
		if err := os.WriteFile(file, []byte(head+"once more):\n//\n"+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if rest != want {
		t.Errorf("the list in the package comment is not that of the table: run go test ./internal/web -run PackageComment -write")
	}
}

// TestRightsAreDocumented holds the table of role and action to the table of routes: every route of people who sign in stands in
// it, and coordinators are said to be refused exactly where they are.
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
	for _, r := range webtest.New(t).Table {
		if !strings.HasPrefix(r.Path, "/app") {
			continue
		}
		no, ok := refused[r.Name()]
		if !ok {
			t.Errorf("docs/rights.md does not say who may call %s", r.Name())
		} else if no != (r.Right.Who() == kit.Trainer) {
			t.Errorf("%s: docs/rights.md says that coordinators are refused: %v; it is for %s", r.Name(), no, r.Right)
		}
		delete(refused, r.Name())
	}
	for route := range refused {
		t.Errorf("docs/rights.md names %s, which is no route", route)
	}
}
