package storetest

import (
	"reflect"

	"kompass/internal/kompass"
)

// sheets returns rows of paper with digests that start at first.
func sheets(r kompass.Round, first, n int) (digests [][32]byte, subs []kompass.Submission) {
	for i := range n {
		digests = append(digests, [32]byte{byte(first + i), 7})
		subs = append(subs, kompass.Submission{RoundID: r.ID, Answers: []byte{byte(first + i)}})
	}
	return digests, subs
}

var importTests = []test{
	{"a row of paper is imported once", func(f *fixture) {
		r := f.round()
		for _, step := range []struct{ first, n, imported, already int }{{0, 6, 6, 0}, {0, 6, 0, 6}, {4, 4, 2, 2}} {
			digests, subs := sheets(r, step.first, step.n)
			imported, already, err := f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests, subs)
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
		digests, subs := sheets(r, 0, 5)
		subs[3].TeamID = "0000000000000000"
		_, _, err := f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests, subs)
		if f.wantErr(err, kompass.ErrInvalid); f.total(r) != 0 {
			f.Errorf("got %d answers, want none", f.total(r))
		}
		_, subs = sheets(r, 0, 5)
		imported, _, err := f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests, subs)
		if f.must(err); imported != 5 {
			f.Errorf("got %d imported, want all 5 of the corrected file", imported)
		}
	}},
	{"an imported sheet may leave the perspective open, and its comments count", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		digests, subs := sheets(r, 0, 2)
		subs[0].Perspective, subs[1].Comments = "lead", comments("on paper")
		_, _, err := f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests, subs)
		f.must(err)
		f.close(r, true)
		if got := f.written(r); !reflect.DeepEqual(got, map[string][]string{"team": {"on paper"}}) {
			f.Errorf("got %v, want the comment on paper", got)
		}
	}},
	{"an import needs a digest for each row and a round that is open", func(f *fixture) {
		r := f.round()
		digests, subs := sheets(r, 0, 2)
		_, _, err := f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests[:1], subs)
		f.wantErr(err, kompass.ErrInvalid)
		_, err = f.s.BeginClose(f.ctx, actor, everything, r.ID)
		f.must(err)
		_, _, err = f.s.ImportResponses(f.ctx, actor, everything, r.ID, digests, subs)
		f.wantErr(err, kompass.ErrClosed)
	}},
}
