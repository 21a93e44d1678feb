package urn_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"kompass/internal/urn"
)

// vector pins the suite: what was sealed with it must open for as long as rounds of the suite exist. The encapsulation is
// the one thing that cannot be made again, so it stands in the file. The symmetric part has been computed a second time
// with another implementation.
type vector struct {
	Seed, Pepper, Enc, ID, Receipt                               string
	PublicHash, Promise, Canary, Lookup, Imported, Secret, Check string
	ContentKey, Body, Wrap                                       string
	Sheet                                                        string
}

func readVector(t *testing.T) vector {
	t.Helper()
	raw, err := os.ReadFile("testdata/vector.json")
	must(t, err)
	var v vector
	must(t, json.Unmarshal(raw, &v))
	return v
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	must(t, err)
	return b
}

func equal(t *testing.T, what string, got []byte, want string) {
	t.Helper()
	if hex.EncodeToString(got) != want {
		t.Errorf("%s: got %x, want %s", what, got, want)
	}
}

func TestTheSuiteIsThatOfTheVector(t *testing.T) {
	v := readVector(t)
	pair, err := urn.NewPair(bytes.NewReader(unhex(t, v.Seed)))
	must(t, err)
	hash := sha256.Sum256(pair.Public)
	equal(t, "public key", hash[:], v.PublicHash)
	promised := promise(pair.Public).Hash()
	equal(t, "promise", promised[:], v.Promise)
	u, err := urn.New(promised, pair.Public, unhex(t, v.Pepper))
	must(t, err)
	canary, lookup, imported := u.Canary(), u.Lookup(v.Receipt), u.Imported([]byte("row"))
	equal(t, "canary", canary[:], v.Canary)
	equal(t, "look-up", lookup[:], v.Lookup)
	equal(t, "digest of an imported row", imported[:], v.Imported)
	e, err := u.OpenEpoch(pair.Seed[:], unhex(t, v.Enc), unhex(t, v.Check))
	must(t, err)
	equal(t, "secret", urn.Secret(e), v.Secret)
	sealed, err := u.Seal(bytes.NewReader(unhex(t, v.ID)), e, vectorSealing(v.Receipt))
	must(t, err)
	equal(t, "key of the answer", urn.ContentKey(e, sealed.ID), v.ContentKey)
	equal(t, "envelope", sealed.Body, v.Body)
	equal(t, "wrap", sealed.Wrap, v.Wrap)
	if got := strings.Join(urn.Sheet(place.Round, pair.Seed), " "); got != v.Sheet {
		t.Errorf("sheet: got %s, want %s", got, v.Sheet)
	}
}

func vectorSealing(receipt string) urn.Sealing {
	return urn.Sealing{Place: place, Content: urn.Content{Answers: []byte{0, 1, 2, 254, 255}}, Receipt: receipt, Steps: urn.StepsFor(5, false)}
}
