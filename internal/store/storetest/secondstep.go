package storetest

import (
	"strings"

	"kompass/internal/kompass"
)

const (
	oneSecret   = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	otherSecret = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
)

// enrolled is a coordinator with a second step whose last code was of step 100, and one recovery key.
func (f *fixture) enrolled(email string) kompass.User {
	f.Helper()
	u := f.coordinator(email)
	f.must(f.s.OfferSecondStep(f.ctx, u.ID, oneSecret))
	f.must(f.s.TakeSecondStep(f.ctx, kompass.NewSecondStep{UserID: u.ID, Secret: oneSecret, Step: 100, Keys: []kompass.TokenHash{kompass.HashToken("key")}}))
	u.SecondStep = true
	return u
}

func (f *fixture) pending(u kompass.User, token string) kompass.TokenHash {
	f.Helper()
	hash := kompass.HashToken(token)
	f.must(f.s.CreatePending(f.ctx, hash, u.ID))
	return hash
}

func (f *fixture) session(u kompass.User, token string) kompass.Session {
	now := f.clock.Now()
	return kompass.Session{Hash: kompass.HashToken(token), UserID: u.ID, Created: now, LastSeen: now, ReauthenticatedAt: now}
}

var secondStepTests = []test{
	{"a secret counts from its first code on", func(f *fixture) {
		u := f.coordinator("a@example.com")
		here, elsewhere := f.signIn(u, "here"), f.signIn(u, "elsewhere")
		f.must(f.s.OfferSecondStep(f.ctx, u.ID, otherSecret))
		f.must(f.s.OfferSecondStep(f.ctx, u.ID, oneSecret))
		secret, pending, err := f.s.SecondStep(f.ctx, u.ID)
		if f.must(err); secret != "" || pending != oneSecret {
			f.Errorf("got %q and %q, want one that waits", secret, pending)
		}
		if got, err := f.s.User(f.ctx, u.ID); err != nil || got.SecondStep {
			f.Errorf("got %+v, %v, want no second step yet", got, err)
		}
		take := func(secret string, step int64, keys ...kompass.TokenHash) error {
			return f.s.TakeSecondStep(f.ctx, kompass.NewSecondStep{UserID: u.ID, Secret: secret, Step: step, Keys: keys, Session: here})
		}
		f.wantErr(take(otherSecret, 5), kompass.ErrConflict)
		f.must(take(oneSecret, 5, kompass.TokenHash{1}, kompass.TokenHash{2}))
		f.wantErr(take(oneSecret, 6), kompass.ErrConflict)
		secret, pending, err = f.s.SecondStep(f.ctx, u.ID)
		if f.must(err); secret != oneSecret || pending != "" {
			f.Errorf("got %q and %q, want it in force", secret, pending)
		}
		n, err := f.s.CountRecoveryKeys(f.ctx, u.ID)
		if f.must(err); n != 2 {
			f.Errorf("got %d recovery keys, want 2", n)
		}
		f.wantSession(here, nil)
		f.wantSession(elsewhere, kompass.ErrNotFound)
		if got, err := f.s.User(f.ctx, u.ID); err != nil || !got.SecondStep {
			f.Errorf("got %+v, %v, want a second step", got, err)
		}
	}},
	{"every code is good once", func(f *fixture) {
		u := f.enrolled("a@example.com")
		for step, want := range map[int64]error{99: kompass.ErrBadCode, 100: kompass.ErrBadCode} {
			f.wantErr(f.s.FinishWithCode(f.ctx, f.pending(u, strings.Repeat("x", int(step))), step, f.session(u, "s")), want)
		}
		pending := f.pending(u, "h")
		f.must(f.s.FinishWithCode(f.ctx, pending, 101, f.session(u, "s1")))
		f.wantSession(kompass.HashToken("s1"), nil)
		f.wantErr(f.s.FinishWithCode(f.ctx, pending, 102, f.session(u, "s2")), kompass.ErrNotFound)
		f.wantErr(f.s.FinishWithCode(f.ctx, f.pending(u, "h2"), 101, f.session(u, "s3")), kompass.ErrBadCode)
		f.wantSession(kompass.HashToken("s3"), kompass.ErrNotFound)
	}},
	{"every recovery key is good once", func(f *fixture) {
		u := f.enrolled("a@example.com")
		pending := f.pending(u, "h")
		f.wantErr(f.s.FinishWithKey(f.ctx, pending, kompass.HashToken("other"), f.session(u, "s0")), kompass.ErrBadCode)
		f.must(f.s.FinishWithKey(f.ctx, pending, kompass.HashToken("key"), f.session(u, "s1")))
		f.wantSession(kompass.HashToken("s1"), nil)
		f.wantErr(f.s.FinishWithKey(f.ctx, f.pending(u, "h2"), kompass.HashToken("key"), f.session(u, "s2")), kompass.ErrBadCode)
		f.must(f.s.ReplaceRecoveryKeys(f.ctx, u.ID, []kompass.TokenHash{kompass.HashToken("new")}))
		f.must(f.s.FinishWithKey(f.ctx, f.pending(u, "h3"), kompass.HashToken("new"), f.session(u, "s3")))
	}},
	{"five wrong codes end the way to a session", func(f *fixture) {
		u := f.enrolled("a@example.com")
		pending := f.pending(u, "h")
		for i := range 5 {
			ended, err := f.s.CountWrongCode(f.ctx, pending)
			if f.must(err); ended != (i == 4) {
				f.Errorf("got ended %v after %d wrong codes", ended, i+1)
			}
		}
		_, err := f.s.Pending(f.ctx, pending)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.CountWrongCode(f.ctx, pending)
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"the way to a session ends by itself, and with the account", func(f *fixture) {
		u := f.enrolled("a@example.com")
		old := f.pending(u, "old")
		id, err := f.s.Pending(f.ctx, old)
		if f.must(err); id != u.ID {
			f.Errorf("got %s, want %s", id, u.ID)
		}
		f.clock.Advance(kompass.PendingLifetime)
		_, err = f.s.Pending(f.ctx, old)
		f.wantErr(err, kompass.ErrNotFound)
		young := f.pending(u, "young")
		f.must(f.s.DisableUser(f.ctx, actor, u.ID))
		_, err = f.s.Pending(f.ctx, young)
		f.wantErr(err, kompass.ErrNotFound)
		f.wantErr(f.s.CreatePending(f.ctx, kompass.HashToken("late"), u.ID), kompass.ErrNotFound)
	}},
	{"without a second step its secret and keys are gone", func(f *fixture) {
		u := f.enrolled("a@example.com")
		here, elsewhere := f.signIn(u, "here"), f.signIn(u, "elsewhere")
		f.must(f.s.DropSecondStep(f.ctx, actor, u.ID, here))
		secret, pending, err := f.s.SecondStep(f.ctx, u.ID)
		n, err2 := f.s.CountRecoveryKeys(f.ctx, u.ID)
		if f.must(err); err2 != nil || secret+pending != "" || n != 0 {
			f.Errorf("got %q, %q and %d keys, want nothing", secret, pending, n)
		}
		f.wantSession(here, nil)
		f.wantSession(elsewhere, kompass.ErrNotFound)
		f.wantErr(f.s.DropSecondStep(f.ctx, actor, u.ID, here), kompass.ErrNotFound)
	}},
}
