package storetest

import (
	"context"

	"kompass/internal/kompass"
)

// Lists are companies and rounds with what is counted of them.
type Lists interface {
	CompanyEntries(ctx context.Context, scope kompass.Scope) ([]kompass.CompanyEntry, error)
	RoundEntries(ctx context.Context, scope kompass.Scope) ([]kompass.RoundEntry, error)
}

var listTests = []test{
	{"companies are listed with their teams, heads and whether they have a target", func(f *fixture) {
		b, a := f.company("Bär"), f.company("Adler")
		f.team(b, "Kasse")
		f.team(b, "Lager")
		gone := f.team(b, "Alt")
		f.must(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), b.ID, gone.ID))
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(a, 3)))
		f.must(f.s.SaveDraft(f.ctx, kompass.Unlimited(actor), b.ID, []byte("{}")))
		got, err := f.s.CompanyEntries(f.ctx, everything)
		f.must(err)
		want := []kompass.CompanyEntry{{Company: a, HasTarget: true}, {Company: b, Teams: 2, Heads: 24, HasDraft: true}}
		if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			f.Errorf("got %+v, want %+v", got, want)
		}
		own, err := f.s.CompanyEntries(f.ctx, kompass.Scope{CompanyID: b.ID})
		if f.must(err); len(own) != 1 || own[0] != want[1] {
			f.Errorf("got %+v, want their company alone", own)
		}
	}},
	{"rounds are listed with what is counted of them", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		large := f.team(c, "Empfang")
		small, err := f.s.AddTeam(f.ctx, kompass.Unlimited(actor), kompass.Team{CompanyID: c.ID, Name: "Bar", Heads: 9})
		f.must(err)
		first, _ := f.open(newRound(c, large, small))
		f.clock.Advance(1)
		second, _ := f.open(newRound(c))
		f.open(newRound(other))
		for i := range byte(6) {
			sub := f.answer(first, i)
			sub.TeamID = large.ID
			f.submit(sub, kompass.Stored)
		}
		scope := kompass.Scope{CompanyID: c.ID}
		figures := func() [2]kompass.RoundEntry {
			f.Helper()
			got, err := f.s.RoundEntries(f.ctx, scope)
			f.must(err)
			if len(got) != 2 || got[0].ID != second.ID || got[1].ID != first.ID {
				f.Fatalf("got %+v, want the two rounds of the company, the newest first", got)
			}
			return [2]kompass.RoundEntry{got[0], got[1]}
		}
		got := figures()
		if e := got[1]; e.Responses != 6 || e.Heads != 21 || e.SmallTeams != 1 || e.HasResult || e.BelowMinimum() || e.MoreThanHeads() {
			f.Errorf("got %+v, want 6 of 21 and one small team", e)
		}
		if e := got[0]; e.Responses != 0 || e.Heads != 0 || e.SmallTeams != 0 || e.HasResult || !e.BelowMinimum() {
			f.Errorf("got %+v, want nothing yet", e)
		}
		f.close(first, true)
		if e := figures()[1]; !e.HasResult || e.SmallTeams != 0 || e.Responses != 6 {
			f.Errorf("got %+v, want a result", e)
		}
		all, err := f.s.RoundEntries(f.ctx, everything)
		if f.must(err); len(all) != 3 {
			f.Errorf("got %d rounds, want those of all companies", len(all))
		}
	}},
}
