package storetest

import (
	"time"

	"kompass/internal/kompass"
)

var peopleTests = []test{
	{"the last trainer who can sign in stays", func(f *fixture) {
		anna, invited := f.trainer("a@example.com"), f.trainer("b@example.com")
		f.must(f.s.SetPassword(f.ctx, actor, anna.ID, "hash"))
		f.must(f.s.DisableUser(f.ctx, actor, invited.ID))
		f.wantErr(f.s.DisableUser(f.ctx, actor, anna.ID), kompass.ErrLastTrainer)
		f.must(f.s.EnableUser(f.ctx, actor, invited.ID))
		f.wantErr(f.s.DisableUser(f.ctx, actor, anna.ID), kompass.ErrLastTrainer)
		f.must(f.s.SetPassword(f.ctx, actor, invited.ID, "hash"))
		f.must(f.s.DisableUser(f.ctx, actor, anna.ID))
		f.wantErr(f.s.EnableUser(f.ctx, actor, "0000000000000000"), kompass.ErrNotFound)
	}},
	{"an enabled user signs in again, but not by old sessions and links", func(f *fixture) {
		u := f.coordinator("a@example.com")
		session, link := f.signIn(u, "1"), kompass.HashToken("link")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByMail, link))
		f.must(f.s.DisableUser(f.ctx, actor, u.ID))
		f.must(f.s.EnableUser(f.ctx, actor, u.ID))
		f.wantSession(session, kompass.ErrNotFound)
		_, err := f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
		f.wantSession(f.signIn(u, "2"), nil)
	}},
	{"a link by mail lasts half an hour and leaves all others alone", func(f *fixture) {
		u := f.coordinator("a@example.com")
		hand, first, second := kompass.HashToken("hand"), kompass.HashToken("first"), kompass.HashToken("second")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, hand))
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByMail, first))
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByMail, second))
		f.clock.Advance(kompass.ResetLifetime - time.Second)
		_, err := f.s.Setup(f.ctx, first)
		f.must(err)
		_, err = f.s.Setup(f.ctx, second)
		f.must(err)
		f.clock.Advance(time.Second)
		_, err = f.s.Setup(f.ctx, second)
		f.wantErr(err, kompass.ErrExpired)
		_, err = f.s.Setup(f.ctx, hand)
		f.must(err)
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByMail, first))
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, second))
		_, err = f.s.Setup(f.ctx, first)
		f.wantErr(err, kompass.ErrExpired)
	}},
	{"a changed password ends the other sessions", func(f *fixture) {
		u := f.coordinator("a@example.com")
		here, elsewhere, link := f.signIn(u, "1"), f.signIn(u, "2"), kompass.HashToken("link")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByMail, link))
		f.must(f.s.ChangePassword(f.ctx, u.ID, "new", here))
		f.wantSession(here, nil)
		f.wantSession(elsewhere, kompass.ErrNotFound)
		_, err := f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
		f.wantErr(f.s.ChangePassword(f.ctx, "0000000000000000", "new", here), kompass.ErrNotFound)
	}},
	{"people end their own sessions only", func(f *fixture) {
		anna, ben := f.coordinator("a@example.com"), f.coordinator("b@example.com")
		here, bens := f.signIn(anna, "1"), f.signIn(ben, "3")
		f.clock.Advance(time.Minute)
		there := f.signIn(anna, "2")
		all, err := f.s.Sessions(f.ctx, anna.ID)
		if f.must(err); len(all) != 2 || all[0].ID != f.wantSession(there, nil).ID || all[0].ID == all[1].ID {
			f.Fatalf("got %+v, want two, the last used first", all)
		}
		f.wantErr(f.s.EndSessionOf(f.ctx, ben.ID, all[0].ID), kompass.ErrNotFound)
		f.must(f.s.EndSessionOf(f.ctx, anna.ID, all[0].ID))
		f.wantSession(there, kompass.ErrNotFound)
		third := f.signIn(anna, "4")
		f.must(f.s.EndOtherSessions(f.ctx, anna.ID, third))
		f.wantSession(here, kompass.ErrNotFound)
		f.wantSession(third, nil)
		f.wantSession(bens, nil)
		f.clock.Advance(kompass.SessionIdle)
		if all, err := f.s.Sessions(f.ctx, anna.ID); err != nil || len(all) != 0 {
			f.Errorf("got %+v, %v, want none that is over", all, err)
		}
	}},
	{"a password given is remembered for ten minutes", func(f *fixture) {
		u := f.coordinator("a@example.com")
		hash := f.signIn(u, "1")
		for _, want := range []bool{true, false} {
			if got := f.wantSession(hash, nil).Reauthenticated(f.clock.Now()); got != want {
				f.Errorf("got reauthenticated %v, want %v", got, want)
			}
			f.clock.Advance(kompass.ReauthenticatedFor)
		}
		f.must(f.s.Reauthenticate(f.ctx, hash))
		if !f.wantSession(hash, nil).Reauthenticated(f.clock.Now()) {
			f.Error("got none right after the password was given")
		}
		f.wantErr(f.s.Reauthenticate(f.ctx, kompass.HashToken("unknown")), kompass.ErrNotFound)
	}},
	{"the people of a company are its own", func(f *fixture) {
		anna, ben := f.coordinator("a@example.com"), f.coordinator("b@example.com")
		got, err := f.s.UsersOf(f.ctx, everything, anna.CompanyID)
		if f.must(err); len(got) != 1 || got[0] != anna {
			f.Errorf("got %+v, want %+v", got, anna)
		}
		_, err = f.s.UsersOf(f.ctx, ben.Scope(), anna.CompanyID)
		f.wantErr(err, kompass.ErrNotFound)
	}},
}
