package urn_test

import (
	"math/rand/v2"
	"testing"

	"kompass/internal/urn"
)

// plain is an answer to 39 items in a round without fields for comments.
func plain(comments bool) urn.Sealing {
	s := sealing()
	s.Content, s.Steps = urn.Content{Answers: make([]byte, 39)}, urn.StepsFor(39, comments)
	return s
}

func BenchmarkSeal(b *testing.B) {
	for name, comments := range map[string]bool{"plain": false, "comments": true} {
		b.Run(name, func(b *testing.B) {
			r, s, random := newRound(b, 1), plain(comments), rand.NewChaCha8([32]byte{})
			e, err := r.NewEpoch()
			must(b, err)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Seal(random, e, s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	for name, comments := range map[string]bool{"plain": false, "comments": true} {
		b.Run(name, func(b *testing.B) {
			r := newRound(b, 1)
			sealed, e := r.seal(b, plain(comments))
			opener := r.opener(b, e)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := opener.Open(place, sealed); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLookup(b *testing.B) {
	r := newRound(b, 1)
	for b.Loop() {
		r.Lookup("0123456789ABCDEFGHJK")
	}
}

func BenchmarkEpoch(b *testing.B) {
	r := newRound(b, 1)
	for b.Loop() {
		if _, err := r.NewEpoch(); err != nil {
			b.Fatal(err)
		}
	}
}
