package result_test

import (
	"fmt"
	"slices"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// BenchmarkBuild closes rounds of the shipped questionnaire with 40 teams and 2 perspectives.
func BenchmarkBuild(b *testing.B) {
	q := load(b, shipped)
	var ids []string
	var teams []result.Team
	for i := range 40 {
		ids = append(ids, fmt.Sprintf("team%d", i))
		teams = append(teams, result.Team{ID: ids[i], Name: ids[i], Heads: 3000})
	}
	for _, n := range []int{1_000, 10_000, 100_000} {
		forms := random(q, 1_000, 1)
		seated := seat(slices.Concat(slices.Repeat([][]kompass.Response{forms}, n/len(forms))...), ids, both)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			in := aim(anonymous(q, seated), q.Targets[0].ID)
			in.Teams, in.Perspectives = teams, both
			b.ReportAllocs()
			for b.Loop() {
				d, err := result.Build(in)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := d.Encode(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecode(b *testing.B) {
	q := load(b, shipped)
	in := anonymous(q, seat(random(q, 3_000, 1), []string{"t1", "t2"}, both))
	in.Teams, in.Perspectives = twoTeams, both
	data := encode(b, build(b, in))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := result.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
