package store

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"kompass/internal/kompass"
)

// maxGroup is the largest number of submissions that share a transaction: beyond it a commit gains nothing more.
const maxGroup = 256

// group lets submissions that arrive while another is being written share the next transaction. There is no goroutine
// behind it: the first to arrive leads, writes everything that waits, and hands over to whoever came next meanwhile.
// Nobody writes more than one group, so nobody is kept for the sake of others.
type group struct {
	mu      sync.Mutex
	leading bool
	queue   []*waiter
}

// waiter is a submission in the queue. What it is told on ready is whether to lead; otherwise it has been dealt with.
type waiter struct {
	sub     kompass.Submission
	outcome kompass.Outcome
	err     error
	ready   chan bool
}

// run has sub written together with others by write, which sets outcome and error of each. A cancelled context takes a
// submission out of the queue; once it is being written, run waits for the outcome, because it must be the true one.
func (g *group) run(ctx context.Context, sub kompass.Submission, write func([]*waiter)) (kompass.Outcome, error) {
	w := &waiter{sub: sub, ready: make(chan bool, 1)}
	if !g.enter(w) {
		lead, err := g.wait(ctx, w)
		if err != nil {
			return 0, err
		}
		if !lead {
			return w.outcome, w.err
		}
	}
	g.lead(w, write)
	return w.outcome, w.err
}

// enter queues w and reports whether it leads.
func (g *group) enter(w *waiter) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.leading {
		g.queue = append(g.queue, w)
		return false
	}
	g.leading = true
	return true
}

func (g *group) wait(ctx context.Context, w *waiter) (lead bool, err error) {
	select {
	case lead := <-w.ready:
		return lead, nil
	case <-ctx.Done():
	}
	if g.leave(w) {
		return false, fmt.Errorf("store answers: %w", context.Cause(ctx))
	}
	return <-w.ready, nil
}

// leave takes w out of the queue and reports whether it still was there.
func (g *group) leave(w *waiter) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.queue, w)
	if i < 0 {
		return false
	}
	g.queue = slices.Delete(g.queue, i, i+1)
	return true
}

// lead writes w and everyone who waits, hands over, and wakes them. A panic while writing reaches all of them: the
// others as an error, the leader as the panic itself.
func (g *group) lead(w *waiter, write func([]*waiter)) {
	// Whoever could run now may be about to submit: letting them go first makes groups larger just when there is much to
	// do, and costs nothing when there is not.
	runtime.Gosched()
	batch := g.take(w)
	done := false
	defer func() {
		if !done {
			for _, m := range batch {
				m.err = fmt.Errorf("store answers: %w: writing broke off", kompass.ErrStorage)
			}
		}
		g.handOver()
		for _, m := range batch[1:] {
			m.ready <- false
		}
	}()
	write(batch)
	done = true
}

func (g *group) take(w *waiter) []*waiter {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(len(g.queue), maxGroup-1)
	batch := append(make([]*waiter, 0, n+1), w)
	batch = append(batch, g.queue[:n]...)
	g.queue = slices.Delete(g.queue, 0, n)
	return batch
}

func (g *group) handOver() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.queue) == 0 {
		g.leading = false
		return
	}
	next := g.queue[0]
	g.queue = slices.Delete(g.queue, 0, 1)
	next.ready <- true
}
