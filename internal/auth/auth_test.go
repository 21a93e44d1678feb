package auth_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

const good = "zwölf Boxkämpfer jagen"

// service is one whose passwords cost next to nothing.
func service(t *testing.T) (*auth.Service, *store.Store, *sqlitetest.Clock) {
	t.Helper()
	return serviceOf(t, auth.Cost{Memory: 8, Passes: 1})
}

func serviceOf(t *testing.T, cost auth.Cost) (*auth.Service, *store.Store, *sqlitetest.Clock) {
	t.Helper()
	clock := sqlitetest.NewClock()
	store := sqlitetest.OpenAt(t, t.TempDir()+"/kompass.db", clock)
	return auth.New(auth.Config{Store: store, Now: clock.Now, Rand: rand.Reader, Cost: cost}), store, clock
}

// member is a user who can sign in.
func member(t *testing.T, a *auth.Service) kompass.User {
	t.Helper()
	u, err := a.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: email, Role: kompass.Trainer, Password: good})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func wantErr(t *testing.T, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("got error %v, want %v", got, want)
	}
}

func TestSignInStartsASessionOfItsOwn(t *testing.T) {
	a, _, _ := service(t)
	u := member(t, a)
	tokens := map[string]bool{}
	for _, address := range []string{email, " Marlene.Huber@Hotel-Adler.EXAMPLE "} {
		entry, err := a.SignIn(t.Context(), address, good, "net")
		token := entry.Token
		if err != nil || tokens[token] {
			t.Fatalf("got %q, %v, want a new token", token, err)
		}
		tokens[token] = true
		if got, _, err := a.User(t.Context(), token); err != nil || got.ID != u.ID {
			t.Errorf("got %v, %v, want the user", got, err)
		}
	}
	for token := range tokens {
		wantErr(t, a.SignOut(t.Context(), token), nil)
		_, _, err := a.User(t.Context(), token)
		wantErr(t, err, kompass.ErrNotFound)
		break
	}
	for _, token := range []string{"", "x", " "} {
		_, _, err := a.User(t.Context(), token)
		wantErr(t, err, kompass.ErrNotFound)
	}
}

func TestSignInRefusesAlike(t *testing.T) {
	a, store, _ := service(t)
	off := member(t, a)
	if _, err := a.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: "zweite@example.org", Role: kompass.Trainer, Password: good}); err != nil {
		t.Fatal(err)
	}
	wantErr(t, store.DisableUser(t.Context(), "test", off.ID), nil)
	if _, _, err := a.Invite(t.Context(), "test", "neu@example.org", kompass.Trainer, ""); err != nil {
		t.Fatal(err)
	}
	for _, try := range [][2]string{{email, good}, {"neu@example.org", ""}, {"neu@example.org", good}, {"niemand@example.org", good}, {"", ""}, {"a b", good}} {
		_, err := a.SignIn(t.Context(), try[0], try[1], "net")
		wantErr(t, err, kompass.ErrBadLogin)
	}
}

// TestSignInTakesAsLongForNobody compares the time of a wrong password with that of an address that nobody has. Both pay for
// one hash; without it the second would take next to nothing.
func TestSignInTakesAsLongForNobody(t *testing.T) {
	a, _, _ := serviceOf(t, auth.FullCost())
	member(t, a)
	fastest := func(address string) time.Duration {
		best := time.Hour
		for i := range 5 {
			start := time.Now()
			_, err := a.SignIn(t.Context(), address, "falsch", fmt.Sprint("net", i))
			best = min(best, time.Since(start))
			wantErr(t, err, kompass.ErrBadLogin)
		}
		return best
	}
	if known, unknown := fastest(email), fastest("niemand@example.org"); unknown < known/3 {
		t.Errorf("got %v for an unknown address and %v for a wrong password", unknown, known)
	}
}

func TestBrakeHoldsOnePlaceOnly(t *testing.T) {
	a, _, clock := service(t)
	member(t, a)
	for range 10 {
		_, err := a.SignIn(t.Context(), email, "falsch", "here")
		wantErr(t, err, kompass.ErrBadLogin)
	}
	_, err := a.SignIn(t.Context(), " "+email, good, "here")
	wantErr(t, err, kompass.ErrTooManyTries)
	_, err = a.SignIn(t.Context(), email, good, "elsewhere")
	wantErr(t, err, nil)
	_, err = a.SignIn(t.Context(), "other@example.org", "falsch", "here")
	wantErr(t, err, kompass.ErrBadLogin)
	clock.Advance(17 * time.Minute)
	_, err = a.SignIn(t.Context(), email, good, "here")
	wantErr(t, err, nil)
}

func TestRightPasswordForgivesTheWrongOnes(t *testing.T) {
	a, _, _ := service(t)
	member(t, a)
	for range 3 {
		for range 9 {
			_, err := a.SignIn(t.Context(), email, "falsch", "here")
			wantErr(t, err, kompass.ErrBadLogin)
		}
		_, err := a.SignIn(t.Context(), email, good, "here")
		wantErr(t, err, nil)
	}
}

func TestManyTriesAtOnceAreBrakedToo(t *testing.T) {
	a, _, _ := service(t)
	member(t, a)
	var looked, braked atomic.Int32
	var wg sync.WaitGroup
	for range 40 {
		wg.Go(func() {
			_, err := a.SignIn(context.Background(), email, "falsch", "here")
			switch {
			case errors.Is(err, kompass.ErrBadLogin):
				looked.Add(1)
			case errors.Is(err, kompass.ErrTooManyTries):
				braked.Add(1)
			}
		})
	}
	wg.Wait()
	if looked.Load() > 10 || looked.Load()+braked.Load() != 40 {
		t.Errorf("got %d passwords looked at and %d refused, want at most 10 of 40", looked.Load(), braked.Load())
	}
}

func TestFirstSetupMakesTheTrainerOnce(t *testing.T) {
	a, store, _ := service(t)
	old, err := a.FirstSetup(t.Context())
	wantErr(t, err, nil)
	token, err := a.FirstSetup(t.Context())
	wantErr(t, err, nil)
	_, err = a.SetupUser(t.Context(), old)
	wantErr(t, err, kompass.ErrExpired)
	if u, err := a.SetupUser(t.Context(), token); err != nil || u.Email != "" {
		t.Errorf("got %q, %v, want nobody yet", u.Email, err)
	}
	for _, bad := range [][2]string{{"kein Name", good}, {email, "kurz"}, {email, "marlene.huber1"}} {
		_, err := a.Complete(t.Context(), token, bad[0], bad[1])
		wantErr(t, err, kompass.ErrInvalid)
	}
	session, err := a.Complete(t.Context(), token, email, good)
	wantErr(t, err, nil)
	if u, _, err := a.User(t.Context(), session.Token); err != nil || u.Role != kompass.Trainer || u.Email != email {
		t.Errorf("got %+v, %v, want the trainer", u, err)
	}
	_, err = a.Complete(t.Context(), token, "b@example.org", good)
	wantErr(t, err, kompass.ErrExpired)
	if again, err := a.FirstSetup(t.Context()); again != "" || err != nil {
		t.Errorf("got %q, %v, want no second link", again, err)
	}
	if n, err := store.CountUsers(t.Context()); n != 1 || err != nil {
		t.Errorf("got %d users, %v, want 1", n, err)
	}
}

func TestInvitationIsForOneAddress(t *testing.T) {
	a, store, clock := service(t)
	c, _ := sqlitetest.Company(t, store, "Hotel Adler")
	u, token, err := a.Invite(t.Context(), "test", "Neu@Example.org", kompass.Coordinator, c.ID)
	wantErr(t, err, nil)
	if u, err := a.SetupUser(t.Context(), token); err != nil || u.Email != "neu@example.org" {
		t.Errorf("got %q, %v", u.Email, err)
	}
	session, err := a.Complete(t.Context(), token, "boss@example.org", good)
	wantErr(t, err, nil)
	if got, _, err := a.User(t.Context(), session.Token); err != nil || got.ID != u.ID || got.Role != kompass.Coordinator {
		t.Errorf("got %+v, %v, want the invited person", got, err)
	}
	_, _, err = a.Invite(t.Context(), "test", "neu@example.org", kompass.Trainer, "")
	wantErr(t, err, kompass.ErrConflict)
	_, late, err := a.Invite(t.Context(), "test", "spaet@example.org", kompass.Trainer, "")
	wantErr(t, err, nil)
	clock.Advance(kompass.SetupLifetime)
	_, err = a.Complete(t.Context(), late, "", good)
	wantErr(t, err, kompass.ErrExpired)
}

func TestOneLinkAtOnceSetsOnePassword(t *testing.T) {
	a, _, _ := service(t)
	token, err := a.FirstSetup(t.Context())
	wantErr(t, err, nil)
	var done, refused atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			_, err := a.Complete(context.Background(), token, fmt.Sprintf("t%d@example.org", i), good)
			switch {
			case err == nil:
				done.Add(1)
			case errors.Is(err, kompass.ErrExpired):
				refused.Add(1)
			}
		})
	}
	wg.Wait()
	if done.Load() != 1 || refused.Load() != 7 {
		t.Errorf("got %d set and %d refused, want 1 and 7", done.Load(), refused.Load())
	}
}

func TestUsersWithPasswordMeetTheRules(t *testing.T) {
	a, store, _ := service(t)
	for _, bad := range [][2]string{{"keine", good}, {email, "kurz"}} {
		_, err := a.CreateWithPassword(t.Context(), "test", auth.NewUser{Email: bad[0], Role: kompass.Trainer, Password: bad[1]})
		wantErr(t, err, kompass.ErrInvalid)
	}
	if n, err := store.CountUsers(t.Context()); n != 0 || err != nil {
		t.Errorf("got %d users, %v, want none", n, err)
	}
	_, _, err := a.Invite(t.Context(), "test", "keine", kompass.Trainer, "")
	wantErr(t, err, kompass.ErrInvalid)
}

// Strangers in the same network may guess what they like: who has a second step gets in.
func TestGuessingLocksNobodyOutWhoHasASecondStep(t *testing.T) {
	a, _, clock := service(t)
	u := member(t, a)
	secret, _ := enrol(t, a, u, clock.Now())
	clock.Advance(time.Minute)
	for range 12 {
		if _, err := a.SignIn(t.Context(), email, "falsch", "here"); !errors.Is(err, kompass.ErrBadLogin) {
			t.Fatalf("got %v", err)
		}
	}
	entry, err := a.SignIn(t.Context(), email, good, "here")
	wantErr(t, err, nil)
	if !entry.SecondStep {
		t.Fatal("no second step is asked for")
	}
	if _, err := a.SecondStep(t.Context(), entry.Token, auth.CodeAt(secret, clock.Now())); err != nil {
		t.Error(err)
	}
}

// Over all networks together, an account is guessed at once in a while; and who comes from elsewhere has the next turn.
func TestAnAccountUnderAttackIsSlowAndNotLocked(t *testing.T) {
	a, _, _ := service(t)
	member(t, a)
	for i := range 30 {
		_, err := a.SignIn(t.Context(), email, "falsch", fmt.Sprint("net", i))
		wantErr(t, err, kompass.ErrBadLogin)
	}
	var looked, refused atomic.Int32
	var attack sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for range 20 {
		attack.Go(func() {
			_, err := a.SignIn(ctx, email, "falsch", "attacker")
			switch {
			case errors.Is(err, kompass.ErrTooManyTries):
				refused.Add(1)
			case errors.Is(err, kompass.ErrBadLogin):
				looked.Add(1)
			}
		})
	}
	for refused.Load()+looked.Load() < 15 { // the others wait for their turn
		time.Sleep(time.Millisecond)
	}
	before := looked.Load()
	_, err := a.SignIn(t.Context(), email, good, "home")
	wantErr(t, err, nil)
	if n := looked.Load() - before; n > 2 {
		t.Errorf("%d guesses were looked at before her", n)
	}
	stop()
	attack.Wait()
}

func TestAStrangersWishForANewPasswordTakesNothingAway(t *testing.T) {
	a, _, _ := service(t)
	member(t, a)
	_, hers, err := a.ResetLink(t.Context(), email, "home")
	wantErr(t, err, nil)
	for range 3 {
		_, _, err := a.ResetLink(t.Context(), email, "stranger")
		wantErr(t, err, nil)
	}
	_, _, err = a.ResetLink(t.Context(), email, "stranger")
	wantErr(t, err, kompass.ErrTooManyTries)
	_, _, err = a.ResetLink(t.Context(), email, "home")
	wantErr(t, err, nil)
	_, err = a.Complete(t.Context(), hers, "", "ein anderes langes Wort")
	wantErr(t, err, nil)
}
