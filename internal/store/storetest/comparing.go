package storetest

import (
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
		got, err := f.s.Consents(f.ctx)
		if f.must(err); len(got) != 1 || got[0].CompanyID != b.ID {
			f.Errorf("got %+v, want the one that stands", got)
		}
	}},
}
