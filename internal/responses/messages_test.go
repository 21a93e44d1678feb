package responses_test

import (
	"testing"

	"kompass/internal/i18n"
	"kompass/internal/responses"
)

func TestMessagesAreThoseOfTheCatalogue(t *testing.T) {
	for key, text := range responses.Messages {
		if got := i18n.For(i18n.English).T(key); got != text {
			t.Errorf("%s: the catalogue says %q, the package %q", key, got, text)
		}
		if !i18n.Has(i18n.German, key) {
			t.Errorf("%s has no German text", key)
		}
	}
}
