package storetest

import (
	"reflect"

	"kompass/internal/kompass"
)

// sheets returns rows of paper with digests that start at first.
func sheets(r kompass.Round, first, n int) (out []kompass.Sheet) {
	for i := range n {
		sub := kompass.Submission{RoundID: r.ID, Answers: []byte{byte(first + i)}}
		out = append(out, kompass.Sheet{Digest: [32]byte{byte(first + i), 7}, Submission: sub})
	}
	return out
}

var importTests = []test{
	{"a row of paper is imported once", func(f *fixture) {
		r := f.round()
		for _, step := range []struct{ first, n, imported, already int }{{0, 6, 6, 0}, {0, 6, 0, 6}, {4, 4, 2, 2}} {
			all := sheets(r, step.first, step.n)
			imported, already, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, all)
			if f.must(err); imported != step.imported || already != step.already {
				f.Errorf("got %d imported and %d already, want %+v", imported, already, step)
			}
		}
		if n := f.total(r); n != 8 {
			f.Errorf("got %d answers, want 8", n)
		}
	}},
	{"one bad row imports none", func(f *fixture) {
		r := f.round()
		all := sheets(r, 0, 5)
		all[3].TeamID = "0000000000000000"
		_, _, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, all)
		if f.wantErr(err, kompass.ErrInvalid); f.total(r) != 0 {
			f.Errorf("got %d answers, want none", f.total(r))
		}
		all = sheets(r, 0, 5)
		imported, _, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, all)
		if f.must(err); imported != 5 {
			f.Errorf("got %d imported, want all 5 of the corrected file", imported)
		}
	}},
	{"an imported sheet may leave the perspective open, and its comments count", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		all := sheets(r, 0, 2)
		all[0].Perspective, all[1].Comments = "lead", comments("on paper")
		_, _, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, all)
		f.must(err)
		f.close(r, true)
		if got := f.written(r); !reflect.DeepEqual(got, map[string][]string{"team": {"on paper"}}) {
			f.Errorf("got %v, want the comment on paper", got)
		}
	}},
	{"an import needs a round that is open", func(f *fixture) {
		r := f.round()
		all := sheets(r, 0, 2)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		_, _, err = f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, all)
		f.wantErr(err, kompass.ErrClosed)
	}},
}
