package rounds

import (
	"iter"
	"runtime"
	"sync"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

const (
	partAnswers = 256 // are handed over together: enough for that to cost nothing, few enough for memory not to matter
	mostOpeners = 4   // read at the same time, so that pages find a connection as well
)

// part is a number of answers that have been opened.
type part struct {
	responses  []kompass.Response
	comments   []kompass.Comment
	unreadable int
	err        error // reading ended with it
}

// shares reads a share of the answers of a round.
type shares func(kompass.Portion) iter.Seq2[kompass.Response, error]

// open opens the answers of a sealed round on all processors, each a share of them, and yields them in no particular order. However
// many there are, few are in memory at a time.
func (o *opening) open(stored shares) iter.Seq2[*part, error] {
	return func(yield func(*part, error) bool) {
		openers := min(runtime.GOMAXPROCS(0), mostOpeners)
		opened, stopped := make(chan *part, openers), make(chan struct{})
		var all, reading sync.WaitGroup
		defer all.Wait()
		defer close(stopped)
		pass := func(p *part) bool {
			select {
			case opened <- p:
				return true
			case <-stopped:
				return false
			}
		}
		for i := range openers {
			reading.Go(func() { o.parts(stored(kompass.Portion{Part: i, Of: openers}), pass) })
		}
		all.Go(func() {
			defer close(opened)
			reading.Wait()
		})
		for p := range opened {
			if !yield(p, p.err) || p.err != nil {
				return
			}
		}
	}
}

// parts opens what is stored and passes it on, a part at a time, until that is refused.
func (o *opening) parts(stored iter.Seq2[kompass.Response, error], pass func(*part) bool) {
	opener := urn.NewOpener(o.epochs)
	p := &part{}
	for r, err := range stored {
		if err != nil {
			p.err = err
			break
		}
		p.open(o.round.ID, opener, r)
		if len(p.responses)+p.unreadable < partAnswers {
			continue
		}
		if !pass(p) {
			return
		}
		p = &part{}
	}
	pass(p)
}

func (p *part) open(roundID string, opener *urn.Opener, r kompass.Response) {
	at := urn.Place{Round: roundID, Team: r.TeamID, Perspective: r.Perspective}
	c, err := opener.Open(at, urn.Envelope{ID: r.ID, Body: r.Answers})
	if err != nil {
		p.unreadable++
		return
	}
	r.Answers = c.Answers
	p.responses = append(p.responses, r)
	p.comments = append(p.comments, commentsOf(c)...)
}
