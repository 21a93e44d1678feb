package turns_test

import (
	"context"
	"errors"
	"testing"

	"kompass/internal/turns"
)

func take(t *testing.T, all *turns.Turns) func() {
	t.Helper()
	done, err := all.Take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestTurnsAreGivenBack(t *testing.T) {
	all := turns.New(2, 0)
	for range 10 {
		first, second := take(t, all), take(t, all)
		if _, err := all.Take(t.Context()); !errors.Is(err, turns.ErrBusy) {
			t.Fatalf("got %v for a third, want it sent away", err)
		}
		first()
		second()
	}
}

func TestWhoWaitsGetsTheNextTurn(t *testing.T) {
	all := turns.New(1, 1)
	first := take(t, all)
	next := make(chan error)
	go func() {
		done, err := all.Take(context.Background())
		if err == nil {
			done()
		}
		next <- err
	}()
	first()
	if err := <-next; err != nil {
		t.Errorf("got %v, want a turn", err)
	}
	take(t, all)()
}

func TestWhoGivesUpLeavesRoom(t *testing.T) {
	all := turns.New(1, 1)
	first := take(t, all)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for range 3 {
		if _, err := all.Take(gone); !errors.Is(err, context.Canceled) {
			t.Fatalf("got %v, want the end of the context", err)
		}
	}
	first()
	take(t, all)()
}
