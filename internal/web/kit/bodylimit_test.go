package kit

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestAFewLargeBodiesAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLeases(time.Now)
		first, ok1 := l.take(largeWait)
		_, ok2 := l.take(largeWait)
		if !ok1 || !ok2 {
			t.Fatal("no lease while there is room")
		}
		start := time.Now()
		if _, ok := l.take(largeWait); ok || time.Since(start) != largeWait {
			t.Errorf("a third got one (%v) after %v", ok, time.Since(start))
		}
		go func() {
			time.Sleep(time.Second)
			l.release(first)
		}()
		if _, ok := l.take(largeWait); !ok {
			t.Error("what was given back was not taken")
		}
	})
}

func TestALeaseThatNobodyGivesBackEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLeases(time.Now)
		for range largeAtOnce {
			l.take(0)
		}
		time.Sleep(largeWithin + time.Second)
		if _, ok := l.take(0); !ok {
			t.Error("leases of broken connections last for ever")
		}
	})
}
