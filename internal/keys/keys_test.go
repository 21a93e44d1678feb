package keys_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/keys"
	"kompass/internal/urn"
)

const (
	installation = "0123456789abcdef"
	roundA       = "aaaaaaaaaaaaaaaa"
	roundB       = "bbbbbbbbbbbbbbbb"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func is(t testing.TB, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func random() *rand.ChaCha8 { return rand.NewChaCha8([32]byte{5}) }

// place is a temporary folder with a database and folders for keys beside it.
type place struct {
	testing.TB
	dir    string
	config keys.Config
}

func newPlace(t testing.TB, folders ...string) place {
	t.Helper()
	p := place{TB: t, dir: t.TempDir()}
	p.config = keys.Config{Installation: installation, Database: filepath.Join(p.dir, "data", "kompass.db")}
	for _, folder := range folders {
		p.config.Folders = append(p.config.Folders, filepath.Join(p.dir, folder))
	}
	must(t, os.Mkdir(filepath.Join(p.dir, "data"), 0o700))
	return p
}

func (p place) open() *keys.Ring {
	p.Helper()
	must(p, keys.Init(p.config, random()))
	ring, err := keys.Open(p.config)
	must(p, err)
	return ring
}

func (p place) path(folder, name string) string { return filepath.Join(p.dir, folder, name) }

func newKey(t testing.TB, round string) keys.File {
	t.Helper()
	pair, err := urn.NewPair(random())
	must(t, err)
	return keys.File{Installation: installation, Round: round, Promise: [32]byte{1, 2}, Public: pair.Public, Pepper: [32]byte{3}, Seed: pair.Seed[:]}
}

func all(keys.File) bool { return true }

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestAKeyLiesInEveryFolderAndComesBack(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring, key := p.open(), newKey(t, roundA)
	must(t, ring.Create(key))
	a, err := os.ReadFile(p.path("keys", roundA+".key"))
	must(t, err)
	b, err := os.ReadFile(p.path("stick", roundA+".key"))
	must(t, err)
	if !bytes.Equal(a, b) {
		t.Error("the copies differ")
	}
	if !ring.Present(roundA) || ring.Present(roundB) || ring.Present("") {
		t.Error("Present does not tell what is there")
	}
	got, err := ring.Load(roundA, all)
	must(t, err)
	if !bytes.Equal(got.Seed, key.Seed) || got.Pepper != key.Pepper || got.Promise != key.Promise || !bytes.Equal(got.Public, key.Public) {
		t.Error("another key comes back")
	}
	for _, folder := range p.config.Folders {
		info, err := os.Stat(folder)
		must(t, err)
		if info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v, want 0700", folder, info.Mode().Perm())
		}
		entries, err := os.ReadDir(folder)
		must(t, err)
		for _, entry := range entries {
			info, err := entry.Info()
			must(t, err)
			if info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %v, want 0600", entry.Name(), info.Mode().Perm())
			}
		}
		if len(entries) != 3 {
			t.Errorf("got %d files in %s, want marker, tag and key", len(entries), folder)
		}
	}
}

func TestAHoldersKeyHasNoPrivatePart(t *testing.T) {
	ring, key := newPlace(t, "keys").open(), newKey(t, roundA)
	key.Seed = nil
	must(t, ring.Create(key))
	got, err := ring.Load(roundA, all)
	must(t, err)
	if got.Seed != nil {
		t.Error("a private key comes out of a file that has none")
	}
	if copies := ring.Copies(roundA, all); copies[0].State != keys.Fits || copies[0].Private {
		t.Errorf("got %+v, want a copy that fits without private key", copies)
	}
}

func TestSettingUpAgainChangesNothing(t *testing.T) {
	p := newPlace(t, "keys")
	must(t, p.open().Create(newKey(t, roundA)))
	before, err := os.ReadFile(p.path("keys", "KOMPASS-KEYS-"+installation))
	must(t, err)
	must(t, keys.Init(p.config, rand.NewChaCha8([32]byte{6})))
	after, err := os.ReadFile(p.path("keys", "KOMPASS-KEYS-"+installation))
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the marker has changed")
	}
	_, err = p.open().Load(roundA, all)
	must(t, err)
}

func TestInAllFoldersOrInNone(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	t.Run("a folder is out of reach", func(t *testing.T) {
		must(t, os.Rename(p.path("stick", ""), p.path("away", "")))
		is(t, ring.Create(newKey(t, roundA)), keys.ErrUnreachable)
		must(t, os.Rename(p.path("away", ""), p.path("stick", "")))
	})
	t.Run("one has a key already", func(t *testing.T) {
		must(t, os.WriteFile(p.path("stick", roundA+".key"), nil, 0o600))
		is(t, ring.Create(newKey(t, roundA)), fs.ErrExist)
		must(t, os.Remove(p.path("stick", roundA+".key")))
	})
	t.Run("one cannot be written to", func(t *testing.T) {
		full := p.path("stick", "")
		must(t, os.Chmod(full, 0o500))
		defer os.Chmod(full, 0o700)
		if os.Geteuid() != 0 { // nothing stops root
			if err := ring.Create(newKey(t, roundA)); err == nil {
				t.Error("a key has been stored in one of two folders")
			}
		}
	})
	if exists(p.path("keys", roundA+".key")) {
		t.Error("a key is left in the first folder")
	}
	must(t, ring.Create(newKey(t, roundA)))
}

func TestAKeyOfAnotherInstallationIsNotStored(t *testing.T) {
	ring, key := newPlace(t, "keys").open(), newKey(t, roundA)
	key.Installation = "fedcba9876543210"
	is(t, ring.Create(key), keys.ErrForeign)
}

func TestADiscardedKeyLeavesNothing(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, ring.Discard(roundA))
	_, err := ring.Load(roundA, all)
	is(t, err, keys.ErrMissing)
	must(t, ring.Create(newKey(t, roundA)))
}

func TestTheFittingCopyCounts(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring, key := p.open(), newKey(t, roundA)
	must(t, ring.Create(key))
	other := newKey(t, roundA)
	other.Promise[0]++
	data, err := other.Encode()
	must(t, err)
	must(t, os.WriteFile(p.path("keys", roundA+".key"), data, 0o600))
	fits := func(f keys.File) bool { return f.Promise == key.Promise }
	got, err := ring.Load(roundA, fits)
	must(t, err)
	if got.Promise != key.Promise {
		t.Error("the copy that does not fit has been taken")
	}
	states(t, ring.Copies(roundA, fits), keys.Foreign, keys.Fits)
	must(t, os.Remove(p.path("stick", roundA+".key")))
	_, err = ring.Load(roundA, fits)
	is(t, err, keys.ErrForeign)
	states(t, ring.Copies(roundA, fits), keys.Foreign, keys.Missing)
}

func states(t testing.TB, copies []keys.Copy, want ...keys.State) {
	t.Helper()
	if len(copies) != len(want) {
		t.Fatalf("got %d copies, want %d", len(copies), len(want))
	}
	for i, c := range copies {
		if c.State != want[i] {
			t.Errorf("%s: got %s, want %s", c.Folder, c.State, want[i])
		}
	}
}

func TestADamagedCopyDoesNotHideAWholeOne(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, os.Truncate(p.path("keys", roundA+".key"), 100))
	_, err := ring.Load(roundA, all)
	must(t, err)
	states(t, ring.Copies(roundA, all), keys.Damaged, keys.Fits)
	must(t, os.Truncate(p.path("stick", roundA+".key"), 0))
	_, err = ring.Load(roundA, all)
	is(t, err, keys.ErrDamaged)
}

func TestWhatIsNoRoundIsNoPath(t *testing.T) {
	ring := newPlace(t, "keys").open()
	for _, round := range []string{"", "..", "../../etc/passwd", "AAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaa/"} {
		_, err := ring.Load(round, all)
		is(t, err, keys.ErrMissing)
		is(t, ring.Destroy(round), keys.ErrMissing)
	}
}

func TestAKeyIsReplacedInEveryFolderOrInNone(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	other := newKey(t, roundA)
	must(t, ring.Replace(other))
	fits := func(f keys.File) bool { return bytes.Equal(f.Public, other.Public) }
	states(t, ring.Copies(roundA, fits), keys.Fits, keys.Fits)
	must(t, os.Rename(p.path("stick", ""), p.path("away", "")))
	is(t, ring.Replace(newKey(t, roundA)), keys.ErrUnreachable)
	must(t, os.Rename(p.path("away", ""), p.path("stick", "")))
	states(t, ring.Copies(roundA, fits), keys.Fits, keys.Fits)
	must(t, ring.Destroy(roundA))
	is(t, ring.Replace(newKey(t, roundA)), keys.ErrGone)
}
