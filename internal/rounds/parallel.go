package rounds

import (
	"iter"
	"runtime"
	"sync"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

// The most that is opened together: enough for the handing over to cost nothing, and few enough for memory not to matter.
const (
	partAnswers = 256
	partBytes   = 512 << 10
)

// part is a number of answers that are opened together, by one goroutine.
type part struct {
	responses  []kompass.Response // sealed before it is ready, and afterwards those that opened, in clear
	comments   []kompass.Comment
	unreadable int
	err        error // reading ended with it
	ready      chan struct{}
}

// open opens the answers of a sealed round on all processors, and yields them in the order in which they are stored. However many
// there are, few are in memory at a time.
func (o *opening) open(stored iter.Seq2[kompass.Response, error]) iter.Seq2[*part, error] {
	return func(yield func(*part, error) bool) {
		workers := runtime.GOMAXPROCS(0)
		inOrder, sealed, stopped := make(chan *part, 2*workers), make(chan *part), make(chan struct{})
		var all sync.WaitGroup
		defer all.Wait()
		defer close(stopped)
		all.Go(func() {
			defer close(inOrder)
			defer close(sealed)
			parts(stored, func(p *part) bool { return send(inOrder, p, stopped) && send(sealed, p, stopped) })
		})
		for range workers {
			all.Go(func() {
				opener := urn.NewOpener(o.epochs)
				for p := range sealed {
					p.open(o.round.ID, opener)
				}
			})
		}
		for p := range inOrder {
			<-p.ready
			if !yield(p, p.err) || p.err != nil {
				return
			}
		}
	}
}

func send(to chan<- *part, p *part, stopped <-chan struct{}) bool {
	select {
	case to <- p:
		return true
	case <-stopped:
		return false
	}
}

// parts passes on what is stored, a part at a time, until that is refused.
func parts(stored iter.Seq2[kompass.Response, error], pass func(*part) bool) {
	p, size := &part{ready: make(chan struct{})}, 0
	for r, err := range stored {
		if err != nil {
			p.err = err
			break
		}
		size += len(r.Answers)
		if p.responses = append(p.responses, r); len(p.responses) < partAnswers && size < partBytes {
			continue
		}
		if !pass(p) {
			return
		}
		p, size = &part{ready: make(chan struct{})}, 0
	}
	pass(p)
}

func (p *part) open(roundID string, opener *urn.Opener) {
	defer close(p.ready)
	opened := p.responses[:0]
	for _, r := range p.responses {
		at := urn.Place{Round: roundID, Team: r.TeamID, Perspective: r.Perspective}
		c, err := opener.Open(at, urn.Envelope{ID: r.ID, Body: r.Answers})
		if err != nil {
			p.unreadable++
			continue
		}
		r.Answers = c.Answers
		opened = append(opened, r)
		p.comments = append(p.comments, commentsOf(c)...)
	}
	p.responses = opened
}
