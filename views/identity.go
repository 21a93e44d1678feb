package views

import (
	"context"
	"maps"
	"slices"
	"strings"

	"kompass/internal/kompass"
)

// Sender is who asks, with her words to participants in one language.
type Sender struct {
	kompass.Sender
	Text OwnText
}

// Key names everything about the sender that a page depends on.
func (s Sender) Key() string {
	parts := []string{s.Name, s.Email, s.Phone, s.Web, s.Logo.Hash}
	for _, lang := range slices.Sorted(maps.Keys(s.Texts)) {
		parts = append(parts, lang, s.Texts[lang])
	}
	return strings.Join(parts, "\x01")
}

// SenderLine is who the sender is and how to reach her, in one line, "" where nothing is known.
func SenderLine(s kompass.Sender) string {
	var parts []string
	for _, part := range []string{s.Name, s.Email, s.Phone, webName(s.Web)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " · ")
}

// webName is an address without what every address begins with.
func webName(address string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), "/")
}

// phoneHref is a telephone number as an address.
func phoneHref(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
	return "tel:" + digits
}

// Identity is the model of the page on which the trainer says who asks. Typed is what the form holds, Shown what
// participants see.
type Identity struct {
	Page   Page
	Typed  kompass.Sender
	Shown  Sender
	Digest kompass.Digest // of what is stored
	Errors []FieldError

	LogoDigest kompass.Digest
}

// Texts is the model of the list of texts in the trainer's own words.
type Texts struct {
	Page Page
	Rows []TextRow
}

// TextRow is one text in all languages. Page is where everybody reads it.
type TextRow struct {
	Key, Page string
	Langs     []TextLang
}

// TextLang is a text in one language: whether there is one, and how many places in it are still to be filled in.
type TextLang struct {
	Lang, Href string
	Own        bool
	Open       int
}

func (l TextLang) state(ctx context.Context) string {
	switch {
	case l.Open > 0:
		return trn(ctx, "texts.state.open", l.Open)
	case l.Own:
		return tr(ctx, "texts.state.own")
	}
	return tr(ctx, "texts.state.none")
}

// TextEditor is the model of the page on which a text is written. Own reports whether Value is in the trainer's words; else it is
// the draft that comes with the product and that nobody sees yet.
type TextEditor struct {
	Page         Page
	Key, Lang    string
	Action       string
	Public       string
	Value        string
	Own          bool
	Most         int
	Preview      OwnText
	Placeholders []string
	Shown        kompass.Digest
	Errors       []FieldError
}
