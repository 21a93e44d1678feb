package storetest

import (
	"reflect"

	"kompass/internal/kompass"
)

var picture = kompass.Logo{LogoRef: kompass.LogoRef{Hash: "a123456789012345678901234567890123456789012345678901234567890123", Width: 40, Height: 20}, PNG: []byte("picture")}

var faceTests = []test{
	{"a company shows the name and contact it was given last", func(f *fixture) {
		c, other := f.company("Adler"), f.company("Bär")
		c.Name, c.Contact = "Adler & Co.", kompass.Contact{Name: "Eva Muster", Email: "eva@example.org", Phone: "+49 30 1234"}
		f.must(f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), c))
		got, err := f.s.Company(f.ctx, everything, c.ID)
		if f.must(err); got != c {
			f.Errorf("got %+v, want %+v", got, c)
		}
		if got, err = f.s.Company(f.ctx, everything, other.ID); err != nil || got != other {
			f.Errorf("got %+v and error %v, want the other company as it was", got, err)
		}
		f.wantErr(f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), kompass.Company{ID: "0123456789abcdef", Name: "x"}), kompass.ErrNotFound)
	}},
	{"a logo is replaced, found by its hash, and removed", func(f *fixture) {
		c := f.company("Adler")
		f.must(f.s.SetLogo(f.ctx, kompass.Unlimited(actor), c.ID, kompass.Logo{LogoRef: kompass.LogoRef{Hash: "b" + picture.Hash[1:], Width: 1, Height: 1}, PNG: []byte("old")}))
		f.must(f.s.SetLogo(f.ctx, kompass.Unlimited(actor), c.ID, picture))
		for name, read := range map[string]func() (kompass.Logo, error){
			"of the company": func() (kompass.Logo, error) { return f.s.Logo(f.ctx, everything, c.ID) },
			"by hash":        func() (kompass.Logo, error) { return f.s.LogoByHash(f.ctx, picture.Hash) },
		} {
			if got, err := read(); err != nil || !reflect.DeepEqual(got, picture) {
				f.Errorf("%s: got %+v and error %v, want the second picture", name, got, err)
			}
		}
		got, err := f.s.Company(f.ctx, everything, c.ID)
		if f.must(err); got.Logo != picture.LogoRef {
			f.Errorf("got %+v, want the company to name its logo", got)
		}
		_, err = f.s.LogoByHash(f.ctx, "b"+picture.Hash[1:])
		f.wantErr(err, kompass.ErrNotFound)
		f.must(f.s.SetLogo(f.ctx, kompass.Unlimited(actor), c.ID, kompass.Logo{}))
		_, err = f.s.Logo(f.ctx, everything, c.ID)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"who answers sees logo and contact", func(f *fixture) {
		c := f.company("Adler")
		_, links := f.open(newRound(c, f.team(c, "Lager")))
		c.Contact = kompass.Contact{Name: "Eva Muster"}
		f.must(f.s.UpdateCompany(f.ctx, kompass.Unlimited(actor), c))
		f.must(f.s.SetLogo(f.ctx, kompass.Unlimited(actor), c.ID, picture))
		got, err := f.s.Access(f.ctx, links[0].Code)
		if f.must(err); got.Contact != c.Contact || got.Logo != picture.LogoRef {
			f.Errorf("got %+v, want contact and logo", got)
		}
	}},
	{"a positioning is kept as far as it is filled in", func(f *fixture) {
		c := f.company("Adler")
		got, err := f.s.Positioning(f.ctx, everything, c.ID)
		if f.must(err); !got.Empty() || got.CompanyID != c.ID || !got.Updated.IsZero() {
			f.Errorf("got %+v, want nothing filled in", got)
		}
		for _, want := range []kompass.Positioning{
			{CompanyID: c.ID, Promise: "Wir rufen zurück."},
			{CompanyID: c.ID, Omitted: "Keine Nachtarbeit", Discipline: kompass.LeadProduct, Steps: [kompass.SliderCount]int{1, 2, 3, 4, 5}},
		} {
			f.must(f.s.SetPositioning(f.ctx, kompass.Unlimited(actor), want))
			got, err := f.s.Positioning(f.ctx, everything, c.ID)
			f.must(err)
			if want.Updated = got.Updated; got != want || got.Updated.Before(Start) {
				f.Errorf("got %+v, want %+v", got, want)
			}
		}
		f.wantErr(f.s.SetPositioning(f.ctx, kompass.Unlimited(actor), kompass.Positioning{CompanyID: c.ID, Steps: [kompass.SliderCount]int{6}}), kompass.ErrInvalid)
	}},
	{"every version of a target is kept, with who froze it", func(f *fixture) {
		c := f.company("Adler")
		user, err := f.s.CreateUser(f.ctx, actor, "eva@example.org", kompass.Trainer, "")
		f.must(err)
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3)))
		f.must(f.s.FreezeTarget(f.ctx, kompass.Unlimited(user.ID), c.ID))
		f.must(f.s.RenewTarget(f.ctx, kompass.Unlimited(actor), c.ID))
		f.must(f.s.SetTarget(f.ctx, kompass.Unlimited(actor), target(c, 3.5)))
		got, err := f.s.Targets(f.ctx, everything, c.ID)
		f.must(err)
		if len(got) != 2 || got[0].Version != 2 || got[0].Frozen() || got[1].Version != 1 || got[1].FrozenByEmail != "eva@example.org" ||
			got[0].Values["team"]["want"] != 3.5 || got[1].Values["team"]["want"] != 3 {
			f.Errorf("got %+v, want the draft of version 2 before version 1 as eva froze it", got)
		}
	}},
}
