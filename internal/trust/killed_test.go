package trust_test

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// copyOf returns an installation that has ended like another one, in a folder of its own. No server runs on either.
func (e *ended) copyOf(dir string) *ended {
	e.t.Helper()
	if err := os.CopyFS(dir, os.DirFS(e.dir)); err != nil {
		e.t.Fatal(err)
	}
	// What was copied may be read by others, which the product refuses.
	if err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(path, map[bool]fs.FileMode{true: 0o700, false: 0o600}[entry.IsDir()])
	}); err != nil {
		e.t.Fatal(err)
	}
	h := &house{t: e.t, dir: dir, db: filepath.Join(dir, "data", "kompass.db"), broken: true}
	return &ended{house: h, round: e.round, relics: e.relics}
}

// steps are how far a closing has come, in their order.
var steps = []string{"open", "closing", "closed, key there", "key destroyed, answers there", "to be rebuilt", "done"}

// step says how far the closing of a round has come.
func (e *ended) step() string {
	e.t.Helper()
	state := column[string](e.t, e.db, "SELECT state FROM rounds")[0]
	_, missing := os.Stat(filepath.Join(e.dir, "keys", e.round.ID+".key"))
	switch {
	case state == "open" || state == "closing":
		return state
	case missing == nil:
		return steps[2]
	case column[int](e.t, e.db, "SELECT count(*) FROM responses")[0] > 0 || column[int](e.t, e.db, "SELECT count(*) FROM epochs")[0] > 0:
		return steps[3]
	case column[int](e.t, e.db, "SELECT count(*) FROM chores")[0] > 0:
		return steps[4]
	}
	return steps[5]
}

// over starts what was interrupted anew, and wants everything as after a closing that nobody disturbed.
func (e *ended) over(hash string, people int) {
	e.t.Helper()
	e.serve()
	if e.step() == "open" {
		e.run("round", "close", e.round.ID)
	}
	for deadline := time.Now().Add(30 * time.Second); e.step() != "done" && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if got := e.step(); got != "done" {
		e.t.Errorf("the closing has stopped at %q: %s", got, e.server.Stderr())
	}
	if doc := decoded[document](e.house, "result", e.round.ID); doc.Hash != hash || *doc.Groups[0].N != people {
		e.t.Errorf("got the result %s of %d, want %s of %d", doc.Hash, *doc.Groups[0].N, hash, people)
	}
	if n := column[int](e.t, e.db, "SELECT count(*) FROM audit WHERE action = 'round.close'")[0]; n != 1 {
		e.t.Errorf("the round was closed %d times", n)
	}
	if n := column[int](e.t, e.db, "SELECT count(*) FROM comments")[0]; n != people {
		e.t.Errorf("got %d comments, want each of %d once", n, people)
	}
	e.run("check")
	e.stop()
	if left := e.found(); len(left) > 0 {
		e.t.Errorf("the files still hold %q", left)
	}
}

// killed closes a round, by the command or by the server, and kills the process after a while.
func (e *ended) killed(byServer bool, after time.Duration) {
	e.t.Helper()
	if !byServer {
		ctx, cancel := context.WithTimeout(e.t.Context(), after)
		defer cancel()
		_, _ = kompass.Run(ctx, "", "--db", e.db, "round", "close", e.round.ID) // it is killed when the context ends
		return
	}
	e.serve()
	trainer := e.visitor()
	trainer.signIn()
	go func() {
		// Nobody answers any more once the server is dead.
		_, _ = trainer.Send(context.WithoutCancel(e.t.Context()), "POST", "/app/rounds/"+e.round.ID+"/close", strings.NewReader(url.Values{"sure": {"yes"}}.Encode()))
	}()
	time.Sleep(after)
	if err := e.server.Kill(); err != nil {
		e.t.Fatal(err)
	}
}

// template is a round that is ready to be closed, without a server, and how an undisturbed closing of it ends.
func template(t *testing.T, people int) (e *ended, hash string, took time.Duration) {
	t.Helper()
	e = live(t, true, people, 7)
	delete(e.relics, "comment") // they are kept
	e.stop()
	whole := e.copyOf(t.TempDir())
	start := time.Now()
	whole.run("round", "close", whole.round.ID)
	took = time.Since(start)
	if got := whole.step(); got != "done" {
		t.Fatalf("an undisturbed closing ends at %q", got)
	}
	return e, decoded[document](whole.house, "result", whole.round.ID).Hash, took
}

// TestAClosingThatIsKilledIsFinishedOnce kills the process that closes at random moments and starts it anew.
func TestAClosingThatIsKilledIsFinishedOnce(t *testing.T) {
	kills, people := often(4, 200), 300
	e, hash, took := template(t, people)
	rng := rand.New(rand.NewPCG(5, 6))
	reached, dirty := map[string]int{}, 0
	for i := range kills {
		dir := filepath.Join(t.TempDir(), "copy")
		c := e.copyOf(dir)
		c.killed(i%4 == 3, time.Duration(float64(took)*(0.2+rng.Float64())))
		at := c.step()
		reached[at]++
		if at != "open" && len(c.found()) > 0 {
			dirty++
		}
		c.over(hash, people)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	if *long && dirty == 0 {
		t.Error("no kill has left anything behind: they hit nothing")
	}
	var found []string
	for _, s := range steps {
		found = append(found, fmt.Sprintf("%d %s", reached[s], s))
	}
	figure(t, "%d kills of a closing of %d forms, where it stood: %s. Each was finished with the same result, once; nothing was left. Control: right after %d of those that came after the beginning something was",
		kills, people, strings.Join(found, "; "), dirty)
}

// TestAClosingOutlivesWhatIsInItsWay has somebody read the database while it is to be rebuilt, and, in the long version, disks of every
// size that is too small.
func TestAClosingOutlivesWhatIsInItsWay(t *testing.T) {
	people := 300
	e, hash, _ := template(t, people)
	c := e.copyOf(filepath.Join(t.TempDir(), "copy"))
	reader := database(t, c.db, "ro")
	defer reader.Close()
	conn, err := reader.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "BEGIN; SELECT count(*) FROM responses"); err != nil {
		t.Fatal(err)
	}
	out := c.command("", "round", "close", c.round.ID)
	if left := c.found(); out.Code != 0 || out.Stderr == "" || len(left) == 0 {
		t.Errorf("with a reader in its way: exit %d, said %q, left %q; want a closed round and a warning", out.Code, out.Stderr, left)
	}
	if err := conn.Close(); err != nil {
		t.Fatal(err)
	}
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	c.over(hash, people)
	disks, full := 0, map[string]int{}
	if *long {
		disks, full = e.fullDisks(hash, people)
	}
	var found []string
	for _, s := range slices.DeleteFunc(slices.Clone(steps), func(s string) bool { return full[s] == 0 }) {
		found = append(found, fmt.Sprintf("%d %s", full[s], s))
	}
	figure(t, "a reader in the way: closed, said so, rebuilt later. %d disks with little room, where it stood: %s. Each was finished once there was room. Control: until then the files held %d kinds of what was to go",
		disks, strings.Join(found, "; "), len(e.relics))
}

// fullDisks closes on file systems that have room for some of what a closing writes, gives them more room and finishes. Where none
// can be mounted there are none.
func (e *ended) fullDisks(hash string, people int) (disks int, reached map[string]int) {
	e.t.Helper()
	mounted, reached := filepath.Join(e.t.TempDir(), "disk"), map[string]int{}
	if err := os.Mkdir(mounted, 0o700); err != nil {
		e.t.Fatal(err)
	}
	const kilobytes = 2 << 10
	for room := range 24 {
		size := fmt.Sprintf("size=%dk", kilobytes+room*96)
		if err := exec.Command("mount", "-t", "tmpfs", "-o", size, "none", mounted).Run(); err != nil {
			e.t.Logf("no small disk can be mounted: %v", err)
			return disks, reached
		}
		if small := filepath.Join(mounted, "copy"); os.CopyFS(small, os.DirFS(e.dir)) == nil && os.RemoveAll(small) == nil {
			c := e.copyOf(small)
			c.command("", "round", "close", c.round.ID)
			disks++
			reached[c.step()]++
			if err := exec.Command("mount", "-o", "remount,size=64m", mounted).Run(); err != nil {
				e.t.Fatal(err)
			}
			c.over(hash, people)
		}
		if err := exec.Command("umount", mounted).Run(); err != nil {
			e.t.Fatal(err)
		}
	}
	return disks, reached
}
