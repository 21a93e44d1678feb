package keys_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/keys"
)

func TestAFolderInsideTheDatabasesFolderIsRefused(t *testing.T) {
	for name, folder := range map[string]string{"below": "data/keys", "the same": "data", "around": "data/../data/x/y"} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, folder)
			is(t, keys.Init(p.config, random()), keys.ErrUnsafe)
			_, err := keys.Open(p.config)
			is(t, err, keys.ErrUnsafe)
		})
	}
	t.Run("by a link", func(t *testing.T) {
		p := newPlace(t, "link/keys")
		must(t, os.Symlink(p.path("data", ""), p.path("link", "")))
		is(t, keys.Init(p.config, random()), keys.ErrUnsafe)
	})
	t.Run("beside it is allowed", func(t *testing.T) {
		newPlace(t, "data-keys", "..keys").open()
	})
}

func TestFoldersThatCannotBeMeantAreRefused(t *testing.T) {
	twice := newPlace(t, "keys", "x/../keys")
	is(t, keys.Init(twice.config, random()), keys.ErrUnsafe)
	unnamed := newPlace(t, "keys")
	unnamed.config.Folders = append(unnamed.config.Folders, "")
	is(t, keys.Init(unnamed.config, random()), keys.ErrUnsafe)
	stray := newPlace(t, "keys")
	stray.config.Installation = "../x"
	is(t, keys.Init(stray.config, random()), keys.ErrForeign)
}

func TestWhatOthersMayReadIsRefused(t *testing.T) {
	t.Run("folder", func(t *testing.T) {
		p := newPlace(t, "keys")
		p.open()
		must(t, os.Chmod(p.path("keys", ""), 0o750))
		_, err := keys.Open(p.config)
		is(t, err, keys.ErrUnsafe)
		if !strings.Contains(err.Error(), "chmod") {
			t.Errorf("%q does not say what to do", err)
		}
	})
	t.Run("folder with something in it", func(t *testing.T) {
		p := newPlace(t, "keys")
		must(t, os.Mkdir(p.path("keys", ""), 0o755))
		must(t, os.WriteFile(p.path("keys", "x"), nil, 0o600))
		is(t, keys.Init(p.config, random()), keys.ErrUnsafe)
	})
	t.Run("an empty folder is taken away from them", func(t *testing.T) {
		p := newPlace(t, "keys")
		must(t, os.Mkdir(p.path("keys", ""), 0o755))
		p.open()
	})
	t.Run("key", func(t *testing.T) {
		p := newPlace(t, "keys")
		ring := p.open()
		must(t, ring.Create(newKey(t, roundA)))
		must(t, os.Chmod(p.path("keys", roundA+".key"), 0o644))
		_, err := ring.Load(roundA, all)
		is(t, err, keys.ErrUnsafe)
		states(t, ring.Copies(roundA, all), keys.Damaged)
	})
}

func TestLinksAreNotFollowed(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	must(t, os.Rename(p.path("keys", roundA+".key"), p.path("data", "key")))
	must(t, os.Symlink(p.path("data", "key"), p.path("keys", roundA+".key")))
	states(t, ring.Copies(roundA, all), keys.Damaged, keys.Fits)
	if err := ring.Destroy(roundA); err == nil {
		t.Error("a key behind a link counts as destroyed")
	}
	if info, err := os.Stat(p.path("data", "key")); err != nil || info.Size() == 0 {
		t.Errorf("what the link leads to has been changed (%v)", err)
	}
}

func TestInstallationsShareAFolderAndLeaveEachOtherAlone(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, ring.Create(newKey(t, roundA)))
	p.config.Installation = "fedcba9876543210"
	other, err := keys.Open(p.config)
	must(t, err)
	states(t, other.Copies(roundA, all), keys.Unreachable)
	other = p.open()
	_, err = other.Load(roundA, all)
	is(t, err, keys.ErrForeign)
	is(t, other.Destroy(roundA), keys.ErrForeign)
	found, err := other.Find()
	must(t, err)
	if len(found.Rounds) > 0 || len(found.Unknown) != 2 {
		t.Errorf("got %+v, want the other's marker and key as unknown", found)
	}
}

func TestAMarkerThatNamesAnotherInstallationIsRefused(t *testing.T) {
	p := newPlace(t, "keys")
	p.open()
	marker := p.path("keys", "KOMPASS-KEYS-"+installation)
	raw, err := os.ReadFile(marker)
	must(t, err)
	must(t, os.WriteFile(marker, []byte(strings.ReplaceAll(string(raw), installation, "fedcba9876543210")), 0o600))
	_, err = keys.Open(p.config)
	is(t, err, keys.ErrDamaged)
}

func TestABrokenMarkerIsRefused(t *testing.T) {
	p := newPlace(t, "keys")
	p.open()
	must(t, os.WriteFile(p.path("keys", "KOMPASS-KEYS-"+installation), []byte("kompass keys 1\n"), 0o600))
	_, err := keys.Open(p.config)
	is(t, err, keys.ErrDamaged)
}

func TestTheTagForBackupsIsThere(t *testing.T) {
	p := newPlace(t, "keys")
	p.open()
	tag, err := os.ReadFile(filepath.Join(p.dir, "keys", "CACHEDIR.TAG"))
	must(t, err)
	if !strings.HasPrefix(string(tag), "Signature: 8a477f597d28d172789f06886806bc55\n") {
		t.Errorf("got %q, want the signature", tag)
	}
}

func TestWithoutFoldersThereAreNoKeys(t *testing.T) {
	ring, err := keys.Open(keys.Config{Installation: installation})
	must(t, err)
	is(t, ring.Create(newKey(t, roundA)), keys.ErrUnreachable)
	_, err = ring.Load(roundA, all)
	is(t, err, keys.ErrMissing)
}
