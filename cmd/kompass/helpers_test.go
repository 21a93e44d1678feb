package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/i18n"
	"kompass/internal/lan"
)

// noon is when every command of these tests runs.
var noon = time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC)

// shell runs commands on a database of its own, in this process.
type shell struct {
	companies int // added so far
	t         *testing.T
	dir       string
	db        string
	stdin     string
	lang      i18n.Lang
	person    bool // somebody sits at stdin
	now       time.Time
	room      []lan.Interface // that this machine has
}

func (s *shell) interfaces() ([]lan.Interface, error) { return s.room, nil }

func newShell(t *testing.T) *shell {
	t.Helper()
	for _, name := range []string{"KOMPASS_DB", "KOMPASS_KEYS", "KOMPASS_QUESTIONNAIRES", "KOMPASS_BASE_URL", "KOMPASS_ADDR", "KOMPASS_HEALTH_ADDR", "KOMPASS_METRICS_ADDR",
		"KOMPASS_LAN", "KOMPASS_WIFI_NAME", "KOMPASS_WIFI_PASSWORD"} {
		t.Setenv(name, "")
	}
	dir := t.TempDir()
	s := &shell{t: t, dir: dir, db: filepath.Join(dir, "data", "kompass.db"), lang: i18n.English, now: noon}
	s.ok("init")
	return s
}

// outcome is what a command left behind.
type outcome struct {
	code           int
	stdout, stderr string
}

// run runs a command on the shell's database.
func (s *shell) run(args ...string) outcome {
	s.t.Helper()
	return s.raw(append([]string{"--db", s.db}, args...)...)
}

// raw runs a command line as it stands.
func (s *shell) raw(args ...string) outcome {
	s.t.Helper()
	var out, errs bytes.Buffer
	code := run(context.Background(), s.world(&out, &errs), append([]string{"kompass"}, args...))
	return outcome{code, out.String(), errs.String()}
}

// world is the one that the shell's commands run in, where passwords cost next to nothing.
func (s *shell) world(stdout, stderr io.Writer) world {
	return world{Stdin: strings.NewReader(s.stdin), Stdout: stdout, Stderr: stderr, Now: func() time.Time { return s.now }, Rand: rand.Reader,
		Lang: s.lang, Interactive: s.person, Interfaces: s.interfaces, Cost: auth.Cost{Memory: 8, Passes: 1}}
}

// ok runs a command that must succeed without a word on stderr and returns what it printed, without the last line end.
func (s *shell) ok(args ...string) string {
	s.t.Helper()
	got := s.run(args...)
	if got.code != exitOK || got.stderr != "" {
		s.t.Fatalf("%q: got exit %d and stderr %q", args, got.code, got.stderr)
	}
	return strings.TrimSuffix(got.stdout, "\n")
}

// json runs a command with --json, which must print one document and nothing else, and reads it into v.
func (s *shell) json(v any, args ...string) {
	s.t.Helper()
	got := s.run(append(args, "--json")...)
	if got.code != exitOK {
		s.t.Fatalf("%q: got exit %d and stderr %q", args, got.code, got.stderr)
	}
	readJSON(s.t, got.stdout, v)
}

// readJSON reads one document that must be everything there is, with no member that v lacks.
func readJSON(t *testing.T, text string, v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%q is not the JSON wanted: %v", text, err)
	}
	if _, err := d.Token(); err != io.EOF {
		t.Fatalf("more than one document: %q", text)
	}
}

// refused runs a command that must fail with an exit code, print nothing on stdout, and say every word in one line of
// stderr.
func (s *shell) refused(code int, words string, args ...string) {
	s.t.Helper()
	s.t.Run(strings.Join(args, " "), func(t *testing.T) {
		inner := *s
		inner.t = t
		inner.check(inner.run(args...), code, words)
	})
}

// check compares the outcome of a command that failed.
func (s *shell) check(got outcome, code int, words string) {
	s.t.Helper()
	if got.code != code {
		s.t.Errorf("got exit %d, want %d (stderr %q)", got.code, code, got.stderr)
	}
	if got.stdout != "" {
		s.t.Errorf("got %q on stdout, want nothing", got.stdout)
	}
	if !strings.Contains(got.stderr, words) {
		s.t.Errorf("got %q, want %q in it", got.stderr, words)
	}
	if strings.Count(got.stderr, "\n") != 1 || !strings.HasPrefix(got.stderr, "kompass: ") {
		s.t.Errorf("got %q, want one line that begins with the name of the program", got.stderr)
	}
}

// file writes a file into the shell's folder and returns its path.
func (s *shell) file(name, content string) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// company adds a company with a team of twelve for each name and returns their ids. From the second on its name has a number.
func (s *shell) company(teams ...string) (company string, ids []string) {
	s.t.Helper()
	name := "Hotel Seeblick"
	if s.companies++; s.companies > 1 {
		name += " " + strconv.Itoa(s.companies)
	}
	company = s.ok("company", "add", "--name", name)
	for _, name := range teams {
		ids = append(ids, s.ok("team", "add", "--company", company, "--name", name, "--size", "12"))
	}
	return company, ids
}

// short is the id of the shipped questionnaire that most tests use.
const short = "service-excellence-kurz"

// openedJSON is what round open prints.
type openedJSON struct {
	ID    string `json:"id"`
	Links []struct {
		Team        *string `json:"team"`
		Perspective *string `json:"perspective"`
		Code        string  `json:"code"`
		URL         string  `json:"url"`
	} `json:"links"`
}

// round opens a round with the short questionnaire.
func (s *shell) round(company string, flags ...string) openedJSON {
	s.t.Helper()
	var out openedJSON
	s.json(&out, append([]string{"round", "open", "--company", company, "--questionnaire", short, "--title", "Herbst"}, flags...)...)
	return out
}

// sheet is one person in a file of answers: every item of the short questionnaire has the same value.
type sheet struct {
	team, perspective string
	value             int
}

// answers makes a file of answers to the short questionnaire with n people for each sheet.
func answers(t *testing.T, n int, sheets ...sheet) string {
	t.Helper()
	library, err := loadLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	q, ok := library.Get(short)
	if !ok {
		t.Fatalf("no questionnaire %s", short)
	}
	var b strings.Builder
	b.WriteString("team,perspective")
	for _, item := range q.Items() {
		b.WriteString("," + item.ID)
	}
	b.WriteString("\n")
	for _, one := range sheets {
		for i := range n {
			fmt.Fprintf(&b, "%s,%s", one.team, one.perspective)
			for range q.Items() {
				fmt.Fprintf(&b, ",%d", (one.value+i)%5)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// roundJSON is one line of round list.
type roundJSON struct {
	ID        string `json:"id"`
	Company   string `json:"company"`
	Title     string `json:"title"`
	State     string `json:"state"`
	Responses *int   `json:"responses"`
}

// listed returns a round as round list shows it.
func (s *shell) listed(id string) roundJSON {
	s.t.Helper()
	var all []roundJSON
	s.json(&all, "round", "list")
	for _, r := range all {
		if r.ID == id {
			return r
		}
	}
	s.t.Fatalf("round %s is not in %+v", id, all)
	return roundJSON{}
}

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %+v, want %+v", what, got, want)
	}
}
