package result_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

var update = flag.Bool("update", false, "write the golden documents anew")

var (
	twoTeams = []result.Team{{ID: "t1", Name: "Nord", Heads: 20}, {ID: "t2", Name: "Süd", Heads: 60}}
	both     = []string{"leaders", "staff"}
)

func TestGoldenDocuments(t *testing.T) {
	q, plain := load(t, facets), load(t, garden)
	seated := func(n int, seed uint64) []kompass.Response {
		return seat(random(q, n, seed), []string{"t1", "t2", "t2"}, []string{"staff", "staff", "leaders"})
	}
	grouped := func(in result.Input) result.Input {
		in.Teams, in.Perspectives = twoTeams, both
		return in
	}
	partial := aim(anonymous(q, random(q, 12, 8)), "middle")
	partial.Target.Values = kompass.TargetValues{"customers": {"attitude": 2.75}, "management": {"attitude": 0, "tools": 2}, "people": {"": 3}}
	noTeam := grouped(anonymous(q, append(seated(20, 9), random(q, 7, 10)...)))
	for name, in := range map[string]result.Input{
		"anonymous-5":    aim(anonymous(q, random(q, 5, 1)), "middle"),
		"anonymous-9":    aim(anonymous(q, random(q, 9, 2)), "middle"),
		"anonymous-10":   aim(anonymous(q, random(q, 10, 3)), "middle"),
		"anonymous-29":   aim(grouped(anonymous(q, seated(29, 4))), "middle"),
		"anonymous-30":   aim(grouped(anonymous(q, seated(30, 5))), "middle"),
		"anonymous-110":  aim(grouped(anonymous(q, seated(110, 6))), "middle"),
		"open-1":         aim(open(q, random(q, 1, 7)), "middle"),
		"open-3":         aim(grouped(open(q, seated(3, 8))), "middle"),
		"no-facets":      aim(anonymous(plain, random(plain, 31, 9)), "settled"),
		"no-target":      anonymous(q, random(q, 12, 7)),
		"partial-target": partial,
		"hidden-groups":  noTeam,
	} {
		t.Run(name, func(t *testing.T) { golden(t, "testdata/"+name+".golden.json", encode(t, build(t, in))) })
	}
}

// golden compares with a file that people can read.
func golden(t *testing.T, file string, data []byte) {
	t.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, data, "", " "); err != nil {
		t.Fatal(err)
	}
	indented.WriteByte('\n')
	if *update {
		if err := os.WriteFile(file, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(indented.Bytes(), want) {
		t.Errorf("got a document other than %s; see what changed with -update", file)
	}
}
