package storetest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"reflect"
	"slices"

	"kompass/internal/kompass"
)

// responses returns what closing reads, sorted.
func (f *fixture) responses(roundID string) []string {
	f.Helper()
	var out []string
	for a, err := range f.s.Responses(f.ctx, roundID, kompass.Portion{}) {
		f.must(err)
		out = append(out, fmt.Sprintf("%s/%s/%v", a.TeamID, a.Perspective, a.Answers))
	}
	slices.Sort(out)
	return out
}

// responseErr returns the error with which reading answers ends.
func (f *fixture) responseErr(roundID string) error {
	for _, err := range f.s.Responses(f.ctx, roundID, kompass.Portion{}) {
		if err != nil {
			return err
		}
	}
	return nil
}

// commentsOf yields n comments, each after look was called with its number.
func commentsOf(r kompass.Round, n int, look func(i int)) iter.Seq2[kompass.Comment, error] {
	return func(yield func(kompass.Comment, error) bool) {
		for i := range n {
			look(i)
			if !yield(kompass.Comment{Field: "customers", Text: fmt.Sprint(r.Title, i)}, nil) {
				return
			}
		}
	}
}

var closeTests = []test{
	{"closing reads every answer as it was given", func(f *fixture) {
		c := f.company("Adler")
		a := f.team(c, "A")
		n := newRound(c, a)
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		var want []string
		for i := range 60 {
			sub := f.answer(r, byte(i), 0, 255)
			sub.TeamID, sub.Perspective = a.ID, n.Round.Perspectives[i%2]
			f.submit(sub, kompass.Stored)
			want = append(want, fmt.Sprintf("%s/%s/%v", a.ID, sub.Perspective, sub.Answers))
		}
		f.wantErr(f.responseErr(r.ID), kompass.ErrStillOpen)
		closingRound, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		if f.must(err); closingRound.State != kompass.StateClosing || closingRound.ID != r.ID {
			f.Errorf("got %+v, want the round, closing", closingRound)
		}
		slices.Sort(want)
		if got := f.responses(r.ID); !slices.Equal(got, want) {
			f.Errorf("got %v, want %v", got, want)
		}
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		f.wantErr(f.responseErr(r.ID), kompass.ErrClosed)
	}},
	{"answers are read in shares, each of them once", func(f *fixture) {
		var rounds []kompass.Round
		for i := range 3 {
			r, _ := f.open(newRound(f.company(fmt.Sprint("Company ", i))))
			var sheets []kompass.Sheet
			for j := range 1_300 * (i + 1) {
				sheet := kompass.Sheet{Submission: f.answer(r, byte(i), byte(j), byte(j>>8))}
				binary.BigEndian.PutUint64(sheet.Digest[:], uint64(j))
				sheets = append(sheets, sheet)
			}
			_, _, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, sheets)
			f.must(err)
			rounds = append(rounds, r)
		}
		for i, r := range rounds {
			_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
			f.must(err)
			for _, of := range []int{0, 1, 3} {
				seen := map[string]int{}
				for part := range max(of, 1) {
					before := len(seen)
					for a, err := range f.s.Responses(f.ctx, r.ID, kompass.Portion{Part: part, Of: of}) {
						f.must(err)
						seen[string(a.Answers)]++
					}
					if len(seen)-before < 200 {
						f.Errorf("share %d of %d has %d answers", part, of, len(seen)-before)
					}
				}
				if want := 1_300 * (i + 1); len(seen) != want {
					f.Errorf("got %d answers in %d shares, want %d", len(seen), of, want)
				}
				for a, times := range seen {
					if times != 1 || a[0] != byte(i) {
						f.Errorf("got %v %d times, want answers of the round once", []byte(a), times)
					}
				}
			}
		}
	}},
	{"reading answers can stop early", func(f *fixture) {
		r := f.round()
		for i := range 5 {
			f.submit(f.answer(r, byte(i)), kompass.Stored)
		}
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		n := 0
		for _, err := range f.s.Responses(f.ctx, r.ID, kompass.Portion{}) {
			f.must(err)
			if n++; n == 2 {
				break
			}
		}
		if got := len(f.responses(r.ID)); n != 2 || got != 5 {
			f.Errorf("got %d and then %d, want 2 and then all 5", n, got)
		}
	}},
	{"a result is stored once and stays", func(f *fixture) {
		r := f.round()
		_, _, err := f.s.Result(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrStillOpen)
		f.wantErr(f.s.FinishClose(f.ctx, actor, closing(r, true)), kompass.ErrStillOpen)
		_, err = f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		_, _, err = f.s.Result(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrStillOpen)
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		other := kompass.Closing{RoundID: r.ID, Result: []byte("other"), Hash: "other"}
		f.wantErr(f.s.FinishClose(f.ctx, actor, other), kompass.ErrClosed)
		f.wantErr(f.s.FinishClose(f.ctx, actor, kompass.Closing{RoundID: r.ID}), kompass.ErrClosed)
		doc, hash, err := f.s.Result(f.ctx, everything, r.ID)
		if f.must(err); !bytes.Equal(doc, closing(r, true).Result) || hash != "h7" {
			f.Errorf("got %s with hash %s, want the first result", doc, hash)
		}
	}},
	{"a closed round never opens again", func(f *fixture) {
		r := f.round()
		f.close(r, true)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.wantErr(err, kompass.ErrClosed)
		_, err = f.s.Submit(f.ctx, f.answer(r, 1))
		f.wantErr(err, kompass.ErrClosed)
		got, err := f.s.Round(f.ctx, everything, r.ID)
		if f.must(err); got.State != kompass.StateClosed || got.ClosedAt.IsZero() {
			f.Errorf("got %+v, want it closed", got)
		}
	}},
	{"an interrupted closing goes on", func(f *fixture) {
		r := f.round()
		f.submit(f.answer(r, 1), kompass.Stored)
		for range 2 {
			_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
			f.must(err)
			if got := len(f.responses(r.ID)); got != 1 {
				f.Errorf("got %d answers, want 1", got)
			}
		}
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
	}},
	{"a closing that another one overtakes leaves that alone", func(f *fixture) {
		r := f.round()
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		const n = 2_001 // for three transactions
		begun, overtaken := make(chan error, 1), make(chan bool)
		var second int
		later := closing(r, true)
		later.Comments = commentsOf(r, n, func(i int) {
			if i == 0 {
				second++
			}
			if i == n/2 {
				close(overtaken)
			}
		})
		first := closing(r, true)
		first.Comments = commentsOf(r, n, func(i int) {
			if i == n-1 {
				go func() { begun <- f.s.FinishClose(f.ctx, actor, later) }()
				<-overtaken
			}
		})
		f.must(f.s.FinishClose(f.ctx, actor, first))
		f.must(<-begun)
		if got := len(f.written(r)["customers"]); got != n || second != 1 {
			f.Errorf("got %d comments, stored in %d goes by the later closing, want %d in one", got, second, n)
		}
	}},
	{"too few answers are deleted and nothing is published", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 1)
		sub.Comments = comments("mine")
		f.submit(sub, kompass.Stored)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		f.must(f.s.FinishClose(f.ctx, actor, kompass.Closing{RoundID: r.ID, KeepComments: true}))
		f.must(f.s.FinishClose(f.ctx, actor, kompass.Closing{RoundID: r.ID}))
		_, _, err = f.s.Result(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrUnpublished)
		f.wantErr(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID), kompass.ErrUnpublished)
		left := f.written(r)
		if f.total(r) != 0 || len(left) != 0 {
			f.Errorf("got %d answers and comments %v, want none", f.total(r), left)
		}
	}},
	{"a late visitor finds the round closed and no code", func(f *fixture) {
		r, links := f.open(newRound(f.company("Adler")))
		f.close(r, true)
		access, err := f.s.Access(f.ctx, links[0].Code)
		if f.must(err); access.Round.State != kompass.StateClosed || access.Link.Code != "" {
			f.Errorf("got %+v, want a closed round and no code", access)
		}
		left, err := f.s.Links(f.ctx, everything, r.ID)
		if f.must(err); left[0].Code != "" {
			f.Errorf("got code %q, want none", left[0].Code)
		}
	}},
	{"a result is released once", func(f *fixture) {
		r := f.round()
		f.wantErr(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID), kompass.ErrStillOpen)
		f.close(r, true)
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		first, err := f.s.Round(f.ctx, everything, r.ID)
		f.must(err)
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		second, err := f.s.Round(f.ctx, everything, r.ID)
		f.must(err)
		if !first.Published() || first.ReleasedAt.IsZero() || !reflect.DeepEqual(first, second) {
			f.Errorf("got %+v and %+v, want one release", first, second)
		}
	}},
	{"comments are kept only when asked for", func(f *fixture) {
		for _, keep := range []bool{true, false} {
			r := f.round()
			sub := f.answer(r, 1)
			sub.Comments = comments("mine")
			f.submit(sub, kompass.Stored)
			_, err := f.s.Comments(f.ctx, everything, r.ID)
			f.wantErr(err, kompass.ErrStillOpen)
			f.close(r, keep)
			got := f.written(r)
			if (len(got["team"]) == 1) != keep || f.total(r) != 1 {
				f.Errorf("got %v and %d answers, want comments kept: %v", got, f.total(r), keep)
			}
		}
	}},
	{"the order of comments says nothing and stays the same", func(f *fixture) {
		const people = 40
		r := f.round()
		for i := range people {
			sub := f.answer(r, 1)
			text := fmt.Sprintf("%02d", i)
			sub.Comments = []kompass.Comment{{Field: "team", Text: text}, {Field: "process", Text: text}}
			f.submit(sub, kompass.Stored)
		}
		f.close(r, true)
		first, second := f.written(r), f.written(r)
		// Each of these would come about by chance once in 40! times.
		if slices.IsSorted(first["team"]) || slices.IsSorted(first["process"]) || slices.Equal(first["team"], first["process"]) {
			f.Errorf("got %v, want two orders of their own", first)
		}
		if !reflect.DeepEqual(first, second) || len(first["team"]) != people {
			f.Errorf("got %v and then %v, want the same", first, second)
		}
	}},
	{"the same answers in another order leave the same rows", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		var dumps [2][]string
		for round := range dumps {
			r, _ := f.open(newRound(c, a, b))
			for i := range 30 {
				n := i
				if round == 1 {
					n = (i*7 + 11) % 30
				}
				sub := f.answer(r, byte(n%6), byte(n%4))
				sub.TeamID = []string{a.ID, b.ID}[n%2]
				f.submit(sub, kompass.Stored)
			}
			_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
			f.must(err)
			dumps[round] = f.responses(r.ID)
		}
		if !slices.Equal(dumps[0], dumps[1]) {
			f.Errorf("got %v and %v, want the same", dumps[0], dumps[1])
		}
	}},
}
