package storetest

import (
	"reflect"
	"time"

	"kompass/internal/kompass"
)

func (f *fixture) trainer(email string) kompass.User {
	f.Helper()
	u, err := f.s.CreateUser(f.ctx, actor, email, kompass.Trainer, "")
	f.must(err)
	return u
}

// coordinator is somebody of a company of her own.
func (f *fixture) coordinator(email string) kompass.User {
	f.Helper()
	u, err := f.s.CreateUser(f.ctx, actor, email, kompass.Coordinator, f.company("Of "+email).ID)
	f.must(err)
	return u
}

func (f *fixture) signIn(u kompass.User, token string) kompass.TokenHash {
	f.Helper()
	hash, now := kompass.HashToken(token), f.clock.Now()
	f.must(f.s.CreateSession(f.ctx, kompass.Session{Hash: hash, UserID: u.ID, Created: now, LastSeen: now, ReauthenticatedAt: now}))
	return hash
}

func (f *fixture) wantSession(hash kompass.TokenHash, want error) kompass.Session {
	f.Helper()
	_, session, err := f.s.SessionUser(f.ctx, hash)
	if want == nil {
		f.must(err)
		return session
	}
	f.wantErr(err, want)
	return session
}

var userTests = []test{
	{"a user is found by id and by address", func(f *fixture) {
		c := f.company("Adler")
		made, err := f.s.CreateUser(f.ctx, actor, "anna@example.com", kompass.Coordinator, c.ID)
		f.must(err)
		byID, err := f.s.User(f.ctx, made.ID)
		f.must(err)
		byEmail, err := f.s.UserByEmail(f.ctx, "anna@example.com")
		f.must(err)
		if byID != made || byEmail != made || made.Scope().CompanyID != c.ID {
			f.Errorf("got %+v and %+v, want %+v", byID, byEmail, made)
		}
		_, err = f.s.UserByEmail(f.ctx, "nobody@example.com")
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.User(f.ctx, "0000000000000000")
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"users are listed by address and counted", func(f *fixture) {
		b, a := f.trainer("b@example.com"), f.trainer("a@example.com")
		got, err := f.s.Users(f.ctx)
		f.must(err)
		n, err := f.s.CountUsers(f.ctx)
		if f.must(err); n != 2 || !reflect.DeepEqual(got, []kompass.User{a, b}) {
			f.Errorf("got %d: %+v, want two by address", n, got)
		}
	}},
	{"an address is used once, a coordinator needs a company", func(f *fixture) {
		f.trainer("a@example.com")
		_, err := f.s.CreateUser(f.ctx, actor, "a@example.com", kompass.Trainer, "")
		f.wantErr(err, kompass.ErrConflict)
		_, err = f.s.CreateUser(f.ctx, actor, "b@example.com", kompass.Coordinator, "")
		f.wantErr(err, kompass.ErrInvalid)
		_, err = f.s.CreateUser(f.ctx, actor, "b@example.com", kompass.Coordinator, "0000000000000000")
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"a setup link sets the password once", func(f *fixture) {
		u := f.trainer("a@example.com")
		link := kompass.HashToken("link")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, link))
		id, err := f.s.Setup(f.ctx, link)
		if f.must(err); id != u.ID {
			f.Errorf("got user %s, want %s", id, u.ID)
		}
		got, err := f.s.ConsumeSetup(f.ctx, link, "ignored@example.com", "hash")
		u.PasswordHash = "hash"
		if f.must(err); got != u {
			f.Errorf("got %+v, want %+v", got, u)
		}
		_, err = f.s.ConsumeSetup(f.ctx, link, "", "other")
		f.wantErr(err, kompass.ErrExpired)
		_, err = f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
	}},
	{"a newer setup link and time end the older one", func(f *fixture) {
		u := f.trainer("a@example.com")
		first, second := kompass.HashToken("first"), kompass.HashToken("second")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, first))
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, second))
		_, err := f.s.Setup(f.ctx, first)
		f.wantErr(err, kompass.ErrExpired)
		f.clock.Advance(kompass.SetupLifetime)
		_, err = f.s.Setup(f.ctx, second)
		f.wantErr(err, kompass.ErrExpired)
		_, err = f.s.ConsumeSetup(f.ctx, second, "", "hash")
		f.wantErr(err, kompass.ErrExpired)
	}},
	{"the first setup link makes the first trainer, and none after that", func(f *fixture) {
		link := kompass.HashToken("first")
		f.must(f.s.CreateSetup(f.ctx, actor, "", kompass.SetupByHand, link))
		id, err := f.s.Setup(f.ctx, link)
		if f.must(err); id != "" {
			f.Errorf("got user %q, want none yet", id)
		}
		u, err := f.s.ConsumeSetup(f.ctx, link, "a@example.com", "hash")
		f.must(err)
		got, err := f.s.UserByEmail(f.ctx, "a@example.com")
		if f.must(err); got != u || u.Role != kompass.Trainer || u.PasswordHash != "hash" {
			f.Errorf("got %+v, want a trainer with a password", got)
		}
		f.wantErr(f.s.CreateSetup(f.ctx, actor, "", kompass.SetupByHand, kompass.HashToken("second")), kompass.ErrConflict)
	}},
	{"a first setup link ends when somebody was created otherwise", func(f *fixture) {
		link := kompass.HashToken("first")
		f.must(f.s.CreateSetup(f.ctx, actor, "", kompass.SetupByHand, link))
		f.trainer("a@example.com")
		_, err := f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
		_, err = f.s.ConsumeSetup(f.ctx, link, "b@example.com", "hash")
		f.wantErr(err, kompass.ErrExpired)
	}},
	{"a disabled user has neither session nor setup link", func(f *fixture) {
		u := f.coordinator("a@example.com")
		session, link := f.signIn(u, "session"), kompass.HashToken("link")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, link))
		f.must(f.s.DisableUser(f.ctx, actor, u.ID))
		f.wantSession(session, kompass.ErrNotFound)
		_, err := f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
		f.wantErr(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, link), kompass.ErrNotFound)
		f.wantErr(f.s.CreateSession(f.ctx, kompass.Session{Hash: session, UserID: u.ID, Created: Start, LastSeen: Start}), kompass.ErrNotFound)
		f.wantErr(f.s.DisableUser(f.ctx, actor, "0000000000000000"), kompass.ErrNotFound)
	}},
}

var sessionTests = []test{
	{"a session leads to its user", func(f *fixture) {
		u := f.trainer("a@example.com")
		hash := f.signIn(u, "one")
		got, _, err := f.s.SessionUser(f.ctx, hash)
		u.LastSignIn = Start.Truncate(24 * time.Hour)
		if f.must(err); got != u {
			f.Errorf("got %+v, want %+v", got, u)
		}
		f.wantSession(kompass.HashToken("unknown"), kompass.ErrNotFound)
	}},
	{"a session ends when it is not used, when it is old, and when the clock goes back", func(f *fixture) {
		u := f.trainer("a@example.com")
		idle := f.signIn(u, "idle")
		f.clock.Advance(kompass.SessionIdle)
		f.wantSession(idle, kompass.ErrNotFound)
		used := f.signIn(u, "used")
		for range 25 {
			f.clock.Advance(kompass.SessionIdle - 2*time.Minute)
			f.wantSession(used, nil)
		}
		f.clock.Advance(kompass.SessionIdle - 2*time.Minute)
		f.wantSession(used, kompass.ErrNotFound)
		future := f.signIn(u, "future")
		f.clock.Advance(-time.Hour)
		f.wantSession(future, kompass.ErrNotFound)
	}},
	{"the last use of a session is noted by the minute", func(f *fixture) {
		hash := f.signIn(f.trainer("a@example.com"), "one")
		first := f.wantSession(hash, nil)
		f.clock.Advance(50 * time.Second)
		if got := f.wantSession(hash, nil); got != first {
			f.Errorf("got %+v, want %+v within the minute", got, first)
		}
		f.clock.Advance(20 * time.Second)
		noted := f.wantSession(hash, nil)
		if again := f.wantSession(hash, nil); !noted.LastSeen.After(first.LastSeen) || again != noted {
			f.Errorf("got %+v and then %+v, want the later use noted", noted, again)
		}
	}},
	{"signing out ends one session, or all of a user", func(f *fixture) {
		anna, ben := f.trainer("a@example.com"), f.trainer("b@example.com")
		one, two, bens := f.signIn(anna, "1"), f.signIn(anna, "2"), f.signIn(ben, "3")
		f.must(f.s.EndSession(f.ctx, one))
		f.must(f.s.EndSession(f.ctx, one))
		f.wantSession(one, kompass.ErrNotFound)
		f.wantSession(two, nil)
		f.must(f.s.EndOtherSessions(f.ctx, anna.ID, kompass.TokenHash{}))
		f.wantSession(two, kompass.ErrNotFound)
		f.wantSession(bens, nil)
	}},
	{"a new password ends sessions and setup links", func(f *fixture) {
		u := f.trainer("a@example.com")
		session, link := f.signIn(u, "1"), kompass.HashToken("link")
		f.must(f.s.CreateSetup(f.ctx, actor, u.ID, kompass.SetupByHand, link))
		f.must(f.s.SetPassword(f.ctx, actor, u.ID, "new"))
		f.wantSession(session, kompass.ErrNotFound)
		_, err := f.s.Setup(f.ctx, link)
		f.wantErr(err, kompass.ErrExpired)
		got, err := f.s.User(f.ctx, u.ID)
		if f.must(err); got.PasswordHash != "new" {
			f.Errorf("got hash %q, want the new one", got.PasswordHash)
		}
		f.wantErr(f.s.SetPassword(f.ctx, actor, "0000000000000000", "new"), kompass.ErrNotFound)
	}},
	{"failed sign-ins are counted per account and time", func(f *fixture) {
		key, other := [32]byte{1}, [32]byte{2}
		for range 3 {
			f.must(f.s.NoteFailure(f.ctx, key))
		}
		f.must(f.s.NoteFailure(f.ctx, other))
		f.clock.Advance(10 * time.Minute)
		f.must(f.s.NoteFailure(f.ctx, key))
		f.wantFailures(key, Start, 4)
		f.wantFailures(key, Start.Add(5*time.Minute), 1)
		f.wantFailures(other, Start, 1)
		f.must(f.s.ClearFailures(f.ctx, key))
		f.wantFailures(key, Start, 0)
		f.wantFailures(other, Start, 1)
		f.clock.Advance(48 * time.Hour)
		f.must(f.s.NoteFailure(f.ctx, key))
		f.wantFailures(other, Start, 0)
	}},
}

func (f *fixture) wantFailures(key [32]byte, since time.Time, want int) {
	f.Helper()
	got, err := f.s.Failures(f.ctx, key, since)
	if f.must(err); got != want {
		f.Errorf("got %d failures since %v, want %d", got, since, want)
	}
}
