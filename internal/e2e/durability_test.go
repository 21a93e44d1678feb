package e2e_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kompass/internal/e2e/program"
)

func TestFortyDoubleSubmissionsStoreOne(t *testing.T) {
	t.Parallel()
	p, q := start(t, program.Options{}), content(t)
	company, _ := p.company("Nordwind")
	round := p.round(company)
	code := round.Links[0].Code
	for i := range 4 {
		newPerson(t, p.URL).answer(code, filled(q, func(item int) int { return item + i }))
	}
	hasty := newPerson(t, p.URL)
	if r := hasty.get("/s/" + code); r.status != http.StatusOK {
		t.Fatalf("GET the questionnaire: %d", r.status)
	}
	form := filled(q, func(item int) int { return item })
	var group sync.WaitGroup
	for range 40 {
		group.Go(func() {
			r, err := hasty.send(http.MethodPost, "/s/"+code, form)
			if err != nil || !r.acknowledged() {
				t.Errorf("a double submission: %d, %v", r.status, err)
			}
		})
	}
	group.Wait()
	p.wantResponses(round.ID, 5)
	p.run("round", "close", round.ID)
	if r := asJSON[published](p, "result", round.ID); *r.Groups[0].N != 5 {
		t.Errorf("the result has n = %d, want 5", *r.Groups[0].N)
	}
}

// Kill rounds: each wants so many new acknowledgements before the process is killed.
const (
	people     = 500
	killRounds = 5
	clients    = 8
)

// crowd is people who answer at the same time; each tries until she is told that her answers are stored.
type crowd struct {
	p      *product
	code   string
	people []*person
	forms  func(i int) (path, body string)
	acked  [people]atomic.Bool
	count  atomic.Int64
}

func TestNoAcknowledgedAnswerIsLostByKills(t *testing.T) {
	t.Parallel()
	p, q := start(t, program.Options{}), content(t)
	company, _ := p.company("Nordwind")
	round := p.round(company)
	c := &crowd{p: p, code: round.Links[0].Code}
	c.forms = func(i int) (string, string) {
		return "/s/" + c.code, filled(q, func(item int) int { return item*i + item }).Encode()
	}
	for range people {
		one := newPerson(t, p.URL)
		if r := one.get("/s/" + c.code); r.status != http.StatusOK {
			t.Fatalf("GET the questionnaire: %d", r.status)
		}
		c.people = append(c.people, one)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for kill := range killRounds {
		c.answerUntilKilled(int64(people*(kill+1)/(killRounds+1) - rng.IntN(30)))
		c.restart()
		c.wantAcknowledgedStored()
	}
	c.answerUntilKilled(people)
	c.restart()
	c.wantAcknowledgedStored()
	p.wantResponses(round.ID, people)
	p.run("round", "close", round.ID)
	if r := asJSON[published](p, "result", round.ID); *r.Groups[0].N != people {
		t.Errorf("the result has n = %d, want %d", *r.Groups[0].N, people)
	}
	p.run("check")
}

// answerUntilKilled lets the clients send until so many are acknowledged in all, and kills the server amid them.
func (c *crowd) answerUntilKilled(enough int64) {
	c.p.t.Helper()
	var next atomic.Int64
	var group sync.WaitGroup
	for range clients {
		group.Go(func() {
			for i := next.Add(1) - 1; i < people; i = next.Add(1) - 1 {
				if !c.acked[i].Load() && !c.send(int(i)) {
					return // the server is gone
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() { group.Wait(); close(ended) }()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for running := true; running && c.count.Load() < enough; {
		select {
		case <-ended:
			running = false
		case <-tick.C:
		}
	}
	if got := c.count.Load(); got < enough {
		c.p.t.Fatalf("the clients ended after %d acknowledgements, want a kill after %d", got, enough)
	}
	if err := c.p.Kill(); err != nil {
		c.p.t.Fatal(err)
	}
	<-ended
	c.p.t.Logf("killed after %d acknowledgements", c.count.Load())
}

// send sends one person's answers and notes the acknowledgement. It is false when the server did not answer.
func (c *crowd) send(i int) bool {
	path, body := c.forms(i)
	r, err := c.people[i].sendBody(http.MethodPost, path, strings.NewReader(body))
	if err != nil {
		return false
	}
	if !r.acknowledged() {
		c.p.t.Errorf("POST answers: %d", r.status)
		return false
	}
	c.acked[i].Store(true)
	c.count.Add(1)
	return true
}

// restart starts the server on the same file and the same clock of people: their cookies still hold.
func (c *crowd) restart() {
	c.p.t.Helper()
	server, err := binary.Start(context.WithoutCancel(c.p.t.Context()), program.Options{Command: "serve", DB: c.p.db})
	if err != nil {
		c.p.t.Fatalf("start after a kill: %v", err)
	}
	c.p.Server = server
	for _, one := range c.people {
		one.Base = server.URL
	}
	c.p.run("check")
}

// wantAcknowledgedStored asks, for everybody who was told so, whether her answers are there.
func (c *crowd) wantAcknowledgedStored() {
	c.p.t.Helper()
	var group sync.WaitGroup
	for w := range clients {
		group.Go(func() {
			for i := w; i < people; i += clients {
				if !c.acked[i].Load() {
					continue
				}
				r, err := c.people[i].send(http.MethodGet, "/s/"+c.code+"/danke", nil)
				if err != nil || r.status != http.StatusOK {
					c.p.t.Errorf("person %d was told that her answers are stored: %d, %v", i, r.status, err)
				}
			}
		})
	}
	group.Wait()
}
