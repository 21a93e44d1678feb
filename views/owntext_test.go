package views_test

import (
	"context"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"pgregory.net/rapid"

	"kompass/views"
)

func ownText(t interface {
	Fatal(...any)
	Helper()
}, text string) *goquery.Selection {
	t.Helper()
	var out strings.Builder
	if err := views.OwnTextBlock(views.NewOwnText(text, "")).Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Find("body")
}

func TestOwnTextHasParagraphsListsAndLinks(t *testing.T) {
	body := ownText(t, "Anna Nord\nHauptstraße 1\n\nFragen:\n- per Mail an anna@example.org,\n- [auf der Seite](https://example.org/a?b=c&d)\nEnde.\r\n\r\nSiehe https://example.org/x.")
	if got := body.Find("p").Length(); got != 4 {
		t.Errorf("got %d paragraphs, want 4", got)
	}
	if got := body.Find("ul li").Length(); got != 2 {
		t.Errorf("got %d points, want 2", got)
	}
	var hrefs []string
	body.Find("a").Each(func(_ int, a *goquery.Selection) { hrefs = append(hrefs, a.Text()+" "+a.AttrOr("href", "")) })
	want := "anna@example.org mailto:anna@example.org|auf der Seite https://example.org/a?b=c&d|https://example.org/x https://example.org/x"
	if got := strings.Join(hrefs, "|"); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestOwnTextIsNeverMoreThanItMayBe holds for every text: these elements, these attributes, these addresses, and every letter
// that was typed.
func TestOwnTextIsNeverMoreThanItMayBe(t *testing.T) {
	piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"[x](javascript:alert(1))", "[x](JaVaScRiPt:1)", "[x](data:text/html,1)", "[x](//evil.example)", "[x](/app)", "[x](https://example.org)",
		"[x](mailto:a@example.org?bcc=b@example.org)", "javascript:alert(1)", "<script>__x()</script>", `"><svg/onload=__x()>`, "- ", "\n", "\n\n", "https://a@b.example",
		"https://", "http://[::1", "a@b.example", "[", "](", ")", "[x](vbscript:x@y.example)", "[x](https:evil)", "[y](ftp://example.org)", "&amp;", "<!--", "style=",
	}))
	allowed := map[string]bool{"div": true, "p": true, "ul": true, "li": true, "a": true, "body": true}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(piece).Draw(t, "text"), "")
		ownText(t, text).Find("*").Each(func(_ int, e *goquery.Selection) {
			if !allowed[goquery.NodeName(e)] {
				t.Fatalf("%q became %s", text, goquery.NodeName(e))
			}
			for _, a := range e.Nodes[0].Attr {
				safe := a.Key == "class" || a.Key == "rel" || a.Key == "href" &&
					(strings.HasPrefix(a.Val, "https://") || strings.HasPrefix(a.Val, "http://") || strings.HasPrefix(a.Val, "mailto:"))
				if !safe {
					t.Fatalf("%q became %s=%q", text, a.Key, a.Val)
				}
			}
		})
	})
}

func TestPlaceholdersAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"Ich heiße [Name], [Straße und Ort].": "[Name]|[Straße und Ort]",
		"[Unsere Seite](https://example.org)": "",
		"a[1]":                                "",
		"nichts":                              "",
	} {
		if got := strings.Join(views.Placeholders(text), "|"); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}
