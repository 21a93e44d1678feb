// Package turns bounds heavy work, as a semaphore with a queue of limited length: so many at once, so many waiting, and everybody
// else is told to come back.
package turns

import (
	"context"
	"errors"
)

// ErrBusy says that as many are waiting as may.
var ErrBusy = errors.New("too many are waiting already")

// Turns hands out turns. Any number of goroutines may ask.
type Turns struct{ inside, working chan struct{} }

// New returns turns for so many at once, and so many more that wait.
func New(atOnce, waiting int) *Turns {
	return &Turns{inside: make(chan struct{}, atOnce+waiting), working: make(chan struct{}, atOnce)}
}

// Take waits for a turn and returns how to give it back, which must be called once. It returns [ErrBusy] at once where too
// many are waiting, and the context's error where that ends first.
func (t *Turns) Take(ctx context.Context) (done func(), err error) {
	select {
	case t.inside <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	select {
	case t.working <- struct{}{}:
		return func() { <-t.working; <-t.inside }, nil
	case <-ctx.Done():
		<-t.inside
		return nil, ctx.Err()
	}
}
