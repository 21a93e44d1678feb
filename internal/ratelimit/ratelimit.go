// Package ratelimit counts what somebody does within a window of time, in memory, and forgets it within minutes.
package ratelimit

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
)

// maxKeys is how many callers a counter knows at a time. It forgets the one that has been quiet for longest.
const maxKeys = 10_000

// Counter counts by key. Any number of goroutines may use it.
type Counter[K comparable] struct {
	now    func() time.Time
	within time.Duration
	mu     sync.Mutex // read and counted in one step
	counts *expirable.LRU[K, window]
}

type window struct {
	start time.Time
	n     int
}

// NewCounter returns a counter by a clock, whose windows begin with what is counted first and last so long.
func NewCounter[K comparable](within time.Duration, now func() time.Time) *Counter[K] {
	return &Counter[K]{now: now, within: within, counts: expirable.NewLRU[K, window](maxKeys, nil, 0)}
}

// Add counts once more and returns how often it was within the window, this time included.
func (c *Counter[K]) Add(key K) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	w := c.current(key)
	w.n++
	c.counts.Add(key, w)
	return w.n
}

// Count is how often it was within the window.
func (c *Counter[K]) Count(key K) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.current(key).n
}

// current is the window that a key is in. The lock is held.
func (c *Counter[K]) current(key K) window {
	now := c.now()
	w, _ := c.counts.Get(key)
	if now.Sub(w.start) >= c.within {
		w = window{start: now}
	}
	return w
}
