package storetest

import (
	"fmt"
	"maps"
	"time"

	"kompass/internal/kompass"
)

func (f *fixture) guess(r kompass.Round, who byte, level float64) error {
	f.Helper()
	return f.s.PutGuess(f.ctx, kompass.Guess{RoundID: r.ID, Key: kompass.GuessKey{who}, Levels: map[string]float64{"customers": level, "people": 4 - level}})
}

func (f *fixture) guesses(r kompass.Round, want int) {
	f.Helper()
	got, err := f.s.CountGuesses(f.ctx, everything, r.ID)
	if f.must(err); got != want {
		f.Errorf("got %d guesses, want %d", got, want)
	}
}

var guessTests = []test{
	{"guesses are counted once for each key and shown to their own", func(f *fixture) {
		r := f.round()
		f.must(f.guess(r, 1, 2))
		f.must(f.guess(r, 2, 3))
		f.must(f.guess(r, 1, 1))
		f.guesses(r, 2)
		own, err := f.s.OwnGuess(f.ctx, r.ID, kompass.GuessKey{1})
		if f.must(err); !maps.Equal(own, map[string]float64{"customers": 1, "people": 3}) {
			f.Errorf("got %v, want the second guess", own)
		}
		_, err = f.s.OwnGuess(f.ctx, r.ID, kompass.GuessKey{3})
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.CountGuesses(f.ctx, kompass.Scope{CompanyID: "another"}, r.ID)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"closing keeps the means of enough guesses and nothing else", func(f *fixture) {
		for _, n := range []int{4, 5} {
			r := f.round()
			f.submit(f.answer(r, 1), kompass.Stored)
			for i := range n {
				f.must(f.guess(r, byte(i+1), float64(i%3)))
			}
			f.close(r, true)
			f.guesses(r, 0)
			_, err := f.s.OwnGuess(f.ctx, r.ID, kompass.GuessKey{1})
			f.wantErr(err, kompass.ErrNotFound)
			got, err := f.s.GuessResult(f.ctx, everything, r.ID)
			if n < r.K {
				f.wantErr(err, kompass.ErrNotFound)
				continue
			}
			if want := "{5 map[customers:0.8 people:3.2]}"; err != nil || fmt.Sprint(got) != want {
				f.Errorf("got %v, %v, want %s", got, err, want)
			}
			_, err = f.s.GuessResult(f.ctx, kompass.Scope{CompanyID: "another"}, r.ID)
			f.wantErr(err, kompass.ErrNotFound)
		}
	}},
	{"without a result nothing is kept of the guesses", func(f *fixture) {
		r := f.round()
		for i := range 6 {
			f.must(f.guess(r, byte(i+1), 2))
		}
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		f.must(f.s.FinishClose(f.ctx, actor, kompass.Closing{RoundID: r.ID}))
		f.guesses(r, 0)
		_, err = f.s.GuessResult(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"guesses are taken while the round takes answers", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Round.OpensAt, n.Round.ClosesAt = f.clock.Now().Add(time.Hour), f.clock.Now().Add(2*time.Hour)
		r, _ := f.open(n)
		f.wantErr(f.guess(r, 1, 2), kompass.ErrNotOpenYet)
		f.clock.Advance(time.Hour)
		f.must(f.guess(r, 1, 2))
		f.clock.Advance(time.Hour)
		f.wantErr(f.guess(r, 2, 2), kompass.ErrClosed)
		f.wantErr(f.guess(kompass.Round{ID: "none"}, 1, 2), kompass.ErrNotFound)
	}},
}
