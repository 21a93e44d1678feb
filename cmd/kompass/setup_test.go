package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"kompass/internal/i18n"
)

var id = regexp.MustCompile(`^[0-9a-z]{16}$`)

func TestCompaniesAndTeams(t *testing.T) {
	s := newShell(t)
	if got := s.ok("company", "list", "--json"); got != "[]" {
		t.Errorf("got %s, want an empty list", got)
	}
	var company idJSON
	s.json(&company, "company", "add", "--name", "  Müller &  <Söhne> ")
	var companies []struct {
		ID, Name string
		Created  time.Time
	}
	s.json(&companies, "company", "list")
	if len(companies) != 1 || companies[0].ID != company.ID || companies[0].Name != "Müller & <Söhne>" || !companies[0].Created.Equal(noon) || !id.MatchString(company.ID) {
		t.Errorf("got %+v for %s", companies, company.ID)
	}
	var teams []struct {
		ID, Name string
		Size     int
	}
	s.json(&teams, "team", "list", "--company", company.ID)
	if teams == nil || len(teams) != 0 {
		t.Errorf("got %v, want an empty list", teams)
	}
	var first, second idJSON
	s.json(&first, "team", "add", "--company", company.ID, "--name", "Service", "--size", "12")
	s.json(&second, "team", "add", "--size", "100000", "--company", company.ID, "--name", "Küche")
	s.json(&teams, "team", "list", "--company", company.ID)
	if len(teams) != 2 || teams[0].ID != first.ID || teams[0].Size != 12 || teams[1].ID != second.ID || teams[1].Name != "Küche" || teams[1].Size != 100000 {
		t.Errorf("got %+v, want both teams in order of creation", teams)
	}
	if plain := s.ok("team", "list", "--company", company.ID); plain != first.ID+"\tService\t12\n"+second.ID+"\tKüche\t100000" {
		t.Errorf("got %q", plain)
	}
}

func TestCompaniesAndTeamsRefused(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	add := []string{"team", "add", "--company", company, "--name", "Bar", "--size"}
	for _, size := range []string{"0", "-1", "100001"} {
		s.refused(exitError, "from 1 to 100,000", append(add, size)...)
	}
	s.refused(exitError, "already a team with this name", "team", "add", "--company", company, "--name", "Service", "--size", "3")
	s.refused(exitError, "already a team with this name", "team", "add", "--company", company, "--name", " Service ", "--size", "3")
	s.refused(exitError, "no company “nowhere”", "team", "add", "--company", "nowhere", "--name", "Bar", "--size", "3")
	s.refused(exitError, "no company “nowhere”", "team", "list", "--company", "nowhere")
	s.refused(exitError, "enter a name", "company", "add", "--name", "  ")
	s.refused(exitError, "120", "company", "add", "--name", strings.Repeat("x", 121))
	s.refused(exitError, "control characters", "company", "add", "--name", "a\u202eb")
	s.lang = i18n.German
	s.refused(exitError, "Es gibt keine Firma „nowhere“.", "team", "list", "--company", "nowhere")
}

type userJSON struct {
	ID       string `json:"id"`
	Email    string `json:"email"`
	Role     string `json:"role"`
	Company  string `json:"company"`
	Disabled bool   `json:"disabled"`
}

func TestUsersAreInvited(t *testing.T) {
	s := newShell(t)
	company, _ := s.company()
	var out struct {
		ID       string `json:"id"`
		SetupURL string `json:"setup_url"`
	}
	s.json(&out, "user", "add", "--email", "Trainerin@Example.org", "--role", "trainer", "--base-url", "https://kompass.example.org/")
	if !id.MatchString(out.ID) || !regexp.MustCompile(`^https://kompass\.example\.org/passwort\?token=[0-9a-z]{52}$`).MatchString(out.SetupURL) {
		t.Errorf("got %+v", out)
	}
	trainer := out.ID
	s.json(&out, "user", "add", "--email", "k@example.org", "--role", "coordinator", "--company", company)
	var users []userJSON
	s.json(&users, "user", "list")
	equal(t, "users", users, []userJSON{{out.ID, "k@example.org", "coordinator", company, false}, {trainer, "trainerin@example.org", "trainer", "", false}})
	if got := s.ok("user", "disable", out.ID); got != out.ID {
		t.Errorf("got %q, want the id", got)
	}
	s.json(&users, "user", "list")
	if !users[0].Disabled || users[1].Disabled {
		t.Errorf("got %+v, want the coordinator disabled", users)
	}
	s.refused(exitError, "no account “nobody”", "user", "disable", "nobody")
	s.refused(exitError, "account with this e-mail", "user", "add", "--email", "TRAINERIN@example.org", "--role", "trainer")
	s.refused(exitError, "valid e-mail", "user", "add", "--email", "somebody", "--role", "trainer")
	s.refused(exitError, "no company “nowhere”", "user", "add", "--email", "x@example.org", "--role", "coordinator", "--company", "nowhere")
}

func TestUsersWithAPassword(t *testing.T) {
	s := newShell(t)
	add := []string{"user", "add", "--email", "a@example.org", "--role", "trainer", "--password-stdin"}
	s.refused(exitError, "no password on standard input", add...)
	s.stdin = "short\n"
	s.refused(exitError, "too short", add...)
	s.stdin = "\n"
	s.refused(exitError, "too short", add...)
	s.stdin = "drei alte Boote am Steg\r\nsecond line\n"
	var out idJSON // without a setup link
	s.json(&out, add...)
	if !id.MatchString(out.ID) {
		t.Errorf("got %q", out.ID)
	}
	s.refused(exitError, "account with this e-mail", add...)
	s.stdin = "drei alte Boote am Kai" // a last line without an end
	if got := s.ok("user", "add", "--email", "b@example.org", "--role", "trainer", "--password-stdin"); !id.MatchString(got) {
		t.Errorf("got %q, want an id alone", got)
	}
}

func TestDatabaseComesFromFlagOrEnvironment(t *testing.T) {
	s := newShell(t)
	t.Chdir(s.dir)
	inEnv := filepath.Join(s.dir, "new", "folder", "env.db")
	t.Setenv("KOMPASS_DB", inEnv)
	if got := s.raw("company", "list"); got.code != exitError || !strings.Contains(got.stderr, "kompass init") {
		t.Errorf("got %+v, want a word of init", got)
	}
	for _, args := range [][]string{{"init"}, {"init"}, {"init", "--db", filepath.Join(s.dir, "one", "flag.db")}} {
		if got := s.raw(args...); got.code != exitOK {
			t.Fatalf("got %+v", got)
		}
	}
	if got := s.raw("company", "add", "--name", "A"); got.code != exitOK {
		t.Fatalf("got %+v", got)
	}
	if _, err := os.Stat(inEnv); err != nil {
		t.Error(err)
	}
	if got := s.raw("company", "list", "--json", "--db", filepath.Join(s.dir, "one", "flag.db")); got.stdout != "[]\n" {
		t.Errorf("got %+v, want the flag to count", got)
	}
	t.Setenv("KOMPASS_DB", "")
	if got := s.raw("company", "list", "--json"); got.stdout != "[]\n" {
		t.Errorf("got %+v, want a database of its own", got)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "data", "kompass.db")); err != nil {
		t.Error(err)
	}
}

func TestQuestionnairesComeBesideTheEmbeddedOnes(t *testing.T) {
	s := newShell(t)
	data, err := os.ReadFile(generalFile)
	if err != nil {
		t.Fatal(err)
	}
	general := string(data)
	company, _ := s.company()
	open := []string{"round", "open", "--company", company, "--title", "T", "--json", "--questionnaire"}
	s.refused(exitError, "no questionnaire “community-garden-check”", append(open, "community-garden-check")...)
	s.file("q/two.yaml", general)
	s.file("q/three.yml", strings.Replace(general, "version: 2\n", "version: 3\n", 1))
	s.file("q/notes.txt", "no questionnaire")
	dir := filepath.Join(s.dir, "q")
	s.ok(append(open, "community-garden-check", "--heads", "30", "--questionnaires", dir)...)
	t.Setenv("KOMPASS_QUESTIONNAIRES", dir)
	var opened openedJSON
	s.json(&opened, append(open[:len(open)-2], "--questionnaire", "community-garden-check", "--mode", "open")...)
	s.ok("import", opened.ID, s.file("answers.csv", "soil-1\nsome\n"))
	s.ok("round", "close", opened.ID)
	result := s.ok("result", opened.ID, "--json")
	if !strings.Contains(result, `"version": 3`) {
		t.Errorf("got %s, want the highest version", result)
	}
	s.ok(append(open, short, "--heads", "30")...)
	s.file("q/other.yaml", strings.Replace(general, "jedes Jahr eigenen Kompost", "immer eigenen Kompost", 1))
	got := s.run("company", "list")
	s.check(got, exitError, "other.yaml")
	if !strings.Contains(got.stderr, "two.yaml") || !strings.Contains(got.stderr, "community-garden-check version 2") {
		t.Errorf("got %q, want both files and what they claim to be", got.stderr)
	}
	s.lang = i18n.German
	s.check(s.run("company", "list"), exitError, "sind verschieden, aber beide sind Fragebogen community-garden-check, Version 2")
	s.lang = i18n.English
	t.Setenv("KOMPASS_QUESTIONNAIRES", filepath.Join(s.dir, "none"))
	s.refused(exitError, "none", "company", "list")
}

func TestOperatorsHelpWhoCannotSignIn(t *testing.T) {
	s := newShell(t)
	s.stdin = "drei alte Boote am Steg\n"
	var out struct {
		ID       string `json:"id"`
		SetupURL string `json:"setup_url"`
	}
	s.json(&out, "user", "add", "--email", "a@example.org", "--role", "trainer", "--password-stdin")
	trainer := out.ID
	for _, who := range []string{trainer, " A@Example.org"} {
		s.json(&out, "user", "link", who, "--base-url", "https://kompass.example.org")
		if out.ID != trainer || !regexp.MustCompile(`^https://kompass\.example\.org/passwort\?token=[0-9a-z]{52}$`).MatchString(out.SetupURL) {
			t.Errorf("%q: got %+v, want a link for %s", who, out, trainer)
		}
	}
	if got := s.ok("user", "link", trainer); !strings.HasPrefix(got, "http://127.0.0.1:8080/passwort?token=") {
		t.Errorf("got %q, want the link alone", got)
	}
	s.refused(exitError, "last account", "user", "disable", trainer)
	s.refused(exitError, "without a second step", "user", "onestep", "a@example.org")
	s.json(&out, "user", "add", "--email", "b@example.org", "--role", "trainer")
	s.ok("user", "disable", out.ID)
	s.refused(exitError, "is disabled", "user", "link", "b@example.org")
	if got := s.ok("user", "enable", out.ID); got != out.ID {
		t.Errorf("got %q, want the id", got)
	}
	s.ok("user", "link", "b@example.org")
	for _, command := range []string{"link", "enable", "onestep"} {
		s.refused(exitError, "no account “nobody”", "user", command, "nobody")
		s.refused(exitUsage, "wants exactly", "user", command)
	}
}

func TestMailSettingsAreCheckedAtTheStart(t *testing.T) {
	s := newShell(t)
	s.refused(exitUsage, "No mails can be sent", "serve", "--addr", "127.0.0.1:0", "--smtp-host", "mail.example.org", "--smtp-from", "nobody")
	s.refused(exitError, "no file or folder", "serve", "--addr", "127.0.0.1:0", "--smtp-host", "mail.example.org", "--smtp-from", "k@example.org", "--smtp-password-file", filepath.Join(s.dir, "missing"))
}
