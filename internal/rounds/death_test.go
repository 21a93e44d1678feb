//go:build !race

package rounds_test

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// A process of its own closes a round and is killed at every place where it begins or has done something that lasts, or is
// in the midst of a transaction: nothing that it should still do is done, no file is closed. The race detector sees nothing of what
// processes do to each other, so that it is spared this.

// child is what the test has another process do, in the environment of that.
const (
	childDatabase = "KOMPASS_TEST_DATABASE"
	childKeys     = "KOMPASS_TEST_KEYS"
	childRound    = "KOMPASS_TEST_ROUND"
	childDies     = "KOMPASS_TEST_DIES"     // at which place
	childFileSize = "KOMPASS_TEST_FILESIZE" // the most bytes of a file, as on a full disk
)

func TestMain(m *testing.M) {
	if os.Getenv(childDatabase) != "" {
		os.Exit(closeAsChild())
	}
	os.Exit(m.Run())
}

// grave counts the places at which a process may die, and kills it at one of them.
type grave struct{ at, passed int }

func (g *grave) pass() {
	if g.passed == g.at {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	g.passed++
}

// around passes a place before something is done, and another one afterwards.
func (g *grave) around(do func() error) error {
	g.pass()
	err := do()
	g.pass()
	return err
}

// doomed is an engine whose process dies before a transaction, in it before anything is written, and around whatever else lasts.
type doomed struct {
	*sqlite.Engine
	*grave
}

func (d doomed) Begin(ctx context.Context) (t *sql.Tx, err error) {
	err = d.around(func() (err error) { t, err = d.Engine.Begin(ctx); return err })
	return t, err
}

func (d doomed) Discard(ctx context.Context, statement string, args ...any) error {
	return d.around(func() error { return d.Engine.Discard(ctx, statement, args...) })
}

func (d doomed) Scrub(ctx context.Context) (clean bool, err error) {
	err = d.around(func() (err error) { clean, err = d.Engine.Scrub(ctx); return err })
	return clean, err
}

func (d doomed) Rebuild(ctx context.Context) error {
	return d.around(func() error { return d.Engine.Rebuild(ctx) })
}

// doomedKeys are keys whose process dies around their destruction.
type doomedKeys struct {
	*keys.Ring
	*grave
}

func (d doomedKeys) Destroy(round string) error {
	return d.around(func() error { return d.Ring.Destroy(round) })
}

// midway dies each so many times that something random is drawn: in the midst of a transaction that stores comments.
type midway struct {
	*grave
	drawn int
}

func (m *midway) Read(p []byte) (int, error) {
	if m.drawn++; m.drawn%400 == 0 {
		m.pass()
	}
	return rand.Read(p)
}

// closeAsChild closes a round as the environment says. It returns 0 where that went through, 3 where the file could not be rebuilt.
func closeAsChild() int {
	at, err := strconv.Atoi(os.Getenv(childDies))
	if err != nil {
		panic(err)
	}
	g := &grave{at: at}
	clock := sqlitetest.NewClock()
	if err := limitFiles(os.Getenv(childFileSize)); err != nil {
		panic(err)
	}
	s, service, err := doomedService(g, clock)
	if err != nil {
		panic(err)
	}
	round := os.Getenv(childRound)
	if err := service.Close(ctx, kompass.Unlimited("test"), round); err != nil && !errors.Is(err, kompass.ErrClosed) {
		panic(err)
	}
	if err := service.EndUrns(ctx); err != nil {
		fmt.Println(err)
		return 3
	}
	if err := s.Close(); err != nil {
		panic(err)
	}
	return 0
}

func doomedService(g *grave, clock *sqlitetest.Clock) (*store.Store, *rounds.Service, error) {
	e, err := sqlite.Connect(ctx, os.Getenv(childDatabase), clock.Now)
	if err != nil {
		return nil, nil, err
	}
	never := &grave{at: -1}
	s := store.New(ctx, doomed{e, g}, clock.Now, io.Reader(&midway{grave: g}))
	installation, err := s.Installation(ctx)
	if err != nil {
		return nil, nil, err
	}
	ring, err := keys.Open(keys.Config{Folders: []string{os.Getenv(childKeys)}, Installation: installation})
	if err != nil {
		return nil, nil, err
	}
	library, err := shippedLibrary()
	if err != nil {
		return nil, nil, err
	}
	service := rounds.New(s, library, clock.Now, io.Reader(&midway{grave: never}))
	service.UseKeys(doomedKeys{ring, g}, installation)
	service.KeepFinished(finishedBeside(os.Getenv(childDatabase)))
	service.HoldComments(0)
	return s, service, nil
}

func finishedBeside(database string) string { return filepath.Join(filepath.Dir(database), "finished") }

// limitFiles makes writing beyond a size fail.
func limitFiles(bytes string) error {
	if bytes == "" {
		return nil
	}
	n, err := strconv.ParseUint(bytes, 10, 64)
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
}

// site is a round in files of its own, from which copies are made.
type site struct {
	t                 *testing.T
	folder, round     string
	comments, answers int
}

func (s site) database() string { return filepath.Join(s.folder, "db", "kompass.db") }
func (s site) keys() string     { return filepath.Join(s.folder, "keys") }

// aside returns a copy of all files.
func (s site) aside() site {
	s.t.Helper()
	to := s.t.TempDir()
	if err := os.CopyFS(to, os.DirFS(s.folder)); err != nil {
		s.t.Fatal(err)
	}
	err := filepath.WalkDir(to, func(path string, _ fs.DirEntry, err error) error { return errors.Join(err, os.Chmod(path, 0o700)) })
	if err != nil {
		s.t.Fatal(err)
	}
	s.folder = to
	return s
}

// close has another process close the round and returns how that ended. It may be called beside the test.
func (s site) close(dies int, fileSize int64) *os.ProcessState {
	s.t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childDatabase+"="+s.database(), childKeys+"="+s.keys(), childRound+"="+s.round, childDies+"="+strconv.Itoa(dies))
	if fileSize > 0 {
		c.Env = append(c.Env, childFileSize+"="+strconv.FormatInt(fileSize, 10))
	}
	said, err := c.CombinedOutput()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		s.t.Error(err)
	}
	if code := c.ProcessState.ExitCode(); code > 0 && code != 3 {
		s.t.Errorf("%s", said)
	}
	return c.ProcessState
}

// over closes what has been killed, looks at what there is, and returns the hash of the result.
func (s site) over() string {
	s.t.Helper()
	v := &vault{desk: &desk{t: s.t, clock: sqlitetest.NewClock()}, path: s.database(), keys: s.keys()}
	v.store = &failing{Store: sqlitetest.OpenAt(s.t, s.database(), v.clock)}
	v.service = v.serve(v.store.Store)
	v.service.KeepFinished(finishedBeside(s.database()))
	if err := v.service.Close(ctx, kompass.Unlimited("test"), s.round); err != nil && !errors.Is(err, kompass.ErrClosed) {
		s.t.Fatal(err)
	}
	if err := v.service.Tidy(ctx); err != nil {
		s.t.Fatal(err)
	}
	doc, err := v.service.Result(ctx, kompass.Everything, s.round)
	if err != nil || *doc.Everyone().N != s.answers {
		s.t.Fatalf("got %v and error %v, want the result of %d", doc, err, s.answers)
	}
	written, err := v.store.Comments(ctx, kompass.Everything, s.round)
	texts := map[string]bool{}
	for _, c := range written {
		texts[c.Text] = true
	}
	if err != nil || len(written) != s.comments || len(texts) != s.comments {
		s.t.Errorf("got %d comments, %d different, and error %v, want each of %d once", len(written), len(texts), err, s.comments)
	}
	if findings, err := v.store.Check(ctx); err != nil || len(findings) > 0 {
		s.t.Errorf("got findings %v and error %v, want none", findings, err)
	}
	if v.ring.Present(s.round) {
		s.t.Error("the key is still there")
	}
	if _, err := os.Stat(filepath.Join(finishedBeside(s.database()), s.round+".json")); err != nil {
		s.t.Error(err)
	}
	if done, err := v.store.Rebuild(ctx); err != nil || !done {
		s.t.Errorf("the file still has to be rebuilt (%v)", err)
	}
	return doc.Hash
}

// newSite is a round with answers, most of them on paper, some with a receipt and a comment.
func newSite(t *testing.T, sheets int) (site, *vault) {
	t.Helper()
	folder := t.TempDir()
	v := &vault{desk: &desk{t: t, clock: sqlitetest.NewClock()}, path: filepath.Join(folder, "db", "kompass.db"), keys: filepath.Join(folder, "keys")}
	s, err := sqlite.Open(ctx, sqlite.Options{Path: v.path, Now: v.clock.Now, Rand: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	v.store = &failing{Store: s}
	v.company, _ = sqlitetest.Company(t, s, "Adler")
	if _, err := s.AddTeam(ctx, kompass.Unlimited("test"), kompass.Team{CompanyID: v.company.ID, Name: "Service", Heads: sheets + 20}); err != nil {
		t.Fatal(err)
	}
	v.service = v.serve(s)
	o := v.open(short)
	v.submit(o, upTo(12)...)
	var paper []kompass.Sheet
	for i := range sheets {
		sub := v.submission(o, 100+i).sub
		sub.Comments[0].Text = fmt.Sprint("on paper ", i)
		paper = append(paper, kompass.Sheet{Digest: [32]byte{byte(i), byte(i >> 8), 1}, Submission: sub})
	}
	if _, _, err := v.service.AddSheets(ctx, kompass.Unlimited("test"), o.Round.ID, paper); err != nil {
		t.Fatal(err)
	}
	return site{t: t, folder: folder, round: o.Round.ID, answers: sheets + 12, comments: sheets + 12}, v
}

// TestClosingMayBeKilledAtEveryStep kills the process at one place after the other. Whoever closes after it has the same result, each
// comment once, and no key.
func TestClosingMayBeKilledAtEveryStep(t *testing.T) {
	whole, v := newSite(t, 1_010) // comments for two transactions
	if err := v.store.Close(); err != nil {
		t.Fatal(err)
	}
	want := whole.aside().over()
	const least = 30 // places that there are
	for place := 0; ; place++ {
		s := whole.aside()
		ended := s.close(place, 0)
		if ended.Success() {
			if place < least {
				t.Errorf("the process passed %d places at which it may be killed, want %d", place, least)
			}
			return
		}
		if status, ok := ended.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
			t.Fatalf("place %d: %v, want it killed", place, ended)
		}
		if got := s.over(); got != want {
			t.Errorf("place %d: got the result %s, want %s", place, got, want)
		}
	}
}

// TestAFullDiskLeavesTheRebuildingForLater lets no file grow beyond the size of the database, so that there is no room to write it anew.
func TestAFullDiskLeavesTheRebuildingForLater(t *testing.T) {
	s, v := newSite(t, 0)
	other := v.open(short)
	v.alter(fmt.Sprintf(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
		INSERT INTO responses (round_id, id, team_id, perspective, answers)
		SELECT '%s', randomblob(16), '%s', '', randomblob(2064) FROM n; VACUUM`, other.Round.ID, other.Round.TeamIDs[0]))
	if err := v.store.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(s.database())
	if err != nil {
		t.Fatal(err)
	}
	if ended := s.close(-1, info.Size()+4096); ended.ExitCode() != 3 {
		t.Fatalf("%v, want a file that could not be rebuilt", ended)
	}
	s.over()
}

func TestTwoMayCloseARoundAtTheSameMoment(t *testing.T) {
	whole, v := newSite(t, 2_100)
	if err := v.store.Close(); err != nil {
		t.Fatal(err)
	}
	want := whole.aside().over()
	for range 3 {
		s := whole.aside()
		ended := make(chan *os.ProcessState, 2)
		for range 2 {
			go func() { ended <- s.close(-1, 0) }()
		}
		for range 2 {
			if one := <-ended; one.ExitCode() != 0 && one.ExitCode() != 3 { // the other reads while it rebuilds
				t.Errorf("%v, want both to end well", one)
			}
		}
		if got := s.over(); got != want {
			t.Errorf("got the result %s, want %s", got, want)
		}
	}
}

func TestCommentsThatAreNotHeldAreReadAgain(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(12)...)
	d.service.HoldComments(40)
	d.close(o)
	written, err := d.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if err != nil || len(written) != 12 {
		t.Errorf("got %d comments and error %v, want all 12", len(written), err)
	}
}
