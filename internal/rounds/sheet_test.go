package rounds_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/urn"
)

// held opens a round whose key somebody else is to hold.
func (v *vault) held() rounds.Opened {
	v.t.Helper()
	o, err := v.service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: v.company.ID, QuestionnaireID: short,
		Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup, Heads: 100, Held: true, Holder: kompass.HolderCouncil})
	must(v.t, err)
	return o
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestASheetThatWasLostIsDrawnAnewUntilItIsTypedIn(t *testing.T) {
	v := newVault(t)
	o := v.held()
	first := strings.Join(o.Sheet, " ")
	shown, err := v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	words, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown)
	must(t, err)
	if _, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown); !errors.Is(err, kompass.ErrChanged) {
		t.Errorf("the same form once more: %v, want ErrChanged", err)
	}
	if err := v.service.CheckSheet(ctx, kompass.Unlimited("test"), o.Round.ID, first); !errors.Is(err, urn.ErrSheet) {
		t.Errorf("the first sheet: %v, want ErrSheet", err)
	}
	must(t, v.service.CheckSheet(ctx, kompass.Unlimited("test"), o.Round.ID, strings.Join(words, " ")))
	now, err := v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	if _, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, now); !errors.Is(err, kompass.ErrConflict) {
		t.Errorf("after it was typed in: %v, want ErrConflict", err)
	}
	must(t, v.service.CheckSheet(ctx, kompass.Unlimited("test"), o.Round.ID, strings.Join(words, " ")))
}

func TestAKeyThatTheServerHasIsNotDrawnAnew(t *testing.T) {
	v := newVault(t)
	o := v.open(short)
	shown, err := v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	before, err := os.ReadFile(v.keyFile(o))
	must(t, err)
	if _, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown); !errors.Is(err, kompass.ErrConflict) {
		t.Errorf("got %v, want ErrConflict", err)
	}
	after, err := os.ReadFile(v.keyFile(o))
	must(t, err)
	if string(before) != string(after) {
		t.Error("the key has changed")
	}
}

func TestASheetIsDrawnOnlyWhereItsKeyCanBeStored(t *testing.T) {
	v := newVault(t)
	o := v.held()
	shown, err := v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	away := v.keys + ".away"
	must(t, os.Rename(v.keys, away))
	if words, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown); !errors.Is(err, kompass.ErrNoKey) || words != nil {
		t.Fatalf("got %v and %v, want ErrNoKey", words, err)
	}
	must(t, os.Rename(away, v.keys))
	shown, err = v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	words, err := v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown)
	must(t, err)
	must(t, v.service.CheckSheet(ctx, kompass.Unlimited("test"), o.Round.ID, strings.Join(words, " ")))
}

func TestAKeyIsConfirmedOnlyIfItIsStillTheOne(t *testing.T) {
	v := newVault(t)
	o := v.held()
	old, err := v.store.Seal(ctx, o.Round.ID)
	must(t, err)
	shown, err := v.service.KeyDigest(ctx, o.Round.ID)
	must(t, err)
	_, err = v.service.DrawSheet(ctx, kompass.Unlimited("test"), o.Round.ID, shown)
	must(t, err)
	if err := v.store.ConfirmKey(ctx, kompass.Unlimited("test"), o.Round.ID, old.Public); !errors.Is(err, kompass.ErrChanged) {
		t.Errorf("got %v, want ErrChanged", err)
	}
	copies, err := v.service.KeyCopies(ctx, o.Round)
	must(t, err)
	if len(copies) != 1 || copies[0].State != keys.Fits || copies[0].Private {
		t.Errorf("got the copies %+v, want one without a private part", copies)
	}
}
