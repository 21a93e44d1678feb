package e2e_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/questionnaire"
)

const (
	questionnaireID   = "service-excellence-kompass"
	questionnaireFile = "../../questionnaires/service-excellence-kompass.yaml"
)

// product is a running server with a database of its own, and the commands that work on that database.
type product struct {
	t  *testing.T
	db string
	*program.Server
}

// start starts a server for the time of a test. It must stop cleanly and must not have met an error of its own.
func start(t *testing.T, o program.Options) *product {
	t.Helper()
	p := &product{t: t, db: o.DB}
	if p.db == "" {
		p.db = filepath.Join(t.TempDir(), "kompass.db")
	}
	o.DB = p.db
	if o.Command == "" {
		o.Command = "serve"
	}
	// The test's own context ends before the server can be asked to stop.
	server, err := binary.Start(context.WithoutCancel(t.Context()), o)
	if err != nil {
		t.Fatal(err)
	}
	p.Server = server
	t.Cleanup(func() {
		if err := endOf(p.Server); err != nil {
			t.Error(err)
		}
	})
	return p
}

// endOf stops a server, which must end cleanly and must not have met an error of its own.
func endOf(s *program.Server) error {
	if err := s.Stop(); err != nil || strings.Contains(s.Stderr(), "level=ERROR") {
		return fmt.Errorf("the server ended with %v: %s", err, errorLines(s.Stderr()))
	}
	return nil
}

// startCommon starts the server that tests share. A trainer can sign in.
func startCommon() (*product, func() error, error) {
	p := &product{db: filepath.Join(home, "common", "kompass.db")}
	if err := os.Mkdir(filepath.Dir(p.db), 0o700); err != nil {
		return nil, nil, err
	}
	var err error
	if p.Server, err = binary.Start(context.Background(), program.Options{Command: "serve", DB: p.db}); err != nil {
		return nil, nil, err
	}
	added, err := binary.Run(context.Background(), trainerPassword+"\n", "--db", p.db, "user", "add", "--email", trainerEmail, "--role", "trainer", "--password-stdin")
	if err != nil || added.Code != 0 {
		return nil, p.Stop, fmt.Errorf("user add: %v: %s", err, added.Stderr)
	}
	return p, func() error { return endOf(p.Server) }, nil
}

// join returns the shared server with its trainer, for a test that looks at nothing but companies of its own.
func join(t *testing.T) *product {
	t.Helper()
	p := common.get(t)
	return &product{t: t, db: p.db, Server: p.Server}
}

// companies counts those that tests have added: no two have the same name.
var companies atomic.Int64

// newCompany is the name of another company.
func newCompany() string { return fmt.Sprintf("Nordwind %d", companies.Add(1)) }

// errorLines are the lines of a log that are not about requests that went well.
func errorLines(log string) string {
	lines := slices.DeleteFunc(strings.Split(log, "\n"), func(line string) bool { return strings.Contains(line, "level=INFO") })
	return strings.Join(lines, "\n")
}

// command runs a command on the product's database, with input on stdin, and returns what it left behind.
func (p *product) command(input string, args ...string) program.Output {
	p.t.Helper()
	global := []string{"--db", p.db}
	if p.Server != nil {
		global = append(global, "--base-url", p.URL)
	}
	out, err := binary.Run(p.t.Context(), input, append(global, args...)...)
	if err != nil {
		p.t.Fatalf("kompass %v: %v", args, err)
	}
	return out
}

// run runs a command that must succeed.
func (p *product) run(args ...string) string {
	p.t.Helper()
	out := p.command("", args...)
	if out.Code != 0 {
		p.t.Fatalf("kompass %v: exit %d: %s", args, out.Code, out.Stderr)
	}
	return out.Stdout
}

// asJSON runs a command with --json and decodes the one document that it prints.
func asJSON[T any](p *product, args ...string) T {
	p.t.Helper()
	var v T
	dec := json.NewDecoder(strings.NewReader(p.run(append([]string{"--json"}, args...)...)))
	if err := dec.Decode(&v); err != nil {
		p.t.Fatalf("kompass %v: %v", args, err)
	}
	if _, err := dec.Token(); err != io.EOF {
		p.t.Fatalf("kompass %v prints more than one document", args)
	}
	return v
}

type created struct {
	ID string `json:"id"`
}

// openedRound is what round open prints.
type openedRound struct {
	ID    string `json:"id"`
	Links []struct {
		Team        *string `json:"team"`
		Perspective *string `json:"perspective"`
		Code        string  `json:"code"`
		URL         string  `json:"url"`
	} `json:"links"`
}

// company adds a company with teams of the given sizes and returns their ids.
func (p *product) company(name string, sizes ...int) (id string, teams []string) {
	p.t.Helper()
	id = asJSON[created](p, "company", "add", "--name", name).ID
	for i, n := range sizes {
		team := asJSON[created](p, "team", "add", "--company", id, "--name", "Team "+strconv.Itoa(i+1), "--size", strconv.Itoa(n))
		teams = append(teams, team.ID)
	}
	return id, teams
}

// round opens a round without perspectives and returns it.
func (p *product) round(company string, args ...string) openedRound {
	p.t.Helper()
	all := []string{"round", "open", "--company", company, "--questionnaire", questionnaireID, "--title", "Autumn", "--perspectives", "none", "--heads", "10000"}
	return asJSON[openedRound](p, append(all, args...)...)
}

// responses is the number of answers that round list shows, nil where it must not be told.
func (p *product) responses(round string) *int {
	p.t.Helper()
	rows := asJSON[[]struct {
		ID        string `json:"id"`
		Responses *int   `json:"responses"`
	}](p, "round", "list")
	for _, r := range rows {
		if r.ID == round {
			return r.Responses
		}
	}
	p.t.Fatalf("round list does not show %s", round)
	return nil
}

// wantResponses checks the number of answers of a round.
func (p *product) wantResponses(round string, want int) {
	p.t.Helper()
	switch got := p.responses(round); {
	case got == nil:
		p.t.Errorf("the answers of %s are not told, want %d", round, want)
	case *got != want:
		p.t.Errorf("got %d answers of %s, want %d", *got, round, want)
	}
}

var setupLink = regexp.MustCompile(`https?://\S+/passwort\?token=\S+`)

// setupAddress is the one-time link that the server printed.
func (p *product) setupAddress() string {
	p.t.Helper()
	link := setupLink.FindString(p.Stdout())
	if link == "" {
		p.t.Fatalf("no setup link in %q", p.Stdout())
	}
	return link
}

// content reads the questionnaire as it is written.
func content(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(questionnaireFile)
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		t.Fatal(findings)
	}
	return q
}
