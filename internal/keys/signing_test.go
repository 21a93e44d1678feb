package keys_test

import (
	"bytes"
	"crypto/ed25519"
	"math/rand/v2"
	"os"
	"testing"

	"kompass/internal/keys"
)

const signing = "KOMPASS-SIGN-" + installation

func TestAnInstallationSignsWithOneKeyThatLiesInEveryFolder(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	public, err := ring.Signer(random())
	must(t, err)
	key, signature, err := ring.Sign([]byte("message"), rand.NewChaCha8([32]byte{6}))
	must(t, err)
	if !key.Equal(public) || !ed25519.Verify(public, []byte("message"), signature) || ed25519.Verify(public, []byte("massage"), signature) {
		t.Error("the signature is not that of the key for this message alone")
	}
	first, err := os.ReadFile(p.path("keys", signing))
	must(t, err)
	second, err := os.ReadFile(p.path("stick", signing))
	must(t, err)
	if !bytes.Equal(first, second) {
		t.Error("the folders have different keys")
	}
	for _, folder := range []string{"keys", "stick"} {
		info, err := os.Stat(p.path(folder, signing))
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: got mode %v, want it for its owner alone", folder, info.Mode())
		}
	}
	found, err := ring.Find()
	must(t, err)
	if len(found.Unknown) > 0 || len(found.Rounds) > 0 {
		t.Errorf("got %+v, want the key known as what it is", found)
	}
}

func TestTheKeyToSignWithOutlivesTheLossOfAFolder(t *testing.T) {
	p := newPlace(t, "keys", "stick")
	ring := p.open()
	public, err := ring.Signer(random())
	must(t, err)
	must(t, os.Remove(p.path("keys", signing)))
	must(t, os.WriteFile(p.path("stick", "other"), nil, 0o600))
	again, err := ring.Signer(rand.NewChaCha8([32]byte{6}))
	must(t, err)
	if !again.Equal(public) {
		t.Error("got a new key, want the one of the other folder")
	}
	if _, err := os.Stat(p.path("keys", signing)); err != nil {
		t.Errorf("the folder that lost it has not got it back: %v", err)
	}
	must(t, os.Truncate(p.path("keys", signing), 20))
	again, err = ring.Signer(random())
	must(t, err)
	if !again.Equal(public) {
		t.Error("got another key than the whole copy")
	}
}

func TestADamagedKeyToSignWithIsNotReplacedInSilence(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	_, err := ring.Signer(random())
	must(t, err)
	whole, err := os.ReadFile(p.path("keys", signing))
	must(t, err)
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 1
		must(t, os.WriteFile(p.path("keys", signing), changed, 0o600))
		_, err := ring.Signer(random())
		is(t, err, keys.ErrDamaged)
	}
	must(t, os.WriteFile(p.path("keys", signing), append(whole, 0), 0o600))
	_, err = ring.Signer(random())
	is(t, err, keys.ErrDamaged)
	must(t, os.WriteFile(p.path("keys", signing), whole, 0o600))
	must(t, os.Chmod(p.path("keys", signing), 0o640))
	_, err = ring.Signer(random())
	is(t, err, keys.ErrUnsafe)
}

func TestWithoutAFolderNothingIsSigned(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	must(t, os.Remove(p.path("keys", "KOMPASS-KEYS-"+installation)))
	_, err := ring.Signer(random())
	is(t, err, keys.ErrUnreachable)
	_, _, err = ring.Sign(nil, random())
	is(t, err, keys.ErrUnreachable)
}

func TestACopyOfTheKeysHoldsTheOneToSignWith(t *testing.T) {
	p := newPlace(t, "keys")
	ring := p.open()
	public, err := ring.Signer(random())
	must(t, err)
	to := p.config
	to.Folders = []string{p.path("stick", "")}
	_, err = ring.CopyTo(to, random())
	must(t, err)
	other, err := keys.Open(to)
	must(t, err)
	copied, err := other.Signer(rand.NewChaCha8([32]byte{6}))
	must(t, err)
	if !copied.Equal(public) {
		t.Error("the copy has another key")
	}
}
