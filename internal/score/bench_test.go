package score_test

import (
	"testing"

	"kompass/internal/score"
)

// BenchmarkAdd measures one person's 39 answers.
func BenchmarkAdd(b *testing.B) {
	q := shaped()
	rows := responses(q, 4096)
	t := score.New(q).NewTally()
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t.Add(rows[i%len(rows)])
	}
}

// BenchmarkClose measures what closing a round of 100,000 responses asks of this package.
func BenchmarkClose(b *testing.B) {
	q := shaped()
	rows := responses(q, 100_000)
	s := score.New(q)
	b.ReportAllocs()
	for b.Loop() {
		t := s.NewTally()
		for _, row := range rows {
			t.Add(row)
		}
		t.Group()
	}
}

// BenchmarkGroup measures the statistics of one group.
func BenchmarkGroup(b *testing.B) {
	q := shaped()
	t := score.New(q).NewTally()
	for _, row := range responses(q, 40) {
		t.Add(row)
	}
	b.ReportAllocs()
	for b.Loop() {
		t.Group()
	}
}

// BenchmarkPerson measures the profile on the page of thanks.
func BenchmarkPerson(b *testing.B) {
	q := shaped()
	s, rows := score.New(q), responses(q, 64)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Person(rows[i%len(rows)])
	}
}

// BenchmarkNew measures what opening a page of a round costs before anything is cached.
func BenchmarkNew(b *testing.B) {
	q := shaped()
	for b.Loop() {
		score.New(q)
	}
}
