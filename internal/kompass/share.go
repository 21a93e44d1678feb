package kompass

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Share is what of a released result is shown to those who answered, at the link by which they did. Measures are chosen by id.
type Share struct {
	Parts    []SharePart `json:"parts"`
	Measures []string    `json:"measures,omitempty"`
	Thanks   InLangs     `json:"thanks,omitempty"`
	Replies  []Reply     `json:"replies,omitempty"`
}

// SharePart is a part of a result of everyone that can be shown.
type SharePart string

// The parts.
const (
	ShareHeadline  SharePart = "headline"
	ShareCompass   SharePart = "compass"
	ShareStrengths SharePart = "strengths"
)

// ShareParts lists the parts in the order in which they are shown.
var ShareParts = []SharePart{ShareHeadline, ShareCompass, ShareStrengths}

// Reply is what the company answers to a theme of the comments.
type Reply struct {
	Theme InLangs `json:"theme"`
	Text  InLangs `json:"text"`
}

// InLangs is a text by language. Where it is missing in one, another stands in.
type InLangs map[string]string

// In returns the text in a language or in the first one that has it, and which that is; "" where nobody wrote any.
func (t InLangs) In(lang string) (text, in string) {
	for _, l := range append([]string{lang}, ShareLangs...) {
		if t[l] != "" {
			return t[l], l
		}
	}
	return "", lang
}

// ShareLangs are the languages of what a company writes.
var ShareLangs = []string{"de", "en"}

// The limits of what a company writes, in characters, and of how many themes it answers.
const (
	MaxThanks  = 1000
	MaxTheme   = 120
	MaxReply   = 1000
	MaxReplies = 6
)

// Sharing is a share with whether it is shown and the address that a round has for its result alone.
type Sharing struct {
	Share
	On   bool
	Code Code // "" while the round has no such address
}

// DefaultShare is what is shown where nobody has chosen: the numbers, and no words.
func DefaultShare() Share { return Share{Parts: ShareParts} }

// Has reports whether a part is shown.
func (s Share) Has(part SharePart) bool { return slices.Contains(s.Parts, part) }

// The names of the inputs of a share.
const (
	SharePartInput    = "part"
	ShareMeasureInput = "measure"
)

// ThanksInput is the name of the input for the words of thanks in a language.
func ThanksInput(lang string) string { return "thanks-" + lang }

// ThemeInput is the name of the input for the theme of a reply, counted from 0.
func ThemeInput(i int, lang string) string { return "theme-" + strconv.Itoa(i) + "-" + lang }

// ReplyInput is the name of the input for the text of a reply.
func ReplyInput(i int, lang string) string { return "reply-" + strconv.Itoa(i) + "-" + lang }

// ReadShare reads a share as it was typed, right or wrong: value returns the text of an input and all every value of one that may
// be given several times. A reply in which nothing was typed is left out.
func ReadShare(value func(name string) string, all func(name string) []string) Share {
	s := Share{Parts: []SharePart{}, Thanks: readLangs(value, ThanksInput)}
	for _, part := range ShareParts {
		if slices.Contains(all(SharePartInput), string(part)) {
			s.Parts = append(s.Parts, part)
		}
	}
	for _, id := range all(ShareMeasureInput) {
		if IsID(id) && !slices.Contains(s.Measures, id) {
			s.Measures = append(s.Measures, id)
		}
	}
	for i := range MaxReplies {
		r := Reply{
			Theme: readLangs(value, func(lang string) string { return ThemeInput(i, lang) }),
			Text:  readLangs(value, func(lang string) string { return ReplyInput(i, lang) }),
		}
		if len(r.Theme)+len(r.Text) > 0 {
			s.Replies = append(s.Replies, r)
		}
	}
	return s
}

func readLangs(value func(name string) string, input func(lang string) string) InLangs {
	var out InLangs
	for _, lang := range ShareLangs {
		if text := lines(value(input(lang))); text != "" {
			if out == nil {
				out = InLangs{}
			}
			out[lang] = text
		}
	}
	return out
}

// Check says everything that is wrong with a share, one error at most for each input.
func (s Share) Check() []*FieldError {
	var errs []*FieldError
	check := func(field, text string, most int) {
		switch {
		case utf8.RuneCountInString(text) > most:
			errs = append(errs, &FieldError{Field: field, Code: "error.share.long", Args: []any{"max", most}})
		case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && isControl(r) }):
			errs = append(errs, &FieldError{Field: field, Code: "error.share.control"})
		}
	}
	for _, lang := range ShareLangs {
		check(ThanksInput(lang), s.Thanks[lang], MaxThanks)
	}
	for i, r := range s.Replies {
		for _, lang := range ShareLangs {
			theme, text := r.Theme[lang], r.Text[lang]
			switch {
			case theme == "" && text != "":
				errs = append(errs, &FieldError{Field: ThemeInput(i, lang), Code: "error.share.theme"})
			case theme != "" && text == "":
				errs = append(errs, &FieldError{Field: ReplyInput(i, lang), Code: "error.share.reply"})
			default:
				check(ThemeInput(i, lang), theme, MaxTheme)
				check(ReplyInput(i, lang), text, MaxReply)
			}
		}
	}
	return errs
}

// Encode writes a share as a JSON object, equal ones alike.
func (s Share) Encode() (string, error) {
	data, err := json.Marshal(s)
	return string(data), err
}

// DecodeShare reads what [Share.Encode] wrote.
func DecodeShare(data string) (Share, error) {
	var s Share
	if err := json.Unmarshal([]byte(data), &s); err != nil {
		return Share{}, fmt.Errorf("stored share: %w", err)
	}
	return s, nil
}

// Digest returns the digest of what is shown, whether or not it is.
func (s Share) Digest() Digest {
	text, err := s.Encode()
	if err != nil { // texts are always written
		return NeverShown
	}
	return DigestOf(text)
}
