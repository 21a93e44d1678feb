package storetest

import (
	"reflect"
	"time"

	"kompass/internal/kompass"
)

var companyTests = []test{
	{"a company is returned as it was created", func(f *fixture) {
		made := f.company("Müller & Söhne")
		got, err := f.s.Company(f.ctx, everything, made.ID)
		if f.must(err); got != made || got.Created.Before(Start) {
			f.Errorf("got %+v, want %+v", got, made)
		}
	}},
	{"companies are listed by name", func(f *fixture) {
		b, a := f.company("Bär"), f.company("Adler")
		got, err := f.s.Companies(f.ctx, everything)
		if f.must(err); !reflect.DeepEqual(got, []kompass.Company{a, b}) {
			f.Errorf("got %+v, want %+v before %+v", got, a, b)
		}
	}},
	{"teams are listed in order of creation", func(f *fixture) {
		c := f.company("Adler")
		first, second := f.team(c, "Zentrale"), f.team(c, "Außendienst")
		f.clock.Advance(-time.Hour)
		third := f.team(c, "Lager")
		got, err := f.s.Teams(f.ctx, everything, c.ID)
		if f.must(err); !reflect.DeepEqual(got, []kompass.Team{first, second, third}) {
			f.Errorf("got %+v, want the order of creation", got)
		}
	}},
	{"a second team of the same name is a conflict", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		f.team(c, "Lager")
		f.team(other, "Lager")
		_, err := f.s.AddTeam(f.ctx, kompass.Unlimited(actor), kompass.Team{CompanyID: c.ID, Name: "Lager", Heads: 3})
		f.wantErr(err, kompass.ErrConflict)
	}},
	{"a team of too many heads is invalid", func(f *fixture) {
		c := f.company("Adler")
		_, err := f.s.AddTeam(f.ctx, kompass.Unlimited(actor), kompass.Team{CompanyID: c.ID, Name: "Lager", Heads: kompass.MaxHeads + 1})
		f.wantErr(err, kompass.ErrInvalid)
	}},
	{"every change of a company is on the audit trail, newest first", func(f *fixture) {
		c := f.company("Adler")
		team := f.team(c, "Lager")
		got, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 10})
		f.must(err)
		if len(got) != 2 || got[0].Object != team.ID || got[1].Object != c.ID || got[1].Actor != actor || got[1].At != c.Created {
			f.Errorf("got %+v, want the team and then the company", got)
		}
		if got, err = f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 1}); err != nil || len(got) != 1 {
			f.Errorf("got %d entries and error %v, want the limit of 1", len(got), err)
		}
	}},
	{"a setting is the last value set", func(f *fixture) {
		f.must(f.s.SetSetting(f.ctx, actor, "language", "de"))
		f.must(f.s.SetSetting(f.ctx, actor, "language", "en"))
		got, err := f.s.Settings(f.ctx)
		if f.must(err); !reflect.DeepEqual(got, map[string]string{"language": "en"}) {
			f.Errorf("got %v, want language en", got)
		}
	}},
	{"a store that works is ready", func(f *fixture) { f.must(f.s.Ready(f.ctx)) }},
}

func target(c kompass.Company, value float64) kompass.Target {
	return kompass.Target{CompanyID: c.ID, QuestionnaireID: "service", Profile: "craft",
		Values: kompass.TargetValues{"team": {"want": value, "can": 3}, "process": {"": 2.5}}}
}

var targetTests = []test{
	{"without a target there is none to read, freeze or renew", func(f *fixture) {
		c := f.company("Adler")
		_, err := f.s.Target(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNoTarget)
		f.wantErr(f.s.FreezeTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrNoTarget)
		f.wantErr(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrNoTarget)
	}},
	{"a target is edited until it is frozen", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3)))
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3.5)))
		f.must(f.s.FreezeTarget(f.ctx, kompass.Unlimited("anna"), c.ID))
		f.wantErr(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 1)), kompass.ErrFrozen)
		f.wantErr(f.s.FreezeTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrFrozen)
		got, err := f.s.Target(f.ctx, everything, c.ID)
		f.must(err)
		if !got.Frozen() || got.FrozenBy != "anna" || got.Profile != "craft" || !reflect.DeepEqual(got.Values, target(c, 3.5).Values) {
			f.Errorf("got %+v, want the second values, frozen by anna", got)
		}
	}},
	{"a renewed target is a draft with the frozen values", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3)))
		f.wantErr(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrConflict)
		f.must(f.s.FreezeTarget(f.ctx, kompass.Unlimited(actor), c.ID))
		f.must(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID))
		got, err := f.s.Target(f.ctx, everything, c.ID)
		f.must(err)
		if got.Frozen() || got.FrozenBy != "" || !reflect.DeepEqual(got.Values, target(c, 3).Values) {
			f.Errorf("got %+v, want a draft of the same values", got)
		}
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 4)))
	}},
	{"a target stays while a round is open", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3)))
		f.must(f.s.FreezeTarget(f.ctx, kompass.Unlimited(actor), c.ID))
		r, _ := f.open(newRound(c))
		f.wantErr(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrConflict)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		f.wantErr(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID), kompass.ErrConflict)
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		f.must(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID))
	}},
}
