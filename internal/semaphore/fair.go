package semaphore

import (
	"context"
	"sync"
)

// Fair is a semaphore for callers of many kinds. Those who wait get in kind by kind in turn, so that however many of one kind come,
// the others wait for one of them at most. Any number of goroutines may use it.
type Fair[K comparable] struct {
	each int

	mu      sync.Mutex
	free    int
	waiting map[K][]chan struct{}
	turns   []K // kinds of which somebody waits; the first is next
}

// NewFair returns a semaphore for so many at once; of each kind so many may wait.
func NewFair[K comparable](atOnce, each int) *Fair[K] {
	return &Fair[K]{each: each, free: atOnce, waiting: map[K][]chan struct{}{}}
}

// Acquire waits until there is room and returns how to give it back, which must be called once. It returns [ErrBusy] at once where
// too many of the kind are waiting, and the context's error where that ends first.
func (f *Fair[K]) Acquire(ctx context.Context, kind K) (release func(), err error) {
	f.mu.Lock()
	if f.free > 0 {
		f.free--
		f.mu.Unlock()
		return f.release, nil
	}
	queue := f.waiting[kind]
	if len(queue) >= f.each {
		f.mu.Unlock()
		return nil, ErrBusy
	}
	turn := make(chan struct{})
	f.waiting[kind] = append(queue, turn)
	if len(queue) == 0 {
		f.turns = append(f.turns, kind)
	}
	f.mu.Unlock()
	select {
	case <-turn:
		return f.release, nil
	case <-ctx.Done():
		f.leave(kind, turn)
		return nil, ctx.Err()
	}
}

// release gives a room to whose turn it is.
func (f *Fair[K]) release() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.turns) == 0 {
		f.free++
		return
	}
	kind := f.turns[0]
	f.turns = f.turns[1:]
	queue := f.waiting[kind]
	close(queue[0])
	if len(queue) == 1 {
		delete(f.waiting, kind)
		return
	}
	f.waiting[kind] = queue[1:]
	f.turns = append(f.turns, kind)
}

// leave gives up waiting. Whoever got the room in the same moment gives it back.
func (f *Fair[K]) leave(kind K, turn chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	queue := f.waiting[kind]
	for i, other := range queue {
		if other != turn {
			continue
		}
		if queue = append(queue[:i:i], queue[i+1:]...); len(queue) > 0 {
			f.waiting[kind] = queue
			return
		}
		delete(f.waiting, kind)
		for at, k := range f.turns {
			if k == kind {
				f.turns = append(f.turns[:at:at], f.turns[at+1:]...)
				return
			}
		}
	}
	go f.release()
}
