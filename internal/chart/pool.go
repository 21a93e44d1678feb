package chart

import (
	"context"
	"errors"
	"sync"
)

// ErrClosed is returned by a [Renderer] after Close.
var ErrClosed = errors.New("chart renderer is closed")

// pool lends at most a fixed number of VMs, starts them when they are first
// needed and replaces those that broke.
type pool struct {
	start func() (*vm, error)
	slots chan struct{} // holds one token per VM in use
	done  chan struct{} // closed by close

	mu   sync.Mutex
	idle []*vm
}

func newPool(size int, start func() (*vm, error)) *pool {
	return &pool{start: start, slots: make(chan struct{}, size), done: make(chan struct{})}
}

// use calls f with a VM of its own, waiting for one until ctx is done.
func (p *pool) use(ctx context.Context, f func(*vm) error) error {
	select {
	case p.slots <- struct{}{}:
	case <-p.done:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-p.slots }()
	machine, err := p.take()
	if err != nil {
		return err
	}
	if err := f(machine); err != nil {
		if errors.Is(err, errBrokenVM) {
			return errors.Join(err, machine.close())
		}
		p.giveBack(machine)
		return err
	}
	p.giveBack(machine)
	return nil
}

// take is called by the holder of a slot, so that closing, which collects all
// slots first, never misses a VM.
func (p *pool) take() (*vm, error) {
	select {
	case <-p.done:
		return nil, ErrClosed
	default:
	}
	p.mu.Lock()
	last := len(p.idle) - 1
	if last < 0 {
		p.mu.Unlock()
		return p.start()
	}
	machine := p.idle[last]
	p.idle = p.idle[:last]
	p.mu.Unlock()
	return machine, nil
}

func (p *pool) giveBack(machine *vm) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, machine)
}

// close waits for charts being drawn, which the drawing timeout bounds, and
// ends all VMs. It is called once.
func (p *pool) close() error {
	close(p.done)
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	var errs []error
	for _, machine := range p.idle {
		errs = append(errs, machine.close())
	}
	p.idle = nil
	return errors.Join(errs...)
}
