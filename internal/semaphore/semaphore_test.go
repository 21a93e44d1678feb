package semaphore_test

import (
	"context"
	"errors"
	"testing"

	"kompass/internal/semaphore"
)

func acquire(t *testing.T, bounded *semaphore.Bounded) func() {
	t.Helper()
	done, err := bounded.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestRoomIsGivenBack(t *testing.T) {
	bounded := semaphore.New(2, 0)
	for range 10 {
		first, second := acquire(t, bounded), acquire(t, bounded)
		if _, err := bounded.Acquire(t.Context()); !errors.Is(err, semaphore.ErrBusy) {
			t.Fatalf("got %v for a third, want it sent away", err)
		}
		first()
		second()
	}
}

func TestWhoWaitsGetsTheNextRoom(t *testing.T) {
	bounded := semaphore.New(1, 1)
	first := acquire(t, bounded)
	next := make(chan error)
	go func() {
		done, err := bounded.Acquire(context.Background())
		if err == nil {
			done()
		}
		next <- err
	}()
	first()
	if err := <-next; err != nil {
		t.Errorf("got %v, want a turn", err)
	}
	acquire(t, bounded)()
}

func TestWhoGivesUpLeavesRoom(t *testing.T) {
	bounded := semaphore.New(1, 1)
	first := acquire(t, bounded)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 {
		if _, err := bounded.Acquire(gone); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want the end of the context", err)
		}
	}
	first()
	acquire(t, bounded)()
}
