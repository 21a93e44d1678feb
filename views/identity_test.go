package views_test

import (
	"testing"

	"kompass/internal/kompass"
	"kompass/views"
)

func TestEveryTextOfTheSenderKeepsPagesApart(t *testing.T) {
	seen := map[string]map[string]string{}
	for _, texts := range []map[string]string{nil, {"de": "a"}, {"en": "a"}, {"de": "a", "en": "a"}, {"fr": "a"}, {"de": "a", "fr": "b"}, {"de": "a", "fr": "c"}} {
		key := views.Sender{Sender: kompass.Sender{Texts: texts}}.Key()
		if other, ok := seen[key]; ok {
			t.Errorf("%v and %v share the key %q", texts, other, key)
		}
		seen[key] = texts
	}
}
