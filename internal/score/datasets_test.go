package score_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/score/reference"
)

var write = flag.Bool("write", false, "write the data sets for reference.R instead of comparing them")

// The stored values mean something only while the files that R read are those that the engine is given.
func TestTheDataSetsAreThoseThatRRead(t *testing.T) {
	files := map[string]string{"sets.csv": reference.Targets()}
	for _, s := range reference.Sets() {
		files[s.Name+".csv"] = s.CSV()
	}
	for name, want := range files {
		path := filepath.Join("reference", name)
		if *write {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the generator gives: run make reference", name)
		}
	}
}
