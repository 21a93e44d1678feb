// Package semaphore bounds heavy work: so many at once, so many waiting, and everybody else is told to come back.
package semaphore

import (
	"context"
	"errors"
)

// ErrBusy says that as many are waiting as may.
var ErrBusy = errors.New("too many are waiting already")

// Bounded is a semaphore whose queue is bounded too. Any number of goroutines may use it.
type Bounded struct{ inside, working chan struct{} }

// New returns a semaphore for so many at once, and so many more that wait.
func New(atOnce, waiting int) *Bounded {
	return &Bounded{inside: make(chan struct{}, atOnce+waiting), working: make(chan struct{}, atOnce)}
}

// Acquire waits until there is room and returns how to give it back, which must be called once. It returns [ErrBusy] at once where
// too many are waiting, and the context's error where that ends first.
func (b *Bounded) Acquire(ctx context.Context) (release func(), err error) {
	select {
	case b.inside <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	select {
	case b.working <- struct{}{}:
		return func() { <-b.working; <-b.inside }, nil
	case <-ctx.Done():
		<-b.inside
		return nil, ctx.Err()
	}
}
