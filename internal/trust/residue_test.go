package trust_test

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// relics are texts and bytes that must not outlive a round, by what they are.
type relics map[string][]string

// ended is a round that has been answered, before it ends.
type ended struct {
	*house
	round  round
	relics relics
}

// live lets people answer a round and collects what is to be gone when it has ended.
func live(t *testing.T, sealed bool, people int, seed uint64) *ended {
	t.Helper()
	h := newHouse(t)
	e := &ended{house: h, round: h.openFor("Nordwind", longForm, 2*people), relics: relics{}}
	if !sealed {
		h.unseal(e.round)
	}
	q, rng := content(t, longForm), rand.New(rand.NewPCG(seed, 4))
	e.relics["one-time code"] = h.drawCodes(h.trainer(), e.round, people/2)
	codes := slices.Concat(e.relics["one-time code"], slices.Repeat([]string{e.round.Links[0].Code}, people-people/2))
	for i, code := range codes {
		s, person := randomSheet(rng, q), h.visitor()
		person.answer(code, s.form(q, remark(i)))
		receipt := person.receipt(code)
		e.relics["receipt"] = append(e.relics["receipt"], receipt, strings.ReplaceAll(receipt, "-", ""))
		e.relics["comment"] = append(e.relics["comment"], remark(i))
		e.relics["answers"] = append(e.relics["answers"], string(s))
	}
	for what, query := range map[string]string{
		"trace of a receipt": "SELECT CAST(receipt_hash AS TEXT) FROM receipts", "code": "SELECT code FROM links WHERE code IS NOT NULL",
		"trace of a one-time code": "SELECT CAST(code_hash AS TEXT) FROM links WHERE kind = 'once'",
		"envelope":                 "SELECT CAST(substr(answers, 1, 48) AS TEXT) FROM responses", "key of a row": "SELECT CAST(id AS TEXT) FROM responses",
		"key for the receipt": "SELECT CAST(wrap AS TEXT) FROM responses WHERE wrap IS NOT NULL", "epoch": "SELECT CAST(substr(enc, 1, 48) AS TEXT) FROM epochs",
	} {
		e.relics[what] = column[string](t, h.db, query)
	}
	if key, err := os.ReadFile(filepath.Join(h.dir, "keys", e.round.ID+".key")); err == nil && sealed {
		secrets := key[len(key)-32-64 : len(key)-32] // the private key and the pepper, before the sum of all
		e.relics["key"] = []string{string(secrets[:32]), string(secrets[32:])}
	}
	return e
}

// found returns what kinds of relics lie in any file of the installation: database, log, journal, what SQLite needs for a moment,
// finished rounds, keys.
func (e *ended) found() []string {
	e.t.Helper()
	kinds := map[string]bool{}
	for _, folder := range []string{e.dir, scratch} {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return ignoreMissing(err)
			}
			data, err := os.ReadFile(path)
			for kind, markers := range e.relics {
				for _, m := range markers {
					if bytes.Contains(data, []byte(m)) {
						kinds[kind] = true
					}
				}
			}
			return ignoreMissing(err)
		})
		if err != nil {
			e.t.Fatal(err)
		}
	}
	return slices.Sorted(maps.Keys(kinds))
}

// ignoreMissing forgives that a file has gone while the folder was read.
func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// TestNothingOfARoundIsLeftInAnyFile searches the bytes of all files after a round has ended in each way.
func TestNothingOfARoundIsLeftInAnyFile(t *testing.T) {
	ends := map[string]struct {
		people int
		sealed bool
		how    []string
	}{
		"closed with comments":        {12, true, []string{"close"}},
		"closed without comments":     {8, true, []string{"close"}},
		"closed without a result":     {4, true, []string{"close", "--yes"}},
		"cancelled":                   {8, true, []string{"cancel", "--yes"}},
		"closed, from before sealing": {8, false, []string{"close"}},
	}
	const stored = "[code envelope epoch key key for the receipt key of a row trace of a one-time code trace of a receipt]"
	rounds, searched := often(1, 5), 0
	var control []string
	for name, end := range ends {
		for seed := range uint64(rounds) {
			e := live(t, end.sealed, end.people, seed)
			for _, markers := range e.relics {
				searched += len(markers)
			}
			open := e.found()
			if got := "[" + strings.Join(open, " ") + "]"; end.sealed && got != stored {
				t.Errorf("%s: while the round is open the files hold %s, want %s", name, got, stored)
			} else if !end.sealed {
				control = open
			}
			e.run(append(append([]string{"round"}, end.how...), e.round.ID)...)
			if end.people >= 10 {
				delete(e.relics, "comment") // they are kept, without anything that leads to a form
			}
			if left := e.found(); len(left) > 0 {
				t.Errorf("%s: the files still hold %q", name, left)
			}
		}
	}
	for _, kind := range []string{"answers", "comment"} {
		if !slices.Contains(control, kind) {
			t.Errorf("without sealing the search finds %q while the round is open: it does not see %s", control, kind)
		}
	}
	figure(t, "%d rounds, ended in %d ways, %d texts and bytes searched for in every file: none left. Control: while open the same search finds %s, without sealing also answers and comments",
		rounds*len(ends), len(ends), searched, "codes, envelopes, keys and traces of receipts")
}
