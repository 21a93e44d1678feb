package webtest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Page is an answer of the server. What it is asked for fails the test where it is not so.
type Page struct {
	testing.TB
	Status int
	Header http.Header
	Body   string
	Doc    *goquery.Document
}

// Want fails the test unless the answer has this status.
func (p Page) Want(status int) Page {
	p.Helper()
	if p.Status != status {
		p.Fatalf("got status %d, want %d: %s", p.Status, status, p.Title())
	}
	return p
}

// Goes fails the test unless the answer is a 303 to this address.
func (p Page) Goes(address string) Page {
	p.Helper()
	if got := p.Header.Get("Location"); p.Status != http.StatusSeeOther || got != address {
		p.Fatalf("got %d to %q, want 303 to %q", p.Status, got, address)
	}
	return p
}

// Title is what the tab of a browser says, or how something begins that is no page.
func (p Page) Title() string {
	if p.Doc == nil {
		return p.Body[:min(len(p.Body), 200)]
	}
	return p.Doc.Find("title").Text()
}

// Href is where the only link leads that a selector finds.
func (p Page) Href(selector string) string {
	p.Helper()
	return p.One(selector).AttrOr("href", "")
}

// One returns the only element that a selector finds.
func (p Page) One(selector string) *goquery.Selection {
	p.Helper()
	found := p.Doc.Find(selector)
	if found.Length() != 1 {
		p.Fatalf("got %d of %s, want one on %q", found.Length(), selector, p.Title())
	}
	return found
}

// Count fails the test unless a selector finds n elements.
func (p Page) Count(selector string, n int) Page {
	p.Helper()
	if got := p.Doc.Find(selector).Length(); got != n {
		p.Fatalf("got %d of %s, want %d on %q", got, selector, n, p.Title())
	}
	return p
}

// Says fails the test unless the main part of the page contains a text.
func (p Page) Says(text string) Page {
	p.Helper()
	if got := p.Doc.Find("main").Text(); !strings.Contains(Squeeze(got), text) {
		p.Fatalf("%q does not say %q: %s", p.Title(), text, Squeeze(got))
	}
	return p
}

// Silent fails the test if a text stands anywhere in the answer.
func (p Page) Silent(text string) Page {
	p.Helper()
	if strings.Contains(p.Body, text) {
		p.Fatalf("%q contains %q", p.Title(), text)
	}
	return p
}

// Squeeze is a text as it is read: with single spaces.
func Squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// Fill returns what a browser would send of the form that a selector finds: hidden and checked inputs and texts.
func (p Page) Fill(selector string, change ...string) url.Values {
	p.Helper()
	out := url.Values{}
	p.One(selector).Find("input[name], textarea[name]").Each(func(_ int, in *goquery.Selection) {
		name := in.AttrOr("name", "")
		kind := in.AttrOr("type", "text")
		if _, checked := in.Attr("checked"); (kind == "radio" || kind == "checkbox") && !checked {
			return
		}
		value := in.AttrOr("value", "")
		if goquery.NodeName(in) == "textarea" {
			value = in.Text()
		}
		out.Add(name, value)
	})
	for i := 0; i < len(change); i += 2 {
		out.Set(change[i], change[i+1])
	}
	return out
}

// Clash fails the test unless the page says that somebody else was faster, and who.
func (p Page) Clash(who string) Page {
	p.Helper()
	p.Want(http.StatusConflict).Says("Zuletzt geändert von "+who).Count(".conflict-summary", 1).Count(".error-message", 0).Count("[aria-invalid]", 0)
	return p
}

// Texts are the texts of all elements that a selector finds.
func (p Page) Texts(selector string) []string {
	var out []string
	for _, e := range p.Doc.Find(selector).EachIter() {
		out = append(out, Squeeze(e.Text()))
	}
	return out
}
