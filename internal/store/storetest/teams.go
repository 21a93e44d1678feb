package storetest

import (
	"errors"
	"maps"
	"slices"

	"kompass/internal/kompass"
)

func (f *fixture) names(teams []kompass.Team, err error) []string {
	f.Helper()
	f.must(err)
	var out []string
	for _, t := range teams {
		out = append(out, t.Name)
	}
	return out
}

func (f *fixture) wantNames(what string, got []string, want ...string) {
	f.Helper()
	if len(got) != len(want) {
		f.Errorf("%s: got %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			f.Errorf("%s: got %v, want %v", what, got, want)
			return
		}
	}
}

var teamTests = []test{
	{"heads rise once and by a tenth while a round takes answers, and it keeps what they were", func(f *fixture) {
		c := f.company("Adler")
		team := f.team(c, "Küche")
		asked := newRound(c, team)
		asked.Round.Perspectives = []string{"lead", "staff"}
		asked.Of = map[string]int{"lead": 3}
		r, _ := f.open(asked)
		change := func(heads int) error {
			team.Heads = heads
			return f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), team)
		}
		var refused *kompass.FieldError
		if err := change(14); !errors.As(err, &refused) || refused.Code != "error.heads.rise" {
			f.Errorf("from 12 to 14: got %v", err)
		}
		f.must(change(9))
		f.must(change(13))
		if err := change(14); !errors.As(err, &refused) || refused.Code != "error.heads.risen" {
			f.Errorf("a second time: got %v", err)
		}
		got, err := f.s.Audiences(f.ctx, everything, r.ID)
		f.must(err)
		if want := []kompass.Audience{{TeamID: team.ID, Heads: 13, Before: 12}, {Perspective: "lead", Heads: 4, Before: 3}, {Perspective: "staff"}}; !slices.Equal(got, want) {
			f.Errorf("got %+v, want %+v", got, want)
		}
	}},
	{"a team that is asked later may be of any perspective", func(f *fixture) {
		c := f.company("Adler")
		team, late := f.team(c, "Küche"), f.team(c, "Bar")
		asked := newRound(c, team)
		asked.Round.Perspectives = []string{"lead", "staff"}
		asked.Of = map[string]int{"lead": 3, "staff": 10}
		r, _ := f.open(asked)
		f.must(f.s.AddRoundTeam(f.ctx, kompass.Unlimited(actor), r.ID, late.ID))
		got, err := f.s.Audiences(f.ctx, everything, r.ID)
		f.must(err)
		if want := []kompass.Audience{{Perspective: "lead", Heads: 15, Before: 3}, {Perspective: "staff", Heads: 22, Before: 10}}; !slices.Equal(got[2:], want) {
			f.Errorf("got %+v, want %+v", got[2:], want)
		}
		entries, err := f.s.RoundEntries(f.ctx, everything)
		if f.must(err); entries[0].Heads != 24 {
			f.Errorf("got %d people invited, want 24", entries[0].Heads)
		}
	}},
	{"a team changes name and head count, also while it is asked", func(f *fixture) {
		c := f.company("Adler")
		team, other := f.team(c, "Lager"), f.team(c, "Theke")
		_, links := f.open(newRound(c, team))
		team.Name, team.Heads = "Logistik", 7
		f.must(f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), team))
		got, err := f.s.AllTeams(f.ctx, everything, c.ID)
		if f.must(err); got[0] != team || got[1] != other {
			f.Errorf("got %+v, want %+v", got, team)
		}
		a, err := f.s.Access(f.ctx, links[0].Code)
		if f.must(err); a.Teams[0].Name != "Logistik" {
			f.Errorf("got %+v, want the new name where people answer", a.Teams)
		}
		team.Name = "Theke"
		f.wantErr(f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), team), kompass.ErrConflict)
		team.Name, team.Heads = "Logistik", 0
		f.wantErr(f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), team), kompass.ErrInvalid)
	}},
	{"merged teams become one, and what was stays", func(f *fixture) {
		c := f.company("Adler")
		a, b, rest := f.team(c, "Nord"), f.team(c, "Süd"), f.team(c, "West")
		r, _ := f.open(newRound(c, a, b))
		f.close(r, true)
		merged, err := f.s.MergeTeams(f.ctx, kompass.Unlimited(actor), kompass.Merge{CompanyID: c.ID, TeamIDs: []string{b.ID, a.ID, a.ID}, Name: "Küste"})
		f.must(err)
		if merged.Heads != a.Heads+b.Heads || merged.Name != "Küste" {
			f.Errorf("got %+v, want the heads of both", merged)
		}
		f.wantNames("teams", f.names(f.s.Teams(f.ctx, everything, c.ID)), "West", "Küste")
		all, err := f.s.AllTeams(f.ctx, everything, c.ID)
		f.must(err)
		if len(all) != 4 || all[0].MergedInto != merged.ID || all[0].Archived.IsZero() || all[2] != rest {
			f.Errorf("got %+v, want the old teams archived and pointing to the new one", all)
		}
		past, err := f.s.Round(f.ctx, everything, r.ID)
		if f.must(err); len(past.TeamIDs) != 2 || past.TeamIDs[0] != a.ID {
			f.Errorf("got %+v, want the past round to ask the teams that it asked", past.TeamIDs)
		}
		_, _, err = f.s.OpenRound(f.ctx, kompass.Unlimited(actor), newRound(c, a))
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"what is no pair of teams is not merged", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		a, b, foreign := f.team(c, "Nord"), f.team(c, "Süd"), f.team(other, "Ost")
		merge := func(want error, name string, ids ...string) {
			f.Helper()
			_, err := f.s.MergeTeams(f.ctx, kompass.Unlimited(actor), kompass.Merge{CompanyID: c.ID, TeamIDs: ids, Name: name})
			f.wantErr(err, want)
		}
		merge(kompass.ErrInvalid, "Küste")
		merge(kompass.ErrInvalid, "Küste", a.ID, a.ID)
		merge(kompass.ErrNotFound, "Küste", a.ID, foreign.ID)
		merge(kompass.ErrNotFound, "Küste", a.ID, "unknown")
		merge(kompass.ErrConflict, "Nord", a.ID, b.ID)
		f.must(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), c.ID, b.ID))
		merge(kompass.ErrConflict, "Küste", a.ID, b.ID)
		f.wantNames("teams", f.names(f.s.AllTeams(f.ctx, everything, c.ID)), "Nord", "Süd")
		_, err := f.s.MergeTeams(f.ctx, kompass.By{Actor: actor, Scope: kompass.Scope{CompanyID: other.ID}}, kompass.Merge{CompanyID: c.ID, TeamIDs: []string{a.ID, b.ID}, Name: "Küste"})
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"a team that is being asked is neither merged nor archived", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "Nord"), f.team(c, "Süd")
		r, _ := f.open(newRound(c, a))
		refused := func() {
			f.Helper()
			_, err := f.s.MergeTeams(f.ctx, kompass.Unlimited(actor), kompass.Merge{CompanyID: c.ID, TeamIDs: []string{a.ID, b.ID}, Name: "Küste"})
			f.wantErr(err, kompass.ErrStillOpen)
			f.wantErr(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID), kompass.ErrStillOpen)
		}
		refused()
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		refused()
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		f.must(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID))
	}},
	{"an archived team comes back", func(f *fixture) {
		c := f.company("Adler")
		a := f.team(c, "Nord")
		f.must(f.s.RestoreTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID))
		f.must(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID))
		f.must(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID))
		f.wantNames("teams", f.names(f.s.Teams(f.ctx, everything, c.ID)))
		f.must(f.s.RestoreTeam(f.ctx, kompass.Unlimited(actor), c.ID, a.ID))
		f.wantNames("teams", f.names(f.s.Teams(f.ctx, everything, c.ID)), "Nord")
		f.open(newRound(c, a))
	}},
	{"no team of another company is changed", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		team := f.team(c, "Nord")
		scope := kompass.Scope{CompanyID: other.ID}
		f.wantErr(f.s.UpdateTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, team), kompass.ErrNotFound)
		f.wantErr(f.s.ArchiveTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID, team.ID), kompass.ErrNotFound)
		f.wantErr(f.s.ArchiveTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, other.ID, team.ID), kompass.ErrNotFound)
		f.wantErr(f.s.ArchiveTeam(f.ctx, kompass.Unlimited(actor), other.ID, team.ID), kompass.ErrNotFound)
		f.wantErr(f.s.RestoreTeam(f.ctx, kompass.By{Actor: actor, Scope: scope}, c.ID, team.ID), kompass.ErrNotFound)
		moved := team
		moved.CompanyID = other.ID
		f.wantErr(f.s.UpdateTeam(f.ctx, kompass.Unlimited(actor), moved), kompass.ErrNotFound)
	}},
}

var deletionTests = []test{
	{"a deleted company leaves a protocol and nothing else", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		team := f.team(c, "Nord")
		closed, _ := f.open(newRound(c, team))
		for range 5 {
			sub := f.answer(closed, 1, 2)
			sub.TeamID, sub.Comments = team.ID, []kompass.Comment{{Field: "team", Text: "gut"}}
			f.submit(sub, kompass.Stored)
		}
		f.close(closed, true)
		f.clock.Advance(1)
		open, _ := f.open(newRound(c, team))
		sub := f.answer(open, 1)
		sub.TeamID, sub.Comments = team.ID, []kompass.Comment{{Field: "team", Text: "gut"}}
		f.submit(sub, kompass.Stored)
		_, err := f.s.CreateUser(f.ctx, actor, "a@example.org", kompass.Coordinator, c.ID)
		f.must(err)
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3)))
		_, err = f.s.DeleteCompany(f.ctx, kompass.By{Actor: actor, Scope: kompass.Scope{CompanyID: other.ID}}, c.ID, "x")
		f.wantErr(err, kompass.ErrNotFound)
		d, err := f.s.DeleteCompany(f.ctx, kompass.Unlimited(actor), c.ID, "eva@example.org")
		f.must(err)
		if d.Name != "Adler" || d.By != "eva@example.org" || d.Teams != 1 || d.Users != 1 || d.Targets != 1 || d.Comments != 5 || len(d.Rounds) != 2 ||
			d.Rounds[0].Hash != "h7" || d.Rounds[0].Responses == nil || *d.Rounds[0].Responses != 5 || d.Rounds[1].Responses != nil || d.Rounds[1].Hash != "" {
			f.Errorf("got %+v, want what there was, and no count below the minimum group", d)
		}
		_, err = f.s.Company(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.Round(f.ctx, everything, closed.ID)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.UserByEmail(f.ctx, "a@example.org")
		f.wantErr(err, kompass.ErrNotFound)
		kept, err := f.s.Deletion(f.ctx, d.ID)
		f.must(err)
		if kept.ID != d.ID || kept.Name != "Adler" || !kept.At.Equal(d.At) {
			f.Errorf("got %+v, want the protocol", kept)
		}
		if _, err := f.s.Company(f.ctx, everything, other.ID); err != nil {
			f.Errorf("the other company: %v", err)
		}
	}},
	{"no count of an open round is exact while a team is below the minimum", func(f *fixture) {
		c := f.company("Adler")
		a, b, small := f.team(c, "Küche"), f.team(c, "Empfang"), f.team(c, "Bar")
		silent := f.team(c, "Lager")
		r, _ := f.open(newRound(c, a, b, small, silent))
		var paper []kompass.Sheet
		for team, n := range map[string]int{a.ID: 9, b.ID: 9, small.ID: 1} {
			for range n {
				sheet := kompass.Sheet{Digest: [32]byte{byte(len(paper)), 9}, Submission: kompass.Submission{RoundID: r.ID, TeamID: team, Answers: []byte{1}}}
				paper = append(paper, sheet)
			}
		}
		_, _, err := f.s.ImportResponses(f.ctx, kompass.Unlimited(actor), r.ID, paper)
		f.must(err)
		parts := func(of map[string]int) []int { return slices.Sorted(maps.Values(of)) }
		totals, err := f.s.TeamTotals(f.ctx, everything, []string{r.ID})
		f.must(err)
		entries, err := f.s.RoundEntries(f.ctx, everything)
		if f.must(err); !slices.Equal(parts(totals[r.ID]), []int{0, 1, 9, 9}) || !slices.Equal(slices.Sorted(slices.Values(entries[0].Parts)), []int{0, 1, 9, 9}) {
			f.Errorf("got parts %v and %v, want every team in both: what differs between two ranges is told", totals[r.ID], entries[0].Parts)
		}
		lines, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Action: "round.import", Limit: 1})
		if f.must(err); len(lines) != 1 || lines[0].Detail != "18 to 22 imported" {
			f.Errorf("got %+v in the trail, want a range", lines)
		}
		d, err := f.s.DeleteCompany(f.ctx, kompass.Unlimited(actor), c.ID, "eva@example.org")
		if f.must(err); d.Rounds[0].Responses != nil || d.Rounds[0].Low != 18 || d.Rounds[0].High != 26 {
			f.Errorf("got %+v in the protocol, want 18 to 26", d.Rounds[0])
		}
	}},
	{"an unknown company and protocol are not found", func(f *fixture) {
		_, err := f.s.DeleteCompany(f.ctx, kompass.Unlimited(actor), "unknown", "x")
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.Deletion(f.ctx, "unknown")
		f.wantErr(err, kompass.ErrNotFound)
	}},
}
