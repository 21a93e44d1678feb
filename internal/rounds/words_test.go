package rounds_test

import (
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// TestARoundKeepsTheWordsItWasOpenedWith, also in another installation, though two rounds ask the same questionnaire.
func TestARoundKeepsTheWordsItWasOpenedWith(t *testing.T) {
	d := newDesk(t, "Service", "Kitchen")
	opened := map[string]rounds.Opened{}
	for _, word := range []string{"Mandanten", "Klienten", ""} {
		words := kompass.Words{"de": {Plain: word}}
		if word == "" {
			words = nil
		}
		if err := d.store.SetWords(ctx, kompass.Unlimited("test"), d.company.ID, words); err != nil {
			t.Fatal(err)
		}
		opened[word] = d.open(short)
	}
	asks := func(d *desk, o rounds.Opened) string {
		t.Helper()
		round, err := d.store.Round(ctx, kompass.Everything, o.Round.ID)
		if err != nil {
			t.Fatal(err)
		}
		frozen, err := d.service.Frozen(ctx, round)
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(frozen.Questionnaire.Sentences("de").Asked, " ")
	}
	for word, o := range opened {
		want := word
		if want == "" {
			want = "Kundinnen und Kunden"
		}
		if got := asks(d, o); !strings.Contains(got, want) || strings.Contains(got, "{") {
			t.Errorf("the round with %q asks %q", word, got)
		}
	}
	o := opened["Klienten"]
	d.submit(o, upTo(24)...)
	d.close(o)
	data := file(t, d, o)
	to := newDesk(t)
	if _, err := to.service.Adopt(ctx, "test", d.accepted(data)); err != nil {
		t.Fatal(err)
	}
	if got := asks(to, o); !strings.Contains(got, "Klienten") {
		t.Errorf("the round that moved asks %q", got)
	}
}
