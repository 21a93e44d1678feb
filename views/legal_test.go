package views_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"kompass/internal/i18n"
	"kompass/views"
)

func legalPages(own views.OwnText) map[string]templ.Component {
	m := views.Legal{Page: views.Page{Title: "x"}, Own: own}
	return map[string]templ.Component{
		"privacy": views.PrivacyPage(m), "imprint": views.ImprintPage(m), "accessibility": views.AccessibilityPage(m),
	}
}

func eachLegalPage(t *testing.T, own views.OwnText, check func(t *testing.T, doc *goquery.Document)) {
	t.Helper()
	for _, lang := range i18n.Langs {
		for name, page := range legalPages(own) {
			t.Run(name+" "+string(lang), func(t *testing.T) { check(t, document(t, lang, page)) })
		}
	}
}

var placeholder = regexp.MustCompile(`\[[a-z0-9.]+\]|\{[a-z]+\}`)

func TestTextPagesAreWhole(t *testing.T) {
	whole := func(t *testing.T, doc *goquery.Document) {
		if n := doc.Find("h1").Length(); n != 1 {
			t.Errorf("%d h1, want 1", n)
		}
		text := doc.Find("main").Text()
		if left := placeholder.FindAllString(text, -1); left != nil {
			t.Errorf("unfilled texts: %v", left)
		}
		doc.Find("table").Each(func(_ int, s *goquery.Selection) {
			if s.Find("caption").Text() == "" || s.Find("th").Not("[scope]").Length() > 0 {
				t.Errorf("a table lacks its caption or a scope: %s", s.Text())
			}
		})
		doc.Find(".table-scroll").Each(func(_ int, s *goquery.Selection) {
			if s.AttrOr("aria-label", "") == "" {
				t.Error("a scrolling region has no name")
			}
		})
	}
	eachLegalPage(t, views.OwnText{}, whole)
	eachMethodPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) { whole(t, doc) })
}

func TestANoticeStandsWhereTheOperatorHasEnteredNothing(t *testing.T) {
	eachLegalPage(t, views.OwnText{}, func(t *testing.T, doc *goquery.Document) {
		if doc.Find(".notice").Length() != 1 || doc.Find(".own-text").Length() != 0 {
			t.Errorf("got %d notices and %d own texts", doc.Find(".notice").Length(), doc.Find(".own-text").Length())
		}
	})
}

func TestTheOperatorsTextStandsAsTyped(t *testing.T) {
	own := views.NewOwnText("Firma & Söhne\r\nHauptstraße 1\r\n\r\n<script>alert(1)</script>", "de")
	eachLegalPage(t, own, func(t *testing.T, doc *goquery.Document) {
		text := doc.Find(".own-text")
		if text.Length() != 1 || doc.Find(".notice").Length() != 0 {
			t.Fatal("the operator's text does not stand in place of the notice")
		}
		if doc.Find("main script").Length() != 0 {
			t.Error("typed text became markup")
		}
		if text.AttrOr("lang", "") != "de" {
			t.Error("a text in another language does not say so")
		}
		var got []string
		text.Find("p").Each(func(_ int, s *goquery.Selection) { got = append(got, s.Text()) })
		if want := []string{"Firma & Söhne\nHauptstraße 1", "<script>alert(1)</script>"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestPrivacyNamesEveryCookie(t *testing.T) {
	for _, lang := range i18n.Langs {
		doc := document(t, lang, legalPages(views.OwnText{})["privacy"])
		var names []string
		doc.Find("#cookies tbody th").Each(func(_ int, s *goquery.Selection) { names = append(names, strings.TrimSpace(s.Text())) })
		if want := []string{"kompass-form", "kompass-lang", "kompass-session"}; !slices.Equal(names, want) {
			t.Errorf("%s: got %v, want %v", lang, names, want)
		}
		if text := doc.Find("#cookies").Text(); !strings.Contains(text, "30") || !strings.Contains(text, "12") {
			t.Errorf("%s: the times of a session are missing", lang)
		}
		if doc.Find(`a[href="/quittung"]`).Length() != 1 {
			t.Errorf("%s: no link to the receipt", lang)
		}
		if doc.Find(`a[href="/methode#hidden"]`).Length() != 1 {
			t.Errorf("%s: no link to how groups are protected", lang)
		}
	}
}
