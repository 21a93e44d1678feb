package result_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"kompass/internal/result"
	"kompass/internal/score"
)

const schemaFile = "../../docs/result-schema.json"

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func instance(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDocumentsAreAsTheSchemaSays(t *testing.T) {
	s := schema(t)
	files, err := filepath.Glob("testdata/*.golden.json")
	if err != nil || len(files) < 10 {
		t.Fatalf("got %d documents, %v", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(instance(t, data)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	q := load(t, shipped)
	in := aim(anonymous(q, seat(random(q, 40, 1), []string{"t1", "t2", "t2"}, both)), q.Targets[0].ID)
	in.Teams, in.Perspectives = twoTeams, both
	d := build(t, in)
	d.LeaveOut(3)
	if err := s.Validate(instance(t, encode(t, d))); err != nil {
		t.Error(err)
	}
}

func TestScoredFilesAreAsTheSchemaSays(t *testing.T) {
	q := load(t, facets)
	persons := func(yield func(result.Person) bool) {
		for i, r := range random(q, 23, 4) {
			answers, err := score.New(q).Unpack(r.Answers)
			if err != nil {
				t.Error(err)
			}
			if !yield(result.Person{Group: []string{"Nord", "Süd", "Süd", "Ost", "Süd"}[i%5], Answers: answers}) {
				return
			}
		}
	}
	d, err := result.Score(result.ScoreInput{Questionnaire: q, MinGroup: 5, GroupBy: "Standort", Everyone: "Alle", Persons: persons})
	if err != nil {
		t.Fatal(err)
	}
	if err := schema(t).Validate(instance(t, encode(t, d))); err != nil {
		t.Error(err)
	}
}

func TestTheSchemaRefusesWhatIsNoResult(t *testing.T) {
	s := schema(t)
	data, err := os.ReadFile("testdata/hidden-groups.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(map[string]any){
		"another version":       func(d map[string]any) { d["schema"] = 1 },
		"an unknown member":     func(d map[string]any) { d["answers"] = []any{} },
		"no groups":             func(d map[string]any) { d["groups"] = []any{} },
		"an unknown mode":       func(d map[string]any) { d["mode"] = "secret" },
		"a hidden group with n": func(d map[string]any) { hiddenGroup(t, d)["n"] = 3 },
		"a hidden group with fields": func(d map[string]any) {
			hiddenGroup(t, d)["fields"] = d["groups"].([]any)[0].(map[string]any)["fields"]
		},
		"a shown group with a reason": func(d map[string]any) { d["groups"].([]any)[0].(map[string]any)["reason"] = "complementary" },
		"a field without n": func(d map[string]any) {
			delete(d["groups"].([]any)[0].(map[string]any)["fields"].([]any)[0].(map[string]any), "n")
		},
	} {
		d := instance(t, data).(map[string]any)
		change(d)
		if err := s.Validate(d); err == nil {
			t.Errorf("%s: got it accepted", what)
		}
	}
}

func hiddenGroup(t *testing.T, d map[string]any) map[string]any {
	t.Helper()
	for _, g := range d["groups"].([]any) {
		if g := g.(map[string]any); g["shown"] == false {
			return g
		}
	}
	t.Fatal("no group is hidden")
	return nil
}

// TestTheSchemaKnowsEveryMember compares names with those that the types write, so that a new one is not forgotten.
func TestTheSchemaKnowsEveryMember(t *testing.T) {
	s := schema(t)
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if s.AdditionalProperties != false {
		t.Error("the schema lets unknown members pass")
	}
	var source []byte
	for _, file := range []string{"document.go", "aims.go"} {
		one, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source = append(source, one...)
	}
	members := map[string]bool{}
	for part := range strings.SplitSeq(string(source), "`json:\"") {
		name, _, _ := strings.Cut(part, "\"`")
		name, _, _ = strings.Cut(name, ",")
		members[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !strings.ContainsAny(name, " \n") && !strings.Contains(string(data), `"`+name+`"`) {
			t.Errorf("the schema does not know %q", name)
		}
	}
}
