package rounds_test

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kompass/internal/keys"
	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// A folder that was away when a key was destroyed may still have its copy: that is told until it has come back and been dealt with.
func TestAKeyInAFolderThatIsAwayIsToldUntilItIsDestroyed(t *testing.T) {
	v := newVault(t)
	stick := filepath.Join(t.TempDir(), "stick")
	installation, err := v.store.Installation(ctx)
	must(t, err)
	ring := keystest.RingAt(t, installation, v.keys, stick)
	service := rounds.New(v.store.Store, libraryOf(t), v.clock.Now, rand.Reader)
	service.UseKeys(ring, installation)
	v.service = service
	o := v.open(short)
	trouble := func() rounds.KeyTrouble {
		t.Helper()
		k, err := service.KeyTrouble(ctx)
		must(t, err)
		return k
	}
	if k := trouble(); len(k.Away)+len(k.Missing)+len(k.Left) > 0 {
		t.Fatalf("in order: %+v", k)
	}
	must(t, os.Rename(stick, stick+".away"))
	if k := trouble(); !slices.Equal(k.Away, []string{stick}) || len(k.Missing) > 0 {
		t.Errorf("one folder away: %+v", k)
	}
	if err := service.Close(ctx, kompass.Unlimited("test"), o.Round.ID); !errors.Is(err, kompass.ErrUnpublished) {
		t.Fatal(err)
	}
	if k := trouble(); !slices.Equal(k.LeftOf(o.Round.ID), []string{stick}) {
		t.Errorf("closed with one folder away: %+v", k)
	}
	must(t, os.Rename(stick+".away", stick))
	must(t, service.Tidy(ctx))
	if k := trouble(); len(k.Away)+len(k.Left) > 0 {
		t.Errorf("after it came back: %+v", k)
	}
	must(t, os.Rename(stick, stick+".away"))
	if k := trouble(); len(k.Left) > 0 {
		t.Errorf("away again, after it is done: %+v", k)
	}
	if states := ring.Copies(o.Round.ID, func(keys.File) bool { return true }); states[0].State != keys.Gone {
		t.Errorf("got %+v, want the key gone", states)
	}
}
