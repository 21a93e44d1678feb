package e2e_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kompass/internal/e2e/program"
)

func TestCommandsWorkBesideAServerThatIsAnswering(t *testing.T) {
	t.Parallel()
	p, q := start(t, program.Options{}), content(t)
	company, _ := p.company("Nordwind")
	round := p.round(company)
	form := filled(q, func(item int) int { return item })
	var stored atomic.Int64
	var group sync.WaitGroup
	stop := make(chan struct{})
	for range clients {
		group.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				r, err := newPerson(t, p.URL).send(http.MethodPost, "/s/"+round.Links[0].Code, form)
				if err != nil || !r.acknowledged() {
					t.Errorf("an answer beside commands: %d, %v", r.status, err)
					return
				}
				stored.Add(1)
			}
		})
	}
	snapshot := filepath.Join(t.TempDir(), "snapshot.db")
	for i := range 5 {
		id := asJSON[created](p, "company", "add", "--name", fmt.Sprintf("Firma %d", i)).ID
		p.run("team", "add", "--company", id, "--name", "Team", "--size", "12")
		p.responses(round.ID)
		p.run("backup", fmt.Sprintf("%s.%d", snapshot, i))
	}
	close(stop)
	group.Wait()
	p.wantResponses(round.ID, int(stored.Load()))
	restored := &product{t: t, db: filepath.Join(t.TempDir(), "restored.db")}
	restored.run("restore", snapshot+".4")
	restored.run("check")
	if got := *restored.responses(round.ID); got < 5 || got > int(stored.Load()) {
		t.Errorf("the snapshot holds %d answers, want some of %d", got, stored.Load())
	}
}

func TestASecondServerOnTheSameDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	p := start(t, program.Options{})
	for _, args := range [][]string{{"serve", "--addr", "127.0.0.1:0"}, {"restore", p.db + ".snapshot"}} {
		if args[0] == "restore" {
			p.run("backup", args[1])
		}
		out := p.command("", args...)
		if out.Code != 1 || !strings.Contains(out.Stderr, "already running") || strings.Count(out.Stderr, "\n") != 1 {
			t.Errorf("%s beside a server: exit %d, %q; want exit 1 and one line that says why", args[0], out.Code, out.Stderr)
		}
	}
	if r := newPerson(t, p.URL).get("/readyz"); r.status != http.StatusOK {
		t.Errorf("the first server: %d after a second one was tried", r.status)
	}
}

func TestAStoppingServerAnswersWhatItHasAccepted(t *testing.T) {
	t.Parallel()
	p, q := start(t, program.Options{}), content(t)
	company, _ := p.company("Nordwind")
	round := p.round(company)
	form := filled(q, func(item int) int { return item })
	var sent, told atomic.Int64
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for {
				sent.Add(1)
				r, err := newPerson(t, p.URL).send(http.MethodPost, "/s/"+round.Links[0].Code, form)
				if err != nil {
					return // the server has stopped taking connections
				}
				if !r.acknowledged() {
					t.Errorf("an answer during the stop: %d", r.status)
					return
				}
				told.Add(1)
			}
		})
	}
	waitFor(t, func() bool { return told.Load() >= 50 })
	if err := p.Terminate(); err != nil {
		t.Fatal(err)
	}
	group.Wait()
	if err := p.Wait(); err != nil {
		t.Errorf("the server ended with %v, want exit 0: %s", err, p.Stderr())
	}
	p.run("check")
	if stored := int64(*p.responses(round.ID)); stored < told.Load() || stored > sent.Load() {
		t.Errorf("%d answers are stored, %d people were told so, %d sent some", stored, told.Load(), sent.Load())
	}
}

// waitFor waits until something is so.
func waitFor(t *testing.T, so func() bool) {
	t.Helper()
	deadline := time.NewTimer(time.Minute)
	defer deadline.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !so() {
		select {
		case <-deadline.C:
			t.Fatal("waited in vain")
		case <-tick.C:
		}
	}
}
