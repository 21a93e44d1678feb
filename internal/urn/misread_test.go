package urn_test

import (
	"errors"
	"strings"
	"testing"

	"kompass/internal/urn"
)

func TestWordsThatAreNotOnTheListAreNamedWithThoseThatLookLikeThem(t *testing.T) {
	pair := newRound(t, 1).pair
	words := urn.Sheet(sheetRound, pair.Seed)
	words[1], words[2], words[9] = "abandn", "aabndon", "qqqqqqqqqqqq"
	_, err := urn.ReadSheet(sheetRound, strings.Join(words, " "), pair.Public)
	var misread *urn.Misread
	if !errors.As(err, &misread) || misread.Words != urn.SheetWords || len(misread.Unknown) != 3 {
		t.Fatalf("got %v, want three words that are unknown", err)
	}
	for i, want := range []struct {
		position int
		near     string
	}{{2, "abandon"}, {3, "abandon"}, {10, ""}} {
		got := misread.Unknown[i]
		if got.Position != want.position || strings.Join(got.Near[:min(1, len(got.Near))], "") != want.near || len(got.Near) > 3 {
			t.Errorf("got %+v, want word %d and first %q", got, want.position, want.near)
		}
	}
}

func TestOfABookTheNumberOfWordsIsSaid(t *testing.T) {
	_, err := urn.ReadSheet(sheetRound, strings.Repeat("zzzz ", 5000), newRound(t, 1).pair.Public)
	var misread *urn.Misread
	if !errors.As(err, &misread) || misread.Words != 5000 || len(misread.Unknown) > 0 {
		t.Errorf("got %v, want the number alone", err)
	}
}
