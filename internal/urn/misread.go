package urn

import (
	"cmp"
	"slices"
	"strings"
)

// How much of what was typed is compared with the list: whoever pastes a book gets no answer for each of its words.
const (
	mostWords   = 2 * SheetWords
	longestWord = 12
	mostNear    = 3
	nearest     = 2 // letters that differ
)

// misread looks for words that are not on the list.
func misread(words []string) *Misread {
	out := &Misread{Words: len(words)}
	if len(words) > mostWords {
		return out
	}
	all := strings.Fields(wordFile)
	for i, word := range words {
		if _, ok := slices.BinarySearch(all, word); !ok {
			out.Unknown = append(out.Unknown, Unknown{Position: i + 1, Typed: word, Near: near(word, all)})
		}
	}
	return out
}

// near returns the words of the list that differ least from one that was typed, the nearest first.
func near(typed string, all []string) []string {
	if len(typed) > longestWord {
		return nil
	}
	type candidate struct {
		word  string
		apart int
	}
	var found []candidate
	for _, word := range all {
		if apart := distance(typed, word); apart <= nearest {
			found = append(found, candidate{word, apart})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.apart, b.apart) })
	var out []string
	for _, c := range found[:min(len(found), mostNear)] {
		out = append(out, c.word)
	}
	return out
}

// distance counts the letters that have to be added, taken away, replaced or swapped with their neighbour.
func distance(a, b string) int {
	before, last, row := []int(nil), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			same := 1
			if a[i-1] == b[j-1] {
				same = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+same)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, make([]int, len(b)+1)
	}
	return last[len(b)]
}
