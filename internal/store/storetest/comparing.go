package storetest

import (
	"slices"
	"time"

	"kompass/internal/kompass"
)

// renamed links two names of one team.
func renamed(c kompass.Company) kompass.TeamLink {
	return kompass.TeamLink{CompanyID: c.ID, From: named('a', "Bar"), To: named('a', "Lounge"), Continues: true}
}

func named(id byte, name string) kompass.NamedTeam {
	return kompass.NamedTeam{ID: string([]byte{id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id}), Name: name}
}

var linkTests = []test{
	{"teams are linked until the link is taken back", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		f.must(f.s.LinkTeams(f.ctx, kompass.Unlimited("anna"), renamed(c)))
		f.must(f.s.LinkTeams(f.ctx, kompass.Unlimited("anna"), renamed(other)))
		got, err := f.s.TeamLinks(f.ctx, everything, c.ID)
		if f.must(err); len(got) != 1 || got[0].From != renamed(c).From || got[0].To != renamed(c).To || !got[0].Continues ||
			got[0].CreatedBy != "anna" || got[0].Created.Before(Start) {
			f.Errorf("got %+v", got)
		}
		f.must(f.s.UnlinkTeams(f.ctx, kompass.Unlimited(actor), c.ID, renamed(c).From))
		f.wantErr(f.s.UnlinkTeams(f.ctx, kompass.Unlimited(actor), c.ID, renamed(c).From), kompass.ErrNotFound)
		if got, err = f.s.TeamLinks(f.ctx, everything, c.ID); err != nil || len(got) != 0 {
			f.Errorf("got %+v, %v after taking the link back", got, err)
		}
		audit, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 1})
		if f.must(err); audit[0].Action != "team.unlink" || audit[0].Object != c.ID {
			f.Errorf("got %+v on the audit trail", audit[0])
		}
	}},
	{"a team becomes one other, and one alone continues", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.LinkTeams(f.ctx, kompass.Unlimited(actor), renamed(c)))
		again := renamed(c)
		again.To = named('b', "Bistro")
		f.wantErr(f.s.LinkTeams(f.ctx, kompass.Unlimited(actor), again), kompass.ErrConflict)
		second := renamed(c)
		second.From = named('c', "Theke")
		f.wantErr(f.s.LinkTeams(f.ctx, kompass.Unlimited(actor), second), kompass.ErrConflict)
		second.Continues = false
		f.must(f.s.LinkTeams(f.ctx, kompass.Unlimited(actor), second))
		self := renamed(c)
		self.From = named('d', "Saal")
		self.To = self.From
		f.wantErr(f.s.LinkTeams(f.ctx, kompass.Unlimited(actor), self), kompass.ErrInvalid)
	}},
}

var consentTests = []test{
	{"companies with a target are listed within the scope", func(f *fixture) {
		a, b := f.company("Bär"), f.company("Adler")
		f.company("Cäsar")
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(a, 3)))
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(b, 3)))
		got, err := f.s.Aiming(f.ctx, everything)
		if f.must(err); len(got) != 2 || got[0] != b || got[1] != a {
			f.Errorf("got %+v, want both by name", got)
		}
		if got, err = f.s.Aiming(f.ctx, kompass.Scope{CompanyID: a.ID}); err != nil || len(got) != 1 || got[0] != a {
			f.Errorf("got %+v, %v, want their company", got, err)
		}
	}},
	{"a consent stands until it is withdrawn, and can be given again", func(f *fixture) {
		c := f.company("Adler")
		_, err := f.s.Consent(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNoConsent)
		f.wantErr(f.s.WithdrawConsent(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrNoConsent)
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited("anna"), c.ID))
		first, err := f.s.Consent(f.ctx, everything, c.ID)
		if f.must(err); !first.Stands() || first.GivenBy != "anna" || first.Given.Before(Start) || first.Seed == [16]byte{} {
			f.Errorf("got %+v", first)
		}
		f.clock.Advance(time.Hour)
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), c.ID))
		if again, err := f.s.Consent(f.ctx, everything, c.ID); err != nil || again != first {
			f.Errorf("got %+v, %v, want what stands already", again, err)
		}
		f.must(f.s.WithdrawConsent(f.ctx, kompass.Unlimited(actor), c.ID))
		if gone, err := f.s.Consent(f.ctx, everything, c.ID); err != nil || gone.Stands() {
			f.Errorf("got %+v, %v, want it withdrawn", gone, err)
		}
		f.clock.Advance(time.Hour)
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), c.ID))
		if second, err := f.s.Consent(f.ctx, everything, c.ID); err != nil || !second.Stands() || second.Seed == first.Seed {
			f.Errorf("got %+v, %v, want a consent of its own", second, err)
		}
	}},
	{"only consents that stand are listed", func(f *fixture) {
		a, b := f.company("Adler"), f.company("Bär")
		f.company("Cäsar")
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), a.ID))
		f.must(f.s.GiveConsent(f.ctx, kompass.Unlimited(actor), b.ID))
		f.must(f.s.WithdrawConsent(f.ctx, kompass.Unlimited(actor), a.ID))
		got, err := f.s.Consents(f.ctx, f.clock.Now())
		if f.must(err); len(got) != 1 || got[0].CompanyID != b.ID {
			f.Errorf("got %+v, want the one that stands", got)
		}
		before := f.clock.Now()
		f.clock.Advance(time.Hour)
		f.must(f.s.WithdrawConsent(f.ctx, kompass.Unlimited(actor), b.ID))
		for at, want := range map[time.Time]int{before.Add(-time.Hour): 0, before: 1, f.clock.Now(): 0} {
			if got, err = f.s.Consents(f.ctx, at); err != nil || len(got) != want {
				f.Errorf("at %s: got %+v, %v, want %d", at, got, err, want)
			}
		}
	}},
	{"a set of peers takes the place of an older one as a whole", func(f *fixture) {
		a, b, gone := f.company("Adler"), f.company("Bär"), f.company("Cäsar")
		rounds := map[string]string{}
		for _, c := range []kompass.Company{a, b, gone} {
			r, _ := f.open(newRound(c))
			rounds[c.ID] = r.ID
		}
		seat := func(questionnaire string, company kompass.Company, stand time.Time) kompass.PeerSeat {
			return kompass.PeerSeat{Digest: questionnaire, CompanyID: company.ID, RoundID: rounds[company.ID], Stand: stand}
		}
		first := f.clock.Now()
		second := first.AddDate(0, 1, 0)
		f.must(f.s.SetPeerSeats(f.ctx, first, []kompass.PeerSeat{seat("q", a, first), seat("q", gone, first)}))
		f.must(f.s.SetPeerSeats(f.ctx, first, []kompass.PeerSeat{seat("other", a, first)}))
		_, err := f.s.DeleteCompany(f.ctx, kompass.Unlimited(actor), gone.ID, actor)
		f.must(err)
		has := func(when string, want ...kompass.PeerSeat) {
			f.Helper()
			got, err := f.s.PeerSeats(f.ctx)
			if f.must(err); len(got) != len(want) {
				f.Errorf("%s: got %+v, want %+v", when, got, want)
			}
			for _, one := range want {
				if !slices.Contains(got, one) {
					f.Errorf("%s: got %+v, want %+v", when, got, one)
				}
			}
		}
		empty := kompass.PeerSeat{Digest: "q", Stand: first}
		has("after a deletion", seat("q", a, first), empty, seat("other", a, first))
		f.must(f.s.SetPeerSeats(f.ctx, first, []kompass.PeerSeat{seat("q", b, first)}))
		has("as new a set", seat("q", a, first), empty, seat("other", a, first))
		f.must(f.s.SetPeerSeats(f.ctx, second, []kompass.PeerSeat{seat("q", a, second), seat("q", b, second)}))
		has("a newer set", seat("q", a, second), seat("q", b, second), seat("other", a, first))
	}},
}
