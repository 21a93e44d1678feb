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
