package keys_test

import (
	"io/fs"
	"os"
	"slices"
	"testing"

	"kompass/internal/keys"
)

func TestADestroyedKeyIsGoneForEver(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, ring.Create(newKey(t, roundB)))
	must(t, ring.Destroy(roundA))
	if exists(p.path("keys", roundA+".key")) || exists(p.path("stick", roundA+".key")) {
		t.Error("a copy is left")
	}
	_, err := ring.Load(roundA, all)
	is(t, err, keys.ErrGone)
	is(t, ring.Create(newKey(t, roundA)), fs.ErrExist)
	must(t, ring.Destroy(roundA))
	if ring.Present(roundA) {
		t.Error("the key counts as present")
	}
	states(t, ring.Copies(roundA, all), keys.Gone, keys.Gone)
	_, err = ring.Load(roundB, all)
	must(t, err)
}

func TestGoneOverridesAKeyThatComesBack(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	old, err := os.ReadFile(p.path("stick", roundA+".key"))
	must(t, err)
	must(t, ring.Destroy(roundA))
	for _, folder := range []string{"keys", "stick"} {
		must(t, os.WriteFile(p.path(folder, roundA+".key"), old, 0o600))
	}
	must(t, os.Remove(p.path("stick", roundA+".gone")))
	_, err = ring.Load(roundA, all)
	is(t, err, keys.ErrGone)
	must(t, ring.Destroy(roundA))
	if exists(p.path("keys", roundA+".key")) || exists(p.path("stick", roundA+".key")) || !exists(p.path("stick", roundA+".gone")) {
		t.Error("the key that came back has not been destroyed")
	}
}

func TestAFolderOutOfReachStaysToBeDestroyed(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, os.Rename(p.path("stick", ""), p.path("away", "")))
	must(t, os.Mkdir(p.path("stick", ""), 0o700))
	states(t, ring.Copies(roundA, all), keys.Fits, keys.Unreachable)
	is(t, ring.Destroy(roundA), keys.ErrUnreachable)
	if entries, err := os.ReadDir(p.path("stick", "")); err != nil || len(entries) > 0 {
		t.Errorf("got %d files in a folder that is not mounted, want none (%v)", len(entries), err)
	}
	_, err := ring.Load(roundA, all)
	is(t, err, keys.ErrGone)
	must(t, os.Remove(p.path("stick", "")))
	must(t, os.Rename(p.path("away", ""), p.path("stick", "")))
	found, err := ring.Find()
	must(t, err)
	if !slices.Equal(found.Rounds, []string{roundA}) {
		t.Errorf("got keys %v, want the one that came back", found.Rounds)
	}
	must(t, ring.Destroy(roundA))
	if exists(p.path("stick", roundA+".key")) {
		t.Error("the key on the stick is left")
	}
}

func TestWithNoFolderWithinReachNothingIsDestroyed(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, os.Rename(p.path("keys", ""), p.path("away", "")))
	is(t, ring.Destroy(roundA), keys.ErrUnreachable)
	_, err := ring.Load(roundA, all)
	is(t, err, keys.ErrMissing)
}

func TestAKeyOfAnotherInstallationIsLeftAlone(t *testing.T) {
	p := newPlace(t, "keys")
	ring, key := p.open(), newKey(t, roundA)
	key.Installation = "fedcba9876543210"
	data, err := key.Encode()
	must(t, err)
	must(t, os.WriteFile(p.path("keys", roundA+".key"), data, 0o600))
	must(t, os.WriteFile(p.path("keys", "notes.txt"), nil, 0o600))
	is(t, ring.Destroy(roundA), keys.ErrForeign)
	after, err := os.ReadFile(p.path("keys", roundA+".key"))
	must(t, err)
	if string(after) != string(data) {
		t.Error("the key of another installation has been changed")
	}
	found, err := ring.Find()
	must(t, err)
	if want := []string{p.path("keys", roundA+".key"), p.path("keys", "notes.txt")}; !slices.Equal(found.Unknown, want) {
		t.Errorf("got unknown %v, want %v", found.Unknown, want)
	}
}

func TestACopyHasEveryKeyAndWhatIsGone(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, ring.Create(newKey(t, roundB)))
	must(t, ring.Destroy(roundB))
	to := p.config
	to.Folders = []string{p.path("copy", "")}
	for range 2 { // again changes nothing
		copied, err := ring.CopyTo(to, random())
		must(t, err)
		if !slices.Equal(copied, []string{roundA}) {
			t.Errorf("got %v copied, want %s", copied, roundA)
		}
	}
	other, err := keys.Open(to)
	must(t, err)
	_, err = other.Load(roundA, all)
	must(t, err)
	_, err = other.Load(roundB, all)
	is(t, err, keys.ErrGone)
	_, err = ring.CopyTo(p.config, random())
	is(t, err, fs.ErrExist)
	beside := p.config
	beside.Folders = []string{p.path("data", "copy")}
	_, err = ring.CopyTo(beside, random())
	is(t, err, keys.ErrUnsafe)
}

func TestACopyDoesNotBringBackWhatIsGoneThere(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	to := p.config
	to.Folders = []string{p.path("copy", "")}
	must(t, keys.Init(to, random()))
	must(t, os.WriteFile(p.path("copy", roundA+".gone"), nil, 0o600))
	copied, err := ring.CopyTo(to, random())
	must(t, err)
	if len(copied) > 0 || exists(p.path("copy", roundA+".key")) {
		t.Errorf("got %v copied, want nothing", copied)
	}
}
