package kit_test

import (
	"errors"
	"fmt"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/web/kit"
)

func TestMistakesAreTheFormsAndNothingElseIs(t *testing.T) {
	name := &kompass.FieldError{Field: "name", Code: "error.name.empty"}
	got, err := kit.Mistakes(nil, fmt.Errorf("parse: %w", name), nil)
	if err != nil || len(got) != 1 || got[0] != name {
		t.Errorf("got %v, %v, want the field's mistake", got, err)
	}
	if got, err := kit.Mistakes(nil); got != nil || err != nil {
		t.Errorf("got %v, %v for no error, want neither", got, err)
	}
}

func TestNoErrorBesideAMistakeIsDropped(t *testing.T) {
	broken := errors.New("disk on fire")
	for _, errs := range [][]error{{broken}, {&kompass.FieldError{Field: "name", Code: "error.name.empty"}, broken}} {
		if got, err := kit.Mistakes(errs...); !errors.Is(err, broken) || got != nil {
			t.Errorf("got %v, %v for %v, want the request to fail", got, err, errs)
		}
	}
}
