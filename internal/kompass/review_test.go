package kompass_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
)

func TestRedactionLeavesOutAndAddsNothing(t *testing.T) {
	const said = "Frau Meier aus der Küche\nhört nie zu."
	for raw, want := range map[string]string{
		"[…] hört nie zu.":                   "[…] hört nie zu.",
		"[...]\r\nhört nie zu.":              "[…]\nhört nie zu.",
		"Frau […] aus der […]\nhört nie zu.": "Frau […] aus der […]\nhört nie zu.",
		"  […]  ":                            "[…]",
		"Frau Meier aus der Küche […]":       "Frau Meier aus der Küche […]",
		"":                                   "error.redaction.empty",
		said:                                 "error.redaction.same",
		said + "[…]":                         "error.redaction.changed",
		"Frau Meier aus der Küche hört immer zu":        "error.redaction.changed",
		"Frau […] hört immer zu.":                       "error.redaction.changed",
		"Herr […] hört nie zu.":                         "error.redaction.changed",
		"[…] Küche […] Meier […]":                       "error.redaction.changed",
		"[…] nie":                                       "error.redaction.changed",
		strings.Repeat("x", kompass.MaxComment) + "[…]": "error.redaction.long",
	} {
		got, err := kompass.ParseRedaction(said, raw)
		var field *kompass.FieldError
		if errors.As(err, &field) {
			got = field.Code
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}

// TestRedactionsOfAnyTextAreAccepted leaves out any stretches of any text, and then changes what is left.
func TestRedactionsOfAnyTextAreAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-d]{1,3}`), 2, 12).Draw(t, "words")
		out := rapid.IntRange(0, len(words)-1).Draw(t, "out")
		copied := slices.Clone(words)
		copied[out] = kompass.Omission
		original := strings.Join(words, " ")
		if _, err := kompass.ParseRedaction(original, strings.Join(copied, " ")); err != nil {
			t.Fatalf("%q from %q: %v", copied, original, err)
		}
		at := (out + 1) % len(words)
		copied[at] = "z"
		if got, err := kompass.ParseRedaction(original, strings.Join(copied, " ")); err == nil {
			t.Fatalf("%q became %q", original, got)
		}
	})
}

func TestIntroductionIsPlainTextInParagraphs(t *testing.T) {
	got, err := kompass.ParseIntroduction("  Guten Tag,\r\nliebe Leute.\r\n\r\n\r\nZweiter Absatz  ")
	if err != nil {
		t.Fatal(err)
	}
	if paragraphs := kompass.Paragraphs(got); !slices.Equal(paragraphs, []string{"Guten Tag,\nliebe Leute.", "Zweiter Absatz"}) {
		t.Errorf("got %q", paragraphs)
	}
	for _, bad := range []string{strings.Repeat("ü", kompass.MaxIntroduction+1), "a\x00b", "a\u202eb", "\xff"} {
		if _, err := kompass.ParseIntroduction(bad); !errors.Is(err, kompass.ErrInvalid) {
			t.Errorf("%.20q: got %v, want it refused", bad, err)
		}
	}
	if text, err := kompass.ParseIntroduction(strings.Repeat("ü", kompass.MaxIntroduction)); err != nil || text == "" {
		t.Errorf("the longest introduction: %v", err)
	}
}

func TestVerdicts(t *testing.T) {
	for raw, ok := range map[string]bool{"": true, "shown": true, "hidden": true, "redacted": true, "deleted": false, "Shown": false} {
		if _, err := kompass.ParseVerdict(raw); (err == nil) != ok {
			t.Errorf("%q: got %v", raw, err)
		}
	}
}
