package address_test

import (
	"net/url"
	"testing"

	"kompass/internal/address"
	"kompass/internal/kompass"
)

func TestAPageKeepsWhatElseItIsAskedFor(t *testing.T) {
	p := address.Page{Path: "/list", Query: url.Values{"q": {"ä"}, "s": {"1", "2"}, "page": {"3"}}}
	for got, want := range map[string]string{
		p.With("page", "4"):                    "/list?page=4&q=%C3%A4&s=1&s=2",
		p.Having("s", []string{"2"}, "page"):   "/list?q=%C3%A4&s=2",
		address.Page{Path: "/x"}.With("a", ""): "/x?a=",
		p.Get("page"):                          "3",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestACodeIsReadOutOfItsOwnLink(t *testing.T) {
	base, err := address.ParseBaseURL("https://kompass.example.org/below")
	if err != nil {
		t.Fatal(err)
	}
	const code = kompass.Code("ABCD2345")
	for _, link := range []string{base.Questionnaire(code), base.Link(address.Guess(code))} {
		if got, ok := kompass.ParseCode(link); !ok || got != code {
			t.Errorf("%s: got %q, %v", link, got, ok)
		}
	}
}
