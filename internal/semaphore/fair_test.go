package semaphore_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"kompass/internal/semaphore"
)

func TestKindsGetInInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := semaphore.NewFair[string](1, 10)
		release, err := f.Acquire(t.Context(), "many")
		if err != nil {
			t.Fatal(err)
		}
		var order []string
		for _, kind := range []string{"many", "many", "many", "one", "many", "other"} {
			go func() {
				release, err := f.Acquire(context.Background(), kind)
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, kind)
				release()
			}()
			synctest.Wait()
		}
		release()
		synctest.Wait()
		if got := strings.Join(order, " "); got != "many one other many many many" {
			t.Errorf("got %q", got)
		}
		if release, err := f.Acquire(t.Context(), "late"); err != nil {
			t.Error(err)
		} else {
			release()
		}
	})
}

func TestOfEachKindAFewWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := semaphore.NewFair[string](1, 1)
		release, _ := f.Acquire(t.Context(), "a")
		ctx, cancel := context.WithCancel(t.Context())
		var errs []error
		go func() {
			_, err := f.Acquire(ctx, "a")
			errs = append(errs, err)
		}()
		synctest.Wait()
		if _, err := f.Acquire(t.Context(), "a"); !errors.Is(err, semaphore.ErrBusy) {
			t.Errorf("got %v for a second who waits", err)
		}
		cancel()
		synctest.Wait()
		if !slices.Equal(errs, []error{context.Canceled}) {
			t.Errorf("got %v", errs)
		}
		go func() {
			release, err := f.Acquire(context.Background(), "b")
			errs = append(errs, err)
			release()
		}()
		synctest.Wait()
		release()
		synctest.Wait()
		if len(errs) != 2 || errs[1] != nil {
			t.Errorf("got %v, want the room for who still waits", errs)
		}
	})
}
