package result_test

import (
	"encoding/json"
	"errors"
	"testing"

	"kompass/internal/result"
)

// rename stands for a change of the schema.
func rename(from, to string) func(map[string]json.RawMessage) error {
	return func(m map[string]json.RawMessage) error {
		v, ok := m[from]
		if !ok {
			return errors.New("no " + from)
		}
		delete(m, from)
		m[to] = v
		return nil
	}
}

func TestEveryOlderSchemaHasItsStep(t *testing.T) {
	if got, want := result.Upgrades(), result.Schema-1; got != want {
		t.Errorf("got %d steps to schema %d, want %d", got, result.Schema, want)
	}
}

func TestOlderDocumentsTakeTheStepsFromTheirSchemaOn(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`{"schema":1,"a":"x"}`, `{"c":"x","schema":3}`},
		{`{"schema":2,"b":"x"}`, `{"c":"x","schema":3}`},
		{`{"schema":3,"c":"x"}`, `{"schema":3,"c":"x"}`},
	} {
		got, err := result.Upgraded([]byte(c.in), rename("a", "b"), rename("b", "c"))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v, want %s", c.in, got, err, c.want)
		}
	}
}

func TestDocumentsOfAnUnknownSchemaAreRefused(t *testing.T) {
	for _, in := range []string{`{"schema":4}`, `{"schema":0}`, `{"schema":-1}`, `{}`} {
		if got, err := result.Upgraded([]byte(in), rename("a", "b"), rename("b", "c")); !errors.Is(err, result.ErrSchema) {
			t.Errorf("%s: got %s, %v, want %v", in, got, err, result.ErrSchema)
		}
	}
	for _, in := range []string{`{"schema":"1"}`, `[]`, `{`} {
		if got, err := result.Upgraded([]byte(in)); !errors.Is(err, result.ErrTampered) {
			t.Errorf("%s: got %s, %v, want %v", in, got, err, result.ErrTampered)
		}
	}
	if got, err := result.Upgraded([]byte(`{"schema":1}`), rename("a", "b")); err == nil {
		t.Errorf("got %s from a step that cannot be taken", got)
	}
}

// A round that closed before the rules changed keeps the document that it was promised.
func TestADocumentOfTheFirstRulesIsReadAsItWas(t *testing.T) {
	d := publishedIn(t, "testdata/schema-1.json")
	if d.Rules != 1 || d.Schema != result.Schema {
		t.Fatalf("got rules %d, schema %d, want rules 1 in schema %d", d.Rules, d.Schema, result.Schema)
	}
	if l := d.Limits(); l.Words != 0 || l.Few != 0 {
		t.Errorf("got %+v, want no limits that those rules did not know", l)
	}
	if err := d.Abides(); err != nil {
		t.Errorf("got %v, want it to abide by its own rules", err)
	}
	shown := 0
	for _, g := range d.Groups {
		if g.Key["perspective"] != "" && g.Shown && len(g.Fields[0].Items) > 0 {
			shown++
		}
	}
	if shown == 0 {
		t.Error("the document shows no items of a perspective: the test shows nothing")
	}
	d.Rules = result.Rules
	if err := d.Abides(); err == nil {
		t.Error("by the rules of today it shows nothing too much")
	}
}

// A round that closed before the words for agreement changed keeps them, and says by which rule they are.
func TestOlderDocumentsCarryTheFirstRuleOfAgreement(t *testing.T) {
	d := publishedIn(t, "testdata/schema-1.json")
	words := 0
	for _, f := range d.Everyone().Fields {
		if f.Agreement != nil {
			words++
		}
		if f.Position != nil {
			t.Errorf("field %s has the position %s, which nobody decided at its closing", f.ID, *f.Position)
		}
	}
	if d.AgreementRule != 1 || words == 0 {
		t.Errorf("got rule %d and %d words, want rule 1 and what was published", d.AgreementRule, words)
	}
}
