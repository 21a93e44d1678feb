package arch_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/arch"
	"kompass/internal/i18n"
)

func TestEveryActionIsSaidInWords(t *testing.T) {
	actions, err := arch.Actions(written(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(actions) < 20 {
		t.Fatalf("got the actions %q, want all of them", actions)
	}
	for _, action := range actions {
		kind, _, _ := strings.Cut(action, ".")
		for _, key := range []string{"audit.action." + action, "audit.kind." + kind} {
			if !i18n.Has(i18n.German, key) {
				t.Errorf("internal/i18n/catalog has no text %s for the action %s of the audit trail", key, action)
			}
		}
	}
	for _, key := range i18n.Keys() {
		if action, ok := strings.CutPrefix(key, "audit.action."); ok && !slices.Contains(actions, action) {
			t.Errorf("nothing does what %s says", key)
		}
	}
}

func TestActionsAreFound(t *testing.T) {
	got, err := arch.Actions([]arch.Source{source("a.go", `package a

func f() {
	_ = event{actor, "round.open", id, ""}
	_ = event{actor, action, id, ""}
	_ = other{actor, "round.shut", id, ""}
	s.Note(ctx, actor, "access.denied", id, "")
	s.Note(ctx)
}
`)})
	if want := []string{"access.denied", "round.open"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
