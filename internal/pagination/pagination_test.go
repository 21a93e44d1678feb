package pagination_test

import (
	"net/url"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/address"
	"kompass/internal/pagination"
)

func at(page string) address.Page {
	return address.Page{Path: "/list", Query: url.Values{"page": {page}, "q": {"x"}}}
}

func TestEveryEntryStandsOnOnePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries, size := rapid.IntRange(0, 500).Draw(t, "entries"), rapid.IntRange(1, 60).Draw(t, "size")
		seen := 0
		for n := 1; ; n++ {
			p := pagination.Of(address.Page{Query: url.Values{"page": {strconv.Itoa(n)}}}, "page", entries, size)
			if p.Number != n || p.From != seen || p.To-p.From > size {
				t.Fatalf("page %d of %d entries, %d each: got %d from %d to %d, want it from %d", n, entries, size, p.Number, p.From, p.To, seen)
			}
			seen = p.To
			if n == p.Of {
				break
			}
		}
		if seen != entries {
			t.Fatalf("the pages hold %d of %d entries", seen, entries)
		}
	})
}

func TestPagesThatAreNotThereAreMended(t *testing.T) {
	for page, want := range map[string]int{"": 1, "x": 1, "0": 1, "-3": 1, "2": 2, "99": 3} {
		if got := pagination.Of(at(page), "page", 25, 10).Number; got != want {
			t.Errorf("%q: got page %d, want %d", page, got, want)
		}
	}
}

func TestOfManyPagesTheEndsAndTheNeighboursAreLinked(t *testing.T) {
	var numbers []int
	for _, l := range pagination.Of(at("10"), "page", 200, 10).Links {
		numbers = append(numbers, l.Number)
		if want := "/list?page=" + strconv.Itoa(l.Number) + "&q=x"; l.Href != want || l.Current != (l.Number == 10) {
			t.Errorf("got %+v, want the address %s", l, want)
		}
	}
	if want := []int{1, 7, 8, 9, 10, 11, 12, 13, 20}; !slices.Equal(numbers, want) {
		t.Errorf("got links to %v, want %v", numbers, want)
	}
	if got := pagination.Of(at("1"), "page", 10, 10).Links; got != nil {
		t.Errorf("got %v for a single page, want no links", got)
	}
}
