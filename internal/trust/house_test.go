package trust_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"kompass/internal/e2e/program"
)

// house is an installation: a folder for the database, one for the keys, and a server.
type house struct {
	t      testing.TB
	dir    string
	db     string
	server *program.Server
	broken bool // something is wrong on purpose, which the server may log
}

// newHouse starts an installation in a folder of its own. What it logs at the level of errors fails the test, unless the server has
// been killed.
func newHouse(t testing.TB) *house {
	t.Helper()
	dir := t.TempDir()
	h := &house{t: t, dir: dir, db: filepath.Join(dir, "data", "kompass.db")}
	h.serve()
	return h
}

func (h *house) serve(more ...string) {
	h.t.Helper()
	// The test's own context ends before the server can be asked to stop.
	server, err := kompass.Start(context.WithoutCancel(h.t.Context()), program.Options{Command: "serve", DB: h.db, More: more})
	if err != nil {
		h.t.Fatal(err)
	}
	h.server = server
	h.t.Cleanup(func() {
		if err := server.Stop(); err == nil && !h.broken && strings.Contains(server.Stderr(), "level=ERROR") {
			h.t.Errorf("the server logged errors: %s", server.Stderr())
		}
	})
}

func (h *house) stop() {
	h.t.Helper()
	if err := h.server.Stop(); err != nil {
		h.t.Fatalf("the server ended with %v: %s", err, h.server.Stderr())
	}
}

// command runs a command on the installation's database, with input on stdin, and returns what it left behind.
func (h *house) command(input string, args ...string) program.Output {
	h.t.Helper()
	out, err := kompass.Run(h.t.Context(), input, append([]string{"--db", h.db, "--base-url", "http://127.0.0.1:1"}, args...)...)
	if err != nil {
		h.t.Fatalf("kompass %v: %v", args, err)
	}
	return out
}

// run runs a command that must succeed.
func (h *house) run(args ...string) string {
	h.t.Helper()
	out := h.command("", args...)
	if out.Code != 0 {
		h.t.Fatalf("kompass %v: exit %d: %s", args, out.Code, out.Stderr)
	}
	return out.Stdout
}

// decoded runs a command with --json and decodes what it prints.
func decoded[T any](h *house, args ...string) T {
	h.t.Helper()
	var v T
	if err := json.Unmarshal([]byte(h.run(append([]string{"--json"}, args...)...)), &v); err != nil {
		h.t.Fatalf("kompass %v: %v", args, err)
	}
	return v
}

// company adds a company with teams of the given sizes and returns their ids.
func (h *house) company(name string, sizes ...int) (id string, teams []string) {
	h.t.Helper()
	type created struct{ ID string }
	id = decoded[created](h, "company", "add", "--name", name).ID
	for i, n := range sizes {
		team := decoded[created](h, "team", "add", "--company", id, "--name", "Team "+strconv.Itoa(i+1), "--size", strconv.Itoa(n))
		teams = append(teams, team.ID)
	}
	return id, teams
}

// round is an open round, as round open prints it.
type round struct {
	ID    string
	Links []struct{ Team, Perspective, Code string }
}

// open opens a round of a company.
func (h *house) open(company, questionnaire string, more ...string) round {
	h.t.Helper()
	args := append([]string{"round", "open", "--company", company, "--questionnaire", questionnaire, "--title", "Herbst"}, more...)
	return decoded[round](h, args...)
}

// openFor opens a round without teams and perspectives for so many people.
func (h *house) openFor(name, questionnaire string, heads int) round {
	h.t.Helper()
	company, _ := h.company(name)
	return h.open(company, questionnaire, "--perspectives", "none", "--heads", strconv.Itoa(heads))
}

// unseal makes a round one from before sealing, as an upgrade leaves it: that is the control of what sealing is for. The server is
// started anew.
func (h *house) unseal(r round) {
	h.t.Helper()
	h.stop()
	db := database(h.t, h.db, "ro")
	var trigger string
	err := db.QueryRow("SELECT sql FROM sqlite_schema WHERE name = 'rounds_sealed'").Scan(&trigger)
	if err = errors.Join(err, db.Close()); err != nil {
		h.t.Fatal(err)
	}
	h.alter(`DROP TRIGGER rounds_sealed`, `UPDATE rounds SET sealed = 0, held = 0, public = NULL, canary = NULL WHERE id = '`+r.ID+`'`, trigger)
	h.serve()
}

// alter changes the database as somebody does who may write to its file.
func (h *house) alter(statements ...string) {
	h.t.Helper()
	db := database(h.t, h.db, "rw")
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			h.t.Fatalf("%s: %v", s, err)
		}
	}
}

// database opens a file of SQLite with the mode that its address takes.
func database(t testing.TB, path, mode string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode="+mode+"&_busy_timeout=10000")
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// column reads the first column of a query on a database.
func column[T any](t testing.TB, path, query string, args ...any) []T {
	t.Helper()
	db := database(t, path, "ro")
	defer db.Close()
	rows, err := db.Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// copied copies the database with its log, as a backup of the machine does, and returns where the copy lies.
func (h *house) copied() string {
	h.t.Helper()
	to := filepath.Join(h.t.TempDir(), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(h.db + suffix)
		if err != nil && !(suffix == "-wal" && os.IsNotExist(err)) {
			h.t.Fatal(err)
		}
		if err := os.WriteFile(to+suffix, data, 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
	return to
}
