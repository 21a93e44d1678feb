package kompass_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

// typedShare reads a share from pairs of input and value.
func typedShare(pairs ...string) kompass.Share {
	all := map[string][]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		all[pairs[i]] = append(all[pairs[i]], pairs[i+1])
	}
	return kompass.ReadShare(func(name string) string { return strings.Join(all[name], "") }, func(name string) []string { return all[name] })
}

func TestAShareIsReadAsItWasTyped(t *testing.T) {
	got := typedShare("part", "strengths", "part", "headline", "part", "team", "measure", "0123456789abcdef", "measure", "0123456789abcdef",
		"measure", "x", "thanks-de", " Danke\r\nsehr ", "theme-2-de", "Licht", "reply-2-de", "Kommt.")
	want := kompass.Share{Parts: []kompass.SharePart{kompass.ShareHeadline, kompass.ShareStrengths}, Measures: []string{"0123456789abcdef"},
		Thanks: kompass.InLangs{"de": "Danke\nsehr"}, Replies: []kompass.Reply{{Theme: kompass.InLangs{"de": "Licht"}, Text: kompass.InLangs{"de": "Kommt."}}}}
	if got.Digest() != want.Digest() {
		t.Errorf("got %+v, want %+v", got, want)
	}
	text, err := got.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if again, err := kompass.DecodeShare(text); err != nil || again.Digest() != got.Digest() {
		t.Errorf("got %+v and %v from %s", again, err, text)
	}
}

func TestAShareSaysWhatIsWrongWithIt(t *testing.T) {
	long := strings.Repeat("ä", kompass.MaxReply+1)
	for name, one := range map[string]struct {
		typed []string
		want  string
	}{
		"nothing":                {nil, ""},
		"a theme without answer": {[]string{"theme-0-de", "Licht"}, "reply-0-de error.share.reply"},
		"an answer without":      {[]string{"reply-0-en", "Coming."}, "theme-0-en error.share.theme"},
		"one language":           {[]string{"theme-0-en", "Light", "reply-0-en", "Coming."}, ""},
		"too long":               {[]string{"thanks-en", long}, "thanks-en error.share.long"},
		"a control character":    {[]string{"thanks-de", "a\x00b"}, "thanks-de error.share.control"},
	} {
		var got []string
		for _, e := range typedShare(one.typed...).Check() {
			got = append(got, e.Field+" "+e.Code)
		}
		if strings.Join(got, ", ") != one.want {
			t.Errorf("%s: got %q, want %q", name, got, one.want)
		}
	}
}

func TestATextStandsInForTheOtherLanguage(t *testing.T) {
	for _, one := range []struct {
		text kompass.InLangs
		lang string
		want []string
	}{
		{kompass.InLangs{"de": "Danke", "en": "Thanks"}, "en", []string{"Thanks", "en"}},
		{kompass.InLangs{"de": "Danke"}, "en", []string{"Danke", "de"}},
		{kompass.InLangs{"en": "Thanks"}, "de", []string{"Thanks", "en"}},
		{nil, "de", []string{"", "de"}},
	} {
		text, in := one.text.In(one.lang)
		if got := []string{text, in}; !slices.Equal(got, one.want) {
			t.Errorf("%v in %s: got %q, want %q", one.text, one.lang, got, one.want)
		}
	}
}
