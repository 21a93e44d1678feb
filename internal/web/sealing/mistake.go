package sealing

import (
	"errors"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/urn"
)

// Mistake says what is wrong with the words of a key, nil where an error is about something else.
func Mistake(z i18n.Localizer, err error) *kompass.FieldError {
	var slip *urn.Slip
	var misread *urn.Misread
	wrong := func(code string, args ...any) *kompass.FieldError {
		return &kompass.FieldError{Field: "sheet", Code: code, Args: args}
	}
	switch {
	case errors.Is(err, rounds.ErrHeld):
		return wrong("error.sheet.empty", "n", urn.SheetWords)
	case errors.As(err, &slip) && slip.Swapped:
		return wrong("error.sheet.swapped", "n", slip.Position, "next", slip.Position+1, "typed", slip.Typed, "meant", slip.Meant)
	case errors.As(err, &slip):
		return wrong("error.sheet.word", "n", slip.Position, "typed", slip.Typed, "meant", slip.Meant)
	case errors.As(err, &misread) && len(misread.Unknown) > 0 && misread.Words == urn.SheetWords:
		return wrong("error.sheet.unknown", "words", unknownWords(z, misread.Unknown))
	case errors.As(err, &misread) && len(misread.Unknown) > 0:
		return wrong("error.sheet.count.unknown", "n", misread.Words, "want", urn.SheetWords, "words", unknownWords(z, misread.Unknown))
	case errors.As(err, &misread) && misread.Words != urn.SheetWords:
		return wrong("error.sheet.count", "n", misread.Words, "want", urn.SheetWords)
	case errors.Is(err, urn.ErrSheet):
		return wrong("error.sheet.other", "n", urn.SheetWords)
	}
	return nil
}

// unknownWords names words that are not on the list, with what may have been meant.
func unknownWords(z i18n.Localizer, words []urn.Unknown) string {
	var out []string
	for _, w := range words {
		key := "error.sheet.unknown.word"
		if len(w.Near) > 0 {
			key = "error.sheet.unknown.near"
		}
		out = append(out, z.T(key, "n", w.Position, "typed", w.Typed, "near", strings.Join(w.Near, ", ")))
	}
	return strings.Join(out, "; ")
}
