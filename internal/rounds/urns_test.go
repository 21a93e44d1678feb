package rounds_test

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kompass/internal/keys"
	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// vault is an installation whose files the test can look at.
type vault struct {
	*desk
	path string // of the database
	keys string // folder
	ring *keys.Ring
}

func newVault(t *testing.T) *vault {
	t.Helper()
	v := &vault{desk: newDesk(t, "Service"), path: filepath.Join(t.TempDir(), "vault.db"), keys: t.TempDir()}
	v.store = &failing{Store: sqlitetest.OpenAt(t, v.path, v.clock)}
	v.company, v.teams = sqlitetest.Company(t, v.store.Store, "Adler", "Service")
	v.service = v.serve(v.store.Store)
	return v
}

// serve returns a service over a store, with the keys of this installation.
func (v *vault) serve(s rounds.Store) *rounds.Service {
	v.t.Helper()
	installation, err := v.store.Installation(ctx)
	if err != nil {
		v.t.Fatal(err)
	}
	v.ring = keystest.RingAt(v.t, installation, v.keys)
	service := rounds.New(s, libraryOf(v.t), v.clock.Now, rand.Reader)
	service.UseKeys(v.ring, installation)
	return service
}

// backup returns a service over a copy of the database as it is now, with the keys as they will be.
func (v *vault) backup() (*rounds.Service, *store.Store) {
	v.t.Helper()
	path := filepath.Join(v.t.TempDir(), "copy.db")
	if err := v.store.Backup(ctx, path); err != nil {
		v.t.Fatal(err)
	}
	s := sqlitetest.OpenAt(v.t, path, v.clock)
	return v.serve(s), s
}

// bytes is everything in the files of the database.
func (v *vault) bytes() []byte {
	v.t.Helper()
	var out []byte
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(v.path + suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			v.t.Fatal(err)
		}
		out = append(out, data...)
	}
	return out
}

func (v *vault) keyFile(o rounds.Opened) string { return filepath.Join(v.keys, o.Round.ID+".key") }

func TestNothingIsReadableBeforeClosing(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	if !o.Round.Sealed {
		t.Fatal("the round is not sealed")
	}
	var markers [][]byte
	for i := range 5 {
		s := v.submission(o, 1+i%4) // who chooses the first point everywhere leaves nothing to look for
		s.sub.Comments = []kompass.Comment{{Field: "people", Text: "marker of a person who writes"}}
		markers = append(markers, s.sub.Answers)
		if _, err := v.send(s); err != nil {
			t.Fatal(err)
		}
	}
	for _, marker := range append(markers, []byte("marker of a person")) {
		if bytes.Contains(v.bytes(), marker) {
			t.Error("an answer or a comment stands in the database in clear")
		}
	}
	key, err := os.ReadFile(v.keyFile(o))
	if err != nil {
		t.Fatal(err)
	}
	if seed := key[len(key)-64 : len(key)-32]; bytes.Contains(v.bytes(), seed) {
		t.Error("the private key stands in the database")
	}
	if findings, err := v.store.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}

func TestClosingDestroysTheKey(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(12)...)
	doc := v.close(o)
	if n := doc.Everyone().N; n == nil || *n != 12 {
		t.Errorf("got %v answers, want all of them opened", n)
	}
	if _, err := os.Stat(v.keyFile(o)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got error %v, want the key gone", err)
	}
	if _, err := os.Stat(filepath.Join(v.keys, o.Round.ID+".gone")); err != nil {
		t.Error(err)
	}
	written, err := v.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if err != nil || len(written) != 12 {
		t.Errorf("got %d comments and error %v, want 12 in clear", len(written), err)
	}
	if epochs, err := v.store.Epochs(ctx, o.Round.ID); err != nil || len(epochs) > 0 {
		t.Errorf("got %d epochs and error %v, want none", len(epochs), err)
	}
	if done, err := v.store.Rebuild(ctx); err != nil || !done {
		t.Errorf("the file still has to be rebuilt (%v)", err)
	}
}

func TestARestoredBackupCannotBeClosedAgain(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(11)...)
	restored, old := v.backup()
	v.submit(o, 11)
	v.close(o)
	file, err := v.service.Finished(ctx, kompass.Everything, o.Round.ID)
	if err != nil {
		t.Fatal(err)
	}
	v.wantErr(restored.Close(ctx, kompass.Unlimited("test"), o.Round.ID), kompass.ErrKeyGone)
	late := v.submission(o, 12)
	_, err = restored.Submit(ctx, late.receipt, late.sub)
	v.wantErr(err, kompass.ErrKeyGone)
	v.wantErr(err, kompass.ErrStorage)
	if r, err := old.Round(ctx, kompass.Everything, o.Round.ID); err != nil || r.State != kompass.StateOpen {
		t.Errorf("got state %s and error %v, want the round open as it was", r.State, err)
	}
	if _, err := restored.Adopt(ctx, "test", rounds.Adoption{File: file}); err != nil {
		t.Fatal(err)
	}
	if doc, err := restored.Result(ctx, kompass.Everything, o.Round.ID); err != nil || *doc.Everyone().N != 12 {
		t.Errorf("got %v and error %v, want the result of the file", doc, err)
	}
	if findings, err := old.Check(ctx); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}

func TestARestoredBackupCanBeCancelled(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(6)...)
	restored, _ := v.backup()
	v.close(o)
	if err := restored.Cancel(ctx, kompass.Unlimited("test"), o.Round.ID, true); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutItsKeyARoundTakesNoAnswers(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, 0)
	first := v.submission(o, 1)
	if _, err := v.send(first); err != nil {
		t.Fatal(err)
	}
	away := v.keyFile(o) + ".away"
	if err := os.Rename(v.keyFile(o), away); err != nil {
		t.Fatal(err)
	}
	_, err := v.send(v.submission(o, 2))
	v.wantErr(err, kompass.ErrNoKey)
	v.wantErr(err, kompass.ErrStorage)
	_, err = v.service.FindReceipt(ctx, first.receipt)
	v.wantErr(err, kompass.ErrNoKey)
	v.wantErr(v.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID), kompass.ErrNoKey)
	v.wantErr(v.service.Tidy(ctx), kompass.ErrNoKey)
	if err := os.Rename(away, v.keyFile(o)); err != nil {
		t.Fatal(err)
	}
	v.submit(o, 2)
	if own, err := v.service.FindReceipt(ctx, first.receipt); err != nil || !slices.Equal(own.Answers, first.sub.Answers) {
		t.Errorf("got %v and error %v, want the answers", own, err)
	}
}

func TestNothingOfAnAnswerIsLeftInTheFileAfterClosing(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	v.submit(o, upTo(12)...)
	sealed := v.envelopes()
	if len(sealed) != 12 {
		t.Fatalf("got %d envelopes, want 12", len(sealed))
	}
	for _, e := range sealed {
		if !bytes.Contains(v.bytes(), e) {
			t.Fatal("the search does not find an envelope while the round is open")
		}
	}
	v.close(o)
	if err := v.service.Tidy(ctx); err != nil {
		t.Fatal(err)
	}
	for _, e := range sealed {
		if bytes.Contains(v.bytes(), e) {
			t.Error("an answer is left in the file or its log")
		}
	}
}

// envelopes are the beginnings of the sealed answers as they are stored.
func (v *vault) envelopes() [][]byte {
	v.t.Helper()
	db, err := sql.Open("sqlite3", "file:"+v.path)
	if err != nil {
		v.t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query("SELECT substr(answers, 1, 48) FROM responses")
	if err != nil {
		v.t.Fatal(err)
	}
	defer rows.Close()
	var out [][]byte
	for rows.Next() {
		var beginning []byte
		if err := rows.Scan(&beginning); err != nil {
			v.t.Fatal(err)
		}
		out = append(out, beginning)
	}
	if err := rows.Err(); err != nil {
		v.t.Fatal(err)
	}
	return out
}
