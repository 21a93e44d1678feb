package urn_test

import (
	"bufio"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"kompass/internal/urn"
	"pgregory.net/rapid"
)

const sheetRound = "ROUND00000000001"

func TestASheetIsReadAsItIsTyped(t *testing.T) {
	pair := newRound(t, 1).pair
	words := urn.Sheet(sheetRound, pair.Seed)
	for name, typed := range map[string]string{
		"as printed":        strings.Join(words, " "),
		"in capitals":       strings.ToUpper(strings.Join(words, "\r\n")),
		"with numbers":      "1. " + strings.Join(words, "\n2. "),
		"with other breaks": " " + strings.Join(words, ",\t– ") + ". ",
	} {
		t.Run(name, func(t *testing.T) {
			seed, err := urn.ReadSheet(sheetRound, typed, pair.Public)
			must(t, err)
			if seed != pair.Seed {
				t.Error("another key comes back")
			}
		})
	}
}

func TestASingleSlipIsNamed(t *testing.T) {
	pair := newRound(t, 1).pair
	words := urn.Sheet(sheetRound, pair.Seed)
	all := wordList(t)
	rapid.Check(t, func(t *rapid.T) {
		typed := slices.Clone(words)
		i := rapid.IntRange(0, urn.SheetWords-1).Draw(t, "position")
		typed[i] = rapid.OneOf(rapid.SampledFrom(all), rapid.StringMatching("[a-z]{1,9}")).
			Filter(func(word string) bool { return word != words[i] }).Draw(t, "word")
		_, err := urn.ReadSheet(sheetRound, strings.Join(typed, " "), pair.Public)
		var slip *urn.Slip
		if !errors.As(err, &slip) {
			t.Fatalf("got %v, want the slip", err)
		}
		if want := (urn.Slip{Position: i + 1, Typed: typed[i], Meant: words[i]}); *slip != want {
			t.Fatalf("got %+v, want %+v", *slip, want)
		}
		if !strings.Contains(slip.Error(), words[i]) {
			t.Fatalf("%q does not name %q", slip, words[i])
		}
	})
}

func TestNeighboursInTheWrongOrderAreNamed(t *testing.T) {
	pair := newRound(t, 1).pair
	words := urn.Sheet(sheetRound, pair.Seed)
	for i := range urn.SheetWords - 1 {
		typed := slices.Clone(words)
		typed[i], typed[i+1] = typed[i+1], typed[i]
		_, err := urn.ReadSheet(sheetRound, strings.Join(typed, " "), pair.Public)
		var slip *urn.Slip
		if !errors.As(err, &slip) || !slip.Swapped || slip.Position != i+1 {
			t.Errorf("got %v, want words %d and %d named", err, i+1, i+2)
		}
	}
}

func TestWhatIsNoSlipIsRefused(t *testing.T) {
	pair := newRound(t, 1).pair
	words := urn.Sheet(sheetRound, pair.Seed)
	for name, c := range map[string]struct {
		round string
		words []string
	}{
		"nothing":         {sheetRound, nil},
		"a word short":    {sheetRound, words[1:]},
		"two wrong words": {sheetRound, append([]string{"xxxx", "yyyy"}, words[2:]...)},
		"another sheet":   {sheetRound, urn.Sheet(sheetRound, newRound(t, 2).pair.Seed)},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := urn.ReadSheet(c.round, strings.Join(c.words, " "), pair.Public)
			if !errors.Is(err, urn.ErrSheet) {
				t.Errorf("got %v, want ErrSheet", err)
			}
		})
	}
}

func wordList(t testing.TB) []string {
	t.Helper()
	file, err := os.Open("words.txt")
	must(t, err)
	defer file.Close()
	var words []string
	for lines := bufio.NewScanner(file); lines.Scan(); {
		words = append(words, lines.Text())
	}
	return words
}

func TestWordsAreSortedAndTellApartByTheirBeginning(t *testing.T) {
	words := wordList(t)
	if len(words) != 2048 || !slices.IsSorted(words) {
		t.Fatalf("got %d words, want 2048 in order", len(words))
	}
	seen := map[string]string{}
	for _, w := range words {
		begin := w[:min(4, len(w))]
		if other, twice := seen[begin]; twice {
			t.Errorf("%s and %s begin alike", w, other)
		}
		seen[begin] = w
	}
}
