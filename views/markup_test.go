package views_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/i18n"
)

func everyPage(t *testing.T, check func(t *testing.T, lang i18n.Lang, doc *goquery.Document)) {
	t.Helper()
	for name, component := range pages(t) {
		for _, lang := range i18n.Langs {
			t.Run(name+" "+string(lang), func(t *testing.T) { check(t, lang, document(t, lang, component)) })
		}
	}
}

func TestPagesHaveAFrame(t *testing.T) {
	everyPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		if got := doc.Find("html").AttrOr("lang", ""); got != string(lang) {
			t.Errorf("got lang %q, want %q", got, lang)
		}
		for selector, want := range map[string]int{"h1": 1, "main": 1, "body > header": 1, "body > footer": 1, "head title": 1, "main h1": 1} {
			if got := doc.Find(selector).Length(); got != want {
				t.Errorf("%s: got %d, want %d", selector, got, want)
			}
		}
		if got := doc.Find("body a").First().AttrOr("href", ""); got != "#main" {
			t.Errorf("first link: got %s, want the skip link", got)
		}
		if title := doc.Find("head title").Text(); !strings.HasSuffix(title, " – Kompass") {
			t.Errorf("got title %q", title)
		}
		for _, href := range []string{"/datenschutz", "/impressum", "/barrierefreiheit", "/methode"} {
			if doc.Find(`footer a[href="`+href+`"]`).Length() != 1 {
				t.Errorf("the footer has no link to %s", href)
			}
		}
	})
}

var missingText = regexp.MustCompile(`\[[a-z]+\.[a-z.0-9]+\]|\{[a-z]+\}`)

func TestPagesHaveAllTheirTexts(t *testing.T) {
	everyPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		text, _ := doc.Html()
		if found := missingText.FindString(text); found != "" {
			t.Errorf("the page shows %s", found)
		}
	})
}

func TestPagesHaveNothingInline(t *testing.T) {
	everyPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		doc.Find("*").Each(func(_ int, s *goquery.Selection) {
			for _, a := range s.Nodes[0].Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("<%s> has an attribute %s", goquery.NodeName(s), a.Key)
				}
			}
		})
		doc.Find("script").Each(func(_ int, s *goquery.Selection) {
			if s.Text() != "" || !strings.HasPrefix(s.AttrOr("src", ""), "/assets/") || s.AttrOr("type", "") != "module" {
				t.Errorf("got script %q", s.Text())
			}
		})
		if doc.Find("style").Length() != 0 {
			t.Error("got a style element")
		}
	})
}

func TestIDsAreUniqueAndEveryReferenceLeadsSomewhere(t *testing.T) {
	everyPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		ids := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if id == "" || ids[id] {
				t.Errorf("id %q is empty or not unique", id)
			}
			ids[id] = true
		})
		for _, attr := range []string{"for", "aria-labelledby", "aria-describedby", "form"} {
			doc.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
				for id := range strings.FieldsSeq(s.AttrOr(attr, "")) {
					if !ids[id] {
						t.Errorf("%s names %q, which is not there", attr, id)
					}
				}
			})
		}
		doc.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
			if id := s.AttrOr("href", "")[1:]; !ids[id] {
				t.Errorf("a link leads to #%s, which is not there", id)
			}
		})
	})
}

func TestHeadingsSkipNoLevelAndControlsHaveNames(t *testing.T) {
	everyPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		level := 0
		doc.Find("main h1, main h2, main h3, main h4").Each(func(_ int, s *goquery.Selection) {
			this := int(goquery.NodeName(s)[1] - '0')
			if level > 0 && this > level+1 {
				t.Errorf("h%d %q follows h%d", this, s.Text(), level)
			}
			level = this
			if strings.TrimSpace(s.Text()) == "" {
				t.Error("got an empty heading")
			}
		})
		doc.Find(`input:not([type="hidden"]), textarea, select`).Each(func(_ int, s *goquery.Selection) {
			labelled := s.Closest("label").Length() > 0 || doc.Find(`label[for="`+s.AttrOr("id", "?")+`"]`).Length() == 1
			if !labelled {
				t.Errorf("%s has no label", s.AttrOr("name", "?"))
			}
		})
		doc.Find("button, a, legend, label").Each(func(_ int, s *goquery.Selection) {
			if strings.TrimSpace(s.Text()) == "" {
				t.Errorf("<%s> says nothing", goquery.NodeName(s))
			}
		})
	})
}

func TestLanguageSwitchKeepsTheAddress(t *testing.T) {
	doc := document(t, i18n.German, pages(t)["receipt"])
	link := doc.Find(`nav.language a[hreflang="en"]`)
	if got, want := link.AttrOr("href", ""), "/x?a=1&lang=en"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if doc.Find("nav.language [lang=en]").Text() == "" {
		t.Error("the other language is not marked")
	}
	if notice := document(t, i18n.German, pages(t)["notice internal"]); notice.Find("nav.language").Length() != 0 {
		t.Error("a page without an address offers to switch the language")
	}
}
