package published_test

import (
	"errors"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/sqlite/sqlitetest"
)

func TestTheTrainerSeesAResultAtOnceAndTheCompanyFromItsRelease(t *testing.T) {
	o := newOffice(t)
	c, _ := sqlitetest.Company(t, o.store, "Hotel Adler")
	other, _ := sqlitetest.Company(t, o.store, "Gasthof Linde")
	round := o.open(c, "Frühjahr")
	check := func(when string, round kompass.Round, user kompass.User, want error) {
		t.Helper()
		_, err := o.reader.For(t.Context(), user, round.ID)
		if !errors.Is(err, want) {
			t.Errorf("%s, %s: got %v, want %v", when, user.Role, err, want)
		}
		if seen := user.CompanyID != other.ID && published.Sees(user, round); seen != (want == nil) {
			t.Errorf("%s, %s: sees %t", when, user.Role, seen)
		}
		if seen, never := o.reader.Outcome(t.Context(), user, round); seen != (want == nil) || never {
			t.Errorf("%s, %s: the page of the round says %t, %t", when, user.Role, seen, never)
		}
	}
	check("open", round, trainer, kompass.ErrStillOpen)
	check("open", round, coordinator(c), kompass.ErrNotFound)
	round = o.close(c, round)
	check("closed", round, trainer, nil)
	check("closed", round, coordinator(c), kompass.ErrNotFound)
	check("closed", round, coordinator(other), kompass.ErrNotFound)
	round = o.release(round)
	check("released", round, trainer, nil)
	check("released", round, coordinator(c), nil)
	check("released", round, coordinator(other), kompass.ErrNotFound)
}

func TestTooFewAnswersAreSaidToEverybodyOfTheCompany(t *testing.T) {
	o := newOffice(t)
	c, _ := sqlitetest.Company(t, o.store, "Hotel Adler")
	round := o.open(c, "Frühjahr")
	if err := o.rounds.Close(t.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID); !errors.Is(err, kompass.ErrUnpublished) {
		t.Fatalf("close a round without answers: got %v", err)
	}
	for _, user := range []kompass.User{trainer, coordinator(c)} {
		if seen, never := o.reader.Outcome(t.Context(), user, o.round(round.ID)); seen || !never {
			t.Errorf("%s: got %t, %t", user.Role, seen, never)
		}
	}
	if _, err := o.reader.For(t.Context(), trainer, round.ID); !errors.Is(err, kompass.ErrUnpublished) || !published.NotShown(err) {
		t.Errorf("got %v", err)
	}
}
