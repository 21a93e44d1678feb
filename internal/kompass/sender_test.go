package kompass_test

import (
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestSenderTakesSafeAddressesOnly(t *testing.T) {
	for raw, want := range map[string]string{
		"": "", "example.org": "https://example.org", " http://example.org/a?b=c ": "http://example.org/a?b=c", "https://müller.example": "https://müller.example",
	} {
		s, errs := kompass.ParseSender("Anna Nord", "", "", raw)
		if len(errs) > 0 || s.Web != want {
			t.Errorf("%q: got %q, %v, want %q", raw, s.Web, errs, want)
		}
	}
	for _, raw := range []string{
		"javascript:alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "https://", "localhost",
		"https://user:pass@example.org", "https://example.org/\"onload=", "https://example.org/<b>", "https://exa mple.org", "https://example.org/\x00",
		"https://example.org/" + strings.Repeat("a", kompass.MaxWeb), "mailto:a@example.org",
	} {
		if _, errs := kompass.ParseSender("", "", "", raw); len(errs) != 1 || errs[0].Field != "web" {
			t.Errorf("%q: got %v, want it refused", raw, errs)
		}
	}
}
