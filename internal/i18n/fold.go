package i18n

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold writes a text as people search for it: small letters without marks, so that "Café Müßig" is found by "cafe mussig".
func Fold(text string) string {
	bare := transform.Chain(norm.NFKD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
	folded, _, err := transform.String(bare, text)
	if err != nil {
		folded = text
	}
	return strings.ReplaceAll(strings.ToLower(folded), "ß", "ss")
}

// Finds reports whether every word of a query occurs in a text, whatever the marks and capitals. An empty query finds all.
func Finds(text, query string) bool {
	text = Fold(text)
	for word := range strings.FieldsSeq(Fold(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
