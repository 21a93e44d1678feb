package ratelimit_test

import (
	"sync"
	"testing"
	"time"

	"kompass/internal/ratelimit"
)

func TestAWindowForgets(t *testing.T) {
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	c := ratelimit.NewCounter[string](time.Minute, func() time.Time { return now })
	for i := range 3 {
		if got := c.Add("a"); got != i+1 {
			t.Errorf("got %d, want %d", got, i+1)
		}
	}
	if a, b := c.Count("a"), c.Count("b"); a != 3 || b != 0 {
		t.Errorf("got %d and %d, want 3 and none of another key", a, b)
	}
	now = now.Add(time.Minute)
	if got := c.Count("a"); got != 0 {
		t.Errorf("got %d after the window", got)
	}
	if got := c.Add("a"); got != 1 {
		t.Errorf("got %d, want a new window", got)
	}
}

func TestManyAtOnceAreAllCounted(t *testing.T) {
	c := ratelimit.NewCounter[int](time.Minute, time.Now)
	var done sync.WaitGroup
	for range 100 {
		done.Go(func() { c.Add(1) })
	}
	done.Wait()
	if got := c.Count(1); got != 100 {
		t.Errorf("got %d of 100", got)
	}
}
