package i18n_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/i18n"
)

func TestSearchingMindsNeitherMarksNorCapitals(t *testing.T) {
	for _, test := range []struct {
		text, query string
		want        bool
	}{
		{"Café Müßig", "cafe mussig", true},
		{"Café Müßig", "MÜSSIG", true},
		{"Café Mu\u0308ßig", "Müßig", true},
		{"Hotel Adler", "adler hotel", true},
		{"Hotel Adler", "  ", true},
		{"Hotel Adler", "adler bär", false},
		{"Łódź", "lodz", false}, // a letter of its own, not an l with a mark
		{"İstanbul", "istanbul", true},
	} {
		if got := i18n.Finds(test.text, test.query); got != test.want {
			t.Errorf("%q in %q: got %v, want %v", test.query, test.text, got, test.want)
		}
	}
}

func TestEveryTextIsFoundByItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if !i18n.Finds(text, text) || !i18n.Finds(text, i18n.Fold(text)) {
			t.Fatalf("%q does not find itself", text)
		}
		if once := i18n.Fold(text); strings.ToValidUTF8(i18n.Fold(once), "") != strings.ToValidUTF8(once, "") {
			t.Fatalf("%q folds to %q and then to %q", text, once, i18n.Fold(once))
		}
	})
}
