package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"kompass/internal/address"
	"kompass/internal/i18n"
)

// server is a command that serves, running beside the test until it is stopped.
type server struct {
	t      *testing.T
	stdout *json.Decoder
	stderr bytes.Buffer
	stop   context.CancelFunc
	code   chan int
}

// start runs a serving command with --json and reads what it announces into v.
func (s *shell) start(v any, args ...string) *server {
	s.t.Helper()
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	srv := &server{t: s.t, stdout: json.NewDecoder(bufio.NewReader(read)), stop: cancel, code: make(chan int, 1)}
	w := s.world(write, &srv.stderr)
	go func() {
		code := run(ctx, w, append([]string{"kompass", "--json"}, args...))
		write.Close()
		srv.code <- code
	}()
	if err := srv.stdout.Decode(v); err != nil {
		cancel()
		s.t.Fatalf("%q announced nothing: %v; exit %d, stderr %q", args, err, <-srv.code, srv.stderr.String())
	}
	s.t.Cleanup(cancel)
	return srv
}

// end stops the server, which must leave with exit 0 and have said nothing more on stdout.
func (srv *server) end() {
	srv.t.Helper()
	srv.stop()
	if code := <-srv.code; code != exitOK {
		srv.t.Errorf("got exit %d, stderr %q", code, srv.stderr.String())
	}
	if _, err := srv.stdout.Token(); err != io.EOF {
		srv.t.Errorf("more than one document on stdout: %v", err)
	}
}

// get fetches an address and returns status and body.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

type servingJSON struct {
	Address  string `json:"address"`
	URL      string `json:"url"`
	SetupURL string `json:"setup_url"`
}

func TestServeAnnouncesItselfAndSeesWhatCommandsDo(t *testing.T) {
	s := newShell(t)
	var out servingJSON
	srv := s.start(&out, "serve", "--db", s.db, "--addr", "127.0.0.1:0", "--base-url", "https://kompass.example.org/")
	if out.URL != "https://kompass.example.org/" || !strings.HasPrefix(out.SetupURL, "https://kompass.example.org/passwort?token=") {
		t.Errorf("got %+v", out)
	}
	if got := s.ok("healthcheck", "--addr", out.Address); got != "ok" {
		t.Errorf("got %q", got)
	}
	s.refused(exitError, "already running", "serve", "--addr", "127.0.0.1:0")
	company, _ := s.company("Service")
	round := s.round(company)
	status, page := get(t, "http://"+out.Address+"/s/"+round.Links[0].Code)
	if status != http.StatusOK || !strings.Contains(page, "Hotel Seeblick") {
		t.Errorf("got status %d for a round opened beside the server", status)
	}
	s.ok("round", "cancel", round.ID, "--yes")
	if status, _ := get(t, "http://"+out.Address+"/s/"+round.Links[0].Code); status != http.StatusNotFound {
		t.Errorf("got status %d for a round cancelled beside the server, want 404", status)
	}
	srv.end()
	s.refused(exitError, "No Kompass answers on "+out.Address, "healthcheck", "--addr", out.Address)
	s.ok("user", "add", "--email", "a@example.org", "--role", "trainer")
	var again servingJSON
	srv = s.start(&again, "serve", "--db", s.db, "--addr", "127.0.0.1:0")
	if again.SetupURL != "" || again.URL != "http://127.0.0.1:8080/" {
		t.Errorf("got %+v, want no setup link once there is an account", again)
	}
	srv.end()
}

func TestServeSaysThatAnAddressIsTaken(t *testing.T) {
	s := newShell(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	s.refused(exitError, "Cannot listen on "+listener.Addr().String(), "serve", "--addr", listener.Addr().String())
	s.refused(exitError, "Cannot listen on nowhere", "serve", "--addr", "nowhere")
}

func TestHealthcheckAsksWhetherTheServerIsReady(t *testing.T) {
	s := newShell(t)
	status, asked := http.StatusOK, ""
	fake := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.Method + " " + r.URL.Path
		w.WriteHeader(status)
	}))
	defer fake.Close()
	addr := strings.TrimPrefix(fake.URL, "http://")
	var out struct {
		Ready bool `json:"ready"`
	}
	s.json(&out, "healthcheck", "--addr", addr)
	if !out.Ready || asked != "GET /readyz" {
		t.Errorf("got ready %v after %q", out.Ready, asked)
	}
	status = http.StatusServiceUnavailable
	s.refused(exitError, "503", "healthcheck", "--addr", addr, "--json")
	t.Setenv("KOMPASS_HEALTH_ADDR", addr)
	s.refused(exitError, addr, "healthcheck")
	s.refused(exitUsage, "no address", "healthcheck", "--addr", "a b")
}

type demoJSON struct {
	Home     string `json:"home"`
	Link     string `json:"link"`
	Code     string `json:"code"`
	Login    string `json:"login"`
	Email    string `json:"email"`
	Password string `json:"password"`
}

func TestDemoServesItsRoundAndIsUsedAgain(t *testing.T) {
	s := newShell(t)
	db := filepath.Join(s.dir, "demo.db")
	var first, second demoJSON
	srv := s.start(&first, "demo", "--db", db, "--addr", "127.0.0.1:0")
	if !code.MatchString(first.Code) || first.Link != first.Home+"s/"+first.Code || first.Login != first.Home+"login" || first.Email == "" || first.Password == "" {
		t.Errorf("got %+v", first)
	}
	for _, url := range []string{first.Home, first.Link, first.Login} {
		if status, _ := get(t, url); status != http.StatusOK {
			t.Errorf("%s: got status %d", url, status)
		}
	}
	srv.end()
	seeded := *s
	seeded.db = db
	var rounds []roundJSON
	seeded.json(&rounds, "round", "list")
	srv = s.start(&second, "demo", "--db", db, "--addr", ":0", "--base-url", "http://demo.example.org")
	if second.Code != first.Code || second.Home != "http://demo.example.org/" {
		t.Errorf("got %+v, want the demo that was there", second)
	}
	srv.end()
	var after []roundJSON
	seeded.json(&after, "round", "list")
	equal(t, "rounds", after, rounds)
	equal(t, "number of rounds", len(rounds), 10)
	if got := seeded.ok("check"); !strings.Contains(got, "in order") {
		t.Errorf("got %q", got)
	}
}

func TestDemoLeavesOtherDatabasesAlone(t *testing.T) {
	s := newShell(t)
	company, _ := s.company("Service")
	s.round(company)
	s.refused(exitError, "no demo", "demo", "--addr", "127.0.0.1:0")
	var users []userJSON
	s.json(&users, "user", "list")
	equal(t, "users", len(users), 0)
}

func TestDemoAddressCanBeOpened(t *testing.T) {
	for addr, want := range map[string]string{
		"[::]:8080": "127.0.0.1:8080", "0.0.0.0:9000": "127.0.0.1:9000", "127.0.0.1:80": "127.0.0.1:80", "192.168.1.2:8080": "192.168.1.2:8080",
	} {
		if got := reachable(addr); got != want {
			t.Errorf("%s: got %s, want %s", addr, got, want)
		}
	}
}

func TestServeSaysWhatIsWrongBeforeItAnnouncesItself(t *testing.T) {
	s := newShell(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	busy := taken.Addr().String()
	for lang, words := range map[i18n.Lang][]string{
		i18n.English: {"Cannot listen on " + busy + " for metrics", "neither an IP address nor a range", "after --smtp-from is no address"},
		i18n.German:  {"Für die Messwerte lässt sich auf " + busy + " nicht hören", "weder eine IP-Adresse noch ein Bereich", "hinter --smtp-from ist keine Adresse"},
	} {
		s.lang = lang
		s.refused(exitError, words[0], "serve", "--addr", "127.0.0.1:0", "--metrics-addr", busy)
		s.refused(exitUsage, words[1], "serve", "--addr", "127.0.0.1:0", "--trusted-proxy", "nonsense")
		s.refused(exitUsage, words[1], "serve", "--addr", "127.0.0.1:0", "--trusted-proxy", "10.0.0.0/33")
		s.refused(exitUsage, words[2], "serve", "--addr", "127.0.0.1:0", "--smtp-host", "mail.example.org", "--smtp-from", "nobody")
	}
}

func TestAClosedTerminalDoesNotEndTheServer(t *testing.T) {
	s := newShell(t)
	var out servingJSON
	srv := s.start(&out, "serve", "--db", s.db, "--addr", "127.0.0.1:0", "--trusted-proxy", "10.0.0.0/8,127.0.0.1")
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	s.ok("healthcheck", "--addr", out.Address)
	srv.end()
}

func TestOnlyThisMachineReachesItsOwnAddress(t *testing.T) {
	for _, tt := range []struct {
		base, bound string
		want        bool
	}{
		{"http://127.0.0.1:8080", "[::]:8080", true}, {"http://localhost:8080", "192.0.2.1:8080", true}, {"http://127.0.0.1:8080", "127.0.0.1:8080", false},
		{"https://kompass.example.org", "[::]:8080", false}, {"http://192.0.2.1:8080", "192.0.2.1:8080", false},
	} {
		base, err := address.ParseBaseURL(tt.base)
		if err != nil {
			t.Fatal(err)
		}
		if got := unreachable(base, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(tt.bound))); got != tt.want {
			t.Errorf("%s on %s: got %t", tt.base, tt.bound, got)
		}
	}
}

func TestShellsCanCompleteCommands(t *testing.T) {
	s := newShell(t)
	for _, shell := range []string{"bash", "zsh", "fish"} {
		if got := s.raw("completion", shell); got.code != exitOK || !strings.Contains(got.stdout, "kompass") {
			t.Errorf("%s: got %+v", shell, got)
		}
	}
}

func TestEveryCommandNamesInitWhereThereIsNoDatabase(t *testing.T) {
	s := newShell(t)
	s.db = filepath.Join(s.dir, "elsewhere", "kompass.db")
	file := s.file("any.csv", "a\n1\n")
	for _, args := range [][]string{
		{"serve", "--addr", "127.0.0.1:0"}, {"check"}, {"company", "list"}, {"team", "list", "--company", "x"}, {"user", "list"}, {"target", "show", "--company", "x"},
		{"round", "list"}, {"round", "close", "x"}, {"import", "x", file}, {"result", "x"}, {"explain", "x", "everyone"}, {"export", "x", "--format", "csv"},
		{"key", "list"}, {"backup", filepath.Join(s.dir, "b")},
	} {
		s.refused(exitError, "kompass init", args...)
	}
	if _, err := os.Stat(filepath.Dir(s.db)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a command that was refused has left a folder behind: %v", err)
	}
}
