package storetest

import (
	"bytes"
	"reflect"
	"time"

	"kompass/internal/kompass"
)

func count(t kompass.Team, perspective string, n int) kompass.Count {
	return kompass.Count{TeamID: t.ID, Perspective: perspective, Responses: n}
}

var roundTests = []test{
	{"a round is returned as it was opened", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, b, a)
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		want := n.Round
		want.ID, want.State, want.Created, want.TeamIDs = r.ID, kompass.StateOpen, r.Created, []string{a.ID, b.ID}
		got, err := f.s.Round(f.ctx, everything, r.ID)
		f.must(err)
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(r, want) {
			f.Errorf("got %+v and %+v, want %+v", r, got, want)
		}
		body, err := f.s.Snapshot(f.ctx, everything, r.ID)
		if f.must(err); !bytes.Equal(body, n.Snapshot) {
			f.Errorf("got snapshot %q, want %q", body, n.Snapshot)
		}
	}},
	{"a round without period, teams and perspectives has none", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Round.OpensAt, n.Round.ClosesAt = time.Time{}, time.Time{}
		r, _ := f.open(n)
		if !r.OpensAt.IsZero() || !r.ClosesAt.IsZero() || r.TeamIDs != nil || r.Perspectives != nil {
			f.Errorf("got %+v, want no period, teams or perspectives", r)
		}
		f.submit(f.answer(r, 1), kompass.Stored)
	}},
	{"links keep their order and lead to their round", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, b, a)
		n.Round.Perspectives = []string{"lead", "staff"}
		n.Links[0].Perspective = "staff"
		n.Links[1].Code = "ABCDEFGH"
		r, made := f.open(n)
		got, err := f.s.Links(f.ctx, everything, r.ID)
		f.must(err)
		if !reflect.DeepEqual(got, made) || got[0].TeamID != b.ID || got[1].Code != "ABCDEFGH" || len(got[0].Code) != kompass.CodeLen {
			f.Errorf("got %+v, want %+v", got, made)
		}
		access, err := f.s.Access(f.ctx, got[0].Code)
		f.must(err)
		want := kompass.Access{Link: got[0], Round: r, CompanyName: "Adler", Teams: []kompass.Team{a, b}, Recorded: access.Recorded,
			Audiences: []kompass.Audience{{TeamID: a.ID, Heads: 12}, {TeamID: b.ID, Heads: 12}, {Perspective: "lead"}, {Perspective: "staff"}}}
		if !reflect.DeepEqual(access, want) {
			f.Errorf("got %+v, want %+v", access, want)
		}
	}},
	{"an unknown code leads nowhere", func(f *fixture) {
		f.round()
		_, err := f.s.Access(f.ctx, "00000000")
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"a code is used once, even after its round was closed", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Links[0].Code = "ABCDEFGH"
		r, _ := f.open(n)
		_, _, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
		f.wantErr(err, kompass.ErrConflict)
		f.close(r, true)
		_, _, err = f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
		f.wantErr(err, kompass.ErrConflict)
		rounds, err := f.s.Rounds(f.ctx, everything, "")
		if f.must(err); len(rounds) != 1 {
			f.Errorf("got %d rounds, want nothing left of those refused", len(rounds))
		}
	}},
	{"a round asks teams of its own company only", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		_, _, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), newRound(c, f.team(other, "A")))
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"an anonymous round has a minimum group of at least five", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Round.K = 4
		_, _, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
		f.wantErr(err, kompass.ErrInvalid)
	}},
	{"rounds are listed newest first, of one company or all", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		first, _ := f.open(newRound(c))
		foreign, _ := f.open(newRound(other))
		last, _ := f.open(newRound(c))
		got, err := f.s.Rounds(f.ctx, everything, "")
		if f.must(err); !reflect.DeepEqual(got, []kompass.Round{last, foreign, first}) {
			f.Errorf("got %+v, want all, newest first", got)
		}
		got, err = f.s.Rounds(f.ctx, everything, c.ID)
		if f.must(err); !reflect.DeepEqual(got, []kompass.Round{last, first}) {
			f.Errorf("got %+v, want those of one company", got)
		}
	}},
	{"counts are per team and perspective", func(f *fixture) {
		c := f.company("Adler")
		b, a := f.team(c, "B"), f.team(c, "A")
		n := newRound(c, a, b)
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		for _, p := range []struct{ team, perspective string }{{a.ID, "staff"}, {b.ID, "staff"}, {a.ID, "staff"}, {b.ID, "lead"}} {
			sub := f.answer(r, 1, 2)
			sub.TeamID, sub.Perspective = p.team, p.perspective
			f.submit(sub, kompass.Stored)
		}
		got, err := f.s.Counts(f.ctx, everything, r.ID)
		f.must(err)
		want := []kompass.Count{count(b, "lead", 1), count(b, "staff", 1), count(a, "staff", 2)}
		if !reflect.DeepEqual(got, want) || f.total(r) != 4 {
			f.Errorf("got %+v, %d in total, want %+v", got, f.total(r), want)
		}
	}},
	{"the period decides whether answers are taken", func(f *fixture) {
		r := f.round()
		early := Start.Add(time.Hour)
		f.must(f.s.SetPeriod(f.ctx, kompass.Unlimited(actor), r.ID, kompass.Period{Opens: early, Closes: early.Add(time.Hour)}))
		_, err := f.s.Submit(f.ctx, f.answer(r, 1))
		f.wantErr(err, kompass.ErrNotOpenYet)
		f.clock.Advance(90 * time.Minute)
		f.submit(f.answer(r, 1), kompass.Stored)
		f.clock.Advance(time.Hour)
		_, err = f.s.Submit(f.ctx, f.answer(r, 1))
		f.wantErr(err, kompass.ErrClosed)
		f.must(f.s.SetPeriod(f.ctx, kompass.Unlimited(actor), r.ID, kompass.Period{Opens: early}))
		f.submit(f.answer(r, 1), kompass.Stored)
		f.wantErr(f.s.SetPeriod(f.ctx, kompass.Unlimited(actor), r.ID, kompass.Period{Opens: early, Closes: early}), kompass.ErrInvalid)
	}},
	{"a closed round has no period to change", func(f *fixture) {
		r := f.round()
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		f.wantErr(f.s.SetPeriod(f.ctx, kompass.Unlimited(actor), r.ID, kompass.Period{Opens: Start}), kompass.ErrClosed)
	}},
	{"a cancelled round is gone with everything in it", func(f *fixture) {
		c := f.company("Adler")
		r, links := f.open(newRound(c))
		sub := f.answer(r, 1)
		sub.Comments = []kompass.Comment{{Field: "team", Text: "well"}}
		f.submit(sub, kompass.Stored)
		f.must(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, true))
		_, err := f.s.Round(f.ctx, everything, r.ID)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.FindReceipt(f.ctx, sub.Receipt)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.Access(f.ctx, links[0].Code)
		f.wantErr(err, kompass.ErrNotFound)
		f.wantErr(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, true), kompass.ErrNotFound)
	}},
	{"answers are cancelled expressly or not at all", func(f *fixture) {
		r, empty := f.round(), f.round()
		f.submit(f.answer(r, 1), kompass.Stored)
		f.wantErr(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, false), kompass.ErrAnswered)
		f.must(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, true))
		f.must(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), empty.ID, false))
	}},
	{"a round that is cancelled and closed at once is one of both", func(f *fixture) {
		for range 20 {
			r := f.round()
			cancelled, closed := make(chan error, 1), make(chan error, 1)
			go func() { cancelled <- f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, true) }()
			go func() {
				_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
				if err == nil {
					err = f.s.FinishClose(f.ctx, actor, closing(r, true))
				}
				closed <- err
			}()
			if err := <-cancelled; err == nil {
				f.wantErr(<-closed, kompass.ErrNotFound)
				continue
			} else {
				f.wantErr(err, kompass.ErrClosed)
			}
			f.must(<-closed)
			_, hash, err := f.s.Result(f.ctx, everything, r.ID)
			if f.must(err); hash != "h7" {
				f.Errorf("got the result %s, want the one that was stored", hash)
			}
		}
	}},
	{"what is being closed or has been is deleted, not cancelled", func(f *fixture) {
		closing, closed := f.round(), f.round()
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), closing.ID)
		f.must(err)
		f.close(closed, true)
		for _, r := range []kompass.Round{closing, closed} {
			f.wantErr(f.s.CancelRound(f.ctx, kompass.Unlimited(actor), r.ID, true), kompass.ErrClosed)
			_, err := f.s.Round(f.ctx, everything, r.ID)
			f.must(err)
			f.must(f.s.DeleteRound(f.ctx, kompass.Unlimited(actor), r.ID))
			_, err = f.s.Round(f.ctx, everything, r.ID)
			f.wantErr(err, kompass.ErrNotFound)
		}
	}},
}
