package onserver_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/questionnaire"
)

// node is a process that serves a database, with the commands that work on it.
type node struct {
	t        *testing.T
	database string
	keys     string
	*program.Server
}

// start initializes a database and serves it. All nodes of it have one folder of keys.
func start(t *testing.T, database, keys string) *node {
	t.Helper()
	n := &node{t: t, database: database, keys: keys}
	n.run("init")
	server, err := binary.Start(context.WithoutCancel(t.Context()), program.Options{Command: "serve", DB: database, Made: true, More: []string{"--keys", keys}})
	if err != nil {
		t.Fatal(err)
	}
	n.Server = server
	t.Cleanup(func() {
		if err := server.Stop(); err != nil || strings.Contains(server.Stderr(), "level=ERROR") {
			t.Errorf("the server ended with %v: %s", err, server.Stderr())
		}
	})
	return n
}

func (n *node) command(args ...string) program.Output {
	n.t.Helper()
	out, err := binary.Run(context.WithoutCancel(n.t.Context()), "", append([]string{"--db", n.database, "--keys", n.keys}, args...)...)
	if err != nil {
		n.t.Fatal(err)
	}
	return out
}

// run runs a command that must succeed.
func (n *node) run(args ...string) string {
	n.t.Helper()
	out := n.command(args...)
	if out.Code != 0 {
		n.t.Fatalf("kompass %v: exit %d: %s", args, out.Code, out.Stderr)
	}
	return out.Stdout
}

// made is what a command that makes something prints.
type made struct {
	ID    string
	Links []struct{ Code, Team, Perspective string }
}

func (n *node) make(args ...string) made {
	n.t.Helper()
	var m made
	if err := json.Unmarshal([]byte(n.run(append(args, "--json")...)), &m); err != nil {
		n.t.Fatal(err)
	}
	return m
}

// answer fetches a form from one node and sends it to another.
func answer(ctx context.Context, from, to, code string, form url.Values) (program.Reply, error) {
	visitor, err := program.NewVisitor(from)
	if err != nil {
		return program.Reply{}, err
	}
	if r, err := visitor.Send(ctx, http.MethodGet, "/s/"+code, nil); err != nil || r.Status != http.StatusOK {
		return r, err
	}
	sender, err := program.NewVisitor(to)
	if err != nil {
		return program.Reply{}, err
	}
	return sender.Send(ctx, http.MethodPost, "/s/"+code, strings.NewReader(form.Encode()))
}

// filled is a complete form of person i.
func filled(q *questionnaire.Questionnaire, person int) url.Values {
	form := url.Values{}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		form.Set(item.ID, scale.Points[(person*7+i*3+person*i)%len(scale.Points)].ID)
	}
	return form
}

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

// varies is what two rounds with the same answers differ in.
var varies = regexp.MustCompile(`"(round|hash|closed_at|created_at|promise|team)": ?"[^"]*"|[0-9a-z]{16}`)

// TestTheSameAnswersGiveTheSameResultOnBothEngines goes the whole way on a file and on a server.
func TestTheSameAnswersGiveTheSameResultOnBothEngines(t *testing.T) {
	q := content(t)
	var results, tables []string
	for _, database := range []string{filepath.Join(t.TempDir(), "kompass.db"), postgrestest.Empty(t)} {
		n := start(t, database, filepath.Join(t.TempDir(), "keys"))
		n.run("user", "add", "--email", "trainerin@example.org", "--role", "trainer")
		company := n.make("company", "add", "--name", "Nordstern").ID
		for _, team := range []string{"Empfang", "Küche"} {
			n.make("team", "add", "--company", company, "--name", team, "--size", "12")
		}
		n.run("target", "set", "--company", company, "--profile", "luxury")
		n.run("target", "freeze", "--company", company)
		round := n.make("round", "open", "--company", company, "--questionnaire", q.ID, "--title", "Herbst", "--perspectives", "none", "--heads", "500")
		for i, link := range round.Links {
			for person := range 9 {
				if r, err := answer(t.Context(), n.URL, n.URL, link.Code, filled(q, 20*i+person)); err != nil || !r.Acknowledged() {
					t.Fatalf("an answer: %d, %v: %s", r.Status, err, r.Body)
				}
			}
		}
		n.run("round", "close", round.ID)
		n.run("round", "release", round.ID)
		results = append(results, varies.ReplaceAllString(n.run("result", round.ID, "--json"), "…"))
		tables = append(tables, varies.ReplaceAllString(n.run("export", round.ID, "--format", "csv"), "…"))
		if said := n.run("check"); strings.Count(said, "\n") != 1 {
			t.Errorf("check says %s", said)
		}
	}
	if results[0] != results[1] || len(results[0]) < 10_000 {
		t.Errorf("the results differ:\n%s\n%s", results[0], results[1])
	}
	if tables[0] != tables[1] || len(tables[0]) < 1000 {
		t.Errorf("the tables differ:\n%s\n%s", tables[0], tables[1])
	}
}

// TestEveryNodeKnowsWhatAnotherHasDone runs two processes on one database.
func TestEveryNodeKnowsWhatAnotherHasDone(t *testing.T) {
	q := content(t)
	database, keys := postgrestest.Empty(t), filepath.Join(t.TempDir(), "keys")
	one, other := start(t, database, keys), start(t, database, keys)
	company := one.make("company", "add", "--name", "Nordstern").ID
	round := one.make("round", "open", "--company", company, "--questionnaire", q.ID, "--title", "Herbst", "--perspectives", "none", "--heads", "500")
	code := round.Links[0].Code
	var told atomic.Int64
	var group sync.WaitGroup
	urls := []string{one.URL, other.URL}
	for client := range 6 {
		group.Go(func() {
			for person := range 4 {
				r, err := answer(context.WithoutCancel(t.Context()), urls[client%2], urls[person%2], code, filled(q, client*4+person))
				if err != nil || !r.Acknowledged() {
					t.Errorf("an answer: %d, %v: %s", r.Status, err, r.Body)
					return
				}
				told.Add(1)
			}
		})
	}
	group.Wait()
	visitor, err := program.NewVisitor(other.URL)
	if err != nil {
		t.Fatal(err)
	}
	status := func(method string) int {
		t.Helper()
		r, err := visitor.Send(t.Context(), method, "/s/"+code, strings.NewReader(filled(q, 99).Encode()))
		if err != nil {
			t.Fatal(err)
		}
		return r.Status
	}
	if got := status(http.MethodGet); got != http.StatusOK {
		t.Errorf("before closing: %d", got)
	}
	closings := []*node{one, other}
	for _, n := range closings { // both at once: one closes, and the other finds it done
		group.Go(func() {
			if out := n.command("round", "close", round.ID); out.Code != 0 && !strings.Contains(out.Stderr, "closed") {
				t.Errorf("round close: exit %d: %s", out.Code, out.Stderr)
			}
		})
	}
	group.Wait()
	if get, post := status(http.MethodGet), status(http.MethodPost); get != http.StatusGone || post != http.StatusGone {
		t.Errorf("after closing: %d and %d, want both gone", get, post)
	}
	text := other.run("result", round.ID, "--json")
	if !regexp.MustCompile(`"n": ?24\b`).MatchString(text) || told.Load() != 24 {
		t.Errorf("%d answers were acknowledged, and the result says %.300s", told.Load(), text)
	}
}

// TestParticipantsAreToldWhatAServerRecords looks at the first page of a round on both engines.
func TestParticipantsAreToldWhatAServerRecords(t *testing.T) {
	q := content(t)
	for database, records := range map[string]bool{filepath.Join(t.TempDir(), "kompass.db"): false, postgrestest.Empty(t): true} {
		n := start(t, database, filepath.Join(t.TempDir(), "keys"))
		company := n.make("company", "add", "--name", "Nordstern").ID
		round := n.make("round", "open", "--company", company, "--questionnaire", q.ID, "--title", "Herbst", "--perspectives", "none", "--heads", "500")
		visitor, err := program.NewVisitor(n.URL)
		if err != nil {
			t.Fatal(err)
		}
		r, err := visitor.Send(t.Context(), http.MethodGet, "/s/"+round.Links[0].Code+"?lang=en", nil)
		if err != nil || r.Status != http.StatusOK {
			t.Fatalf("the first page: %d, %v", r.Status, err)
		}
		if got := strings.Contains(r.Body, "records in its journal when a form came in"); got != records {
			t.Errorf("told of the journal: %v, want %v", got, records)
		}
		if got := strings.Contains(r.Body, "the time, your device"); got == records {
			t.Errorf("told that no time is stored: %v, want %v", got, !records)
		}
		if !strings.Contains(r.Body, "sealed") {
			t.Error("the round is not sealed")
		}
	}
}

// canary is a password that nothing may print.
const canary = "kanarienvogel-im-kennwort"

// TestThePasswordIsNeverPrinted has it in the address of every command, of those too that fail.
func TestThePasswordIsNeverPrinted(t *testing.T) {
	good := strings.Replace(postgrestest.Empty(t), "postgres:///", "postgres://"+postgrestest.Role+":"+canary+"@/", 1)
	n := start(t, good, filepath.Join(t.TempDir(), "keys"))
	said := n.Stdout() + n.Stderr()
	for _, database := range []string{
		good, strings.Replace(good, "/test_", "/no_", 1),
		"postgres://anna:" + canary + "@127.0.0.1:1/kompass", "postgres://anna:" + canary + "@127.0.0.1:x/kompass", "postgres://anna:%zz" + canary + "@h/kompass",
		"postgres://127.0.0.1:1/kompass?user=anna&password=" + canary, "postgres:///kompass?password=" + canary + "&sslmode=" + canary,
	} {
		other := &node{t: t, database: database, keys: n.keys}
		for _, args := range [][]string{
			{"init"}, {"init", "--json"}, {"check"}, {"company", "list"}, {"round", "list"}, {"key", "list"}, {"key", "copy", filepath.Join(t.TempDir(), "copy")},
			{"result", "0123456789abcdef"}, {"backup", filepath.Join(t.TempDir(), "a.db")}, {"restore", "nothing.db"}, {"serve", "--addr", "127.0.0.1:x"},
		} {
			out := other.command(args...)
			said += out.Stdout + out.Stderr
			if database != good && out.Code == 0 {
				t.Errorf("kompass %v succeeds on %s", args, database)
			}
		}
	}
	if strings.Contains(said, canary) || len(said) < 1000 {
		at := slices.DeleteFunc(strings.Split(said, "\n"), func(line string) bool { return !strings.Contains(line, canary) })
		t.Errorf("of %d characters these print the password: %q", len(said), at)
	}
}
