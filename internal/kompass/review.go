package kompass

import (
	"strings"
	"unicode/utf8"
)

// Verdict is what the trainer decided about a comment; "" while she has not. What is undecided is not shown.
type Verdict string

// The verdicts.
const (
	CommentShown    Verdict = "shown"
	CommentHidden   Verdict = "hidden"
	CommentRedacted Verdict = "redacted" // a copy is shown in which parts are left out
)

// ReviewedComment is a comment as the trainer reviews it, in a random order that stays the same. Text is what the person
// wrote; once a redacted comment is released, the original is gone and Text is what is left of it.
type ReviewedComment struct {
	ID       string
	Field    string
	Text     string
	Verdict  Verdict
	Redacted string // the copy that is shown where the verdict is [CommentRedacted], else ""
}

// Ruling is a verdict on its way to the store. Redacted came out of [ParseRedaction]. Shown is what was decided when its reader
// saw the comment, "" where that does not matter.
type Ruling struct {
	CommentID string
	Verdict   Verdict
	Redacted  string
	Shown     Digest
}

// ParseVerdict reads a verdict; "" leaves a comment undecided.
func ParseVerdict(raw string) (Verdict, error) {
	switch v := Verdict(raw); v {
	case "", CommentShown, CommentHidden, CommentRedacted:
		return v, nil
	}
	return "", &FieldError{Field: "verdict", Code: "error.verdict.unknown"}
}

// Omission stands in a redacted comment where something was left out.
const Omission = "[…]"

// ParseRedaction checks a redacted copy of a comment: it is the original in which one or more parts are replaced by
// [Omission] (three full stops in brackets do as well) and nothing is added or changed. So nobody can put words into a
// person's mouth.
func ParseRedaction(original, raw string) (string, error) {
	original, copied := lines(original), strings.ReplaceAll(lines(raw), "[...]", Omission)
	switch {
	case copied == "":
		return "", &FieldError{Field: "redacted", Code: "error.redaction.empty"}
	case copied == original:
		return "", &FieldError{Field: "redacted", Code: "error.redaction.same"}
	case utf8.RuneCountInString(copied) > MaxComment:
		return "", &FieldError{Field: "redacted", Code: "error.redaction.long", Args: []any{"max", MaxComment}}
	case !onlyLeftOut(original, strings.Split(copied, Omission)):
		return "", &FieldError{Field: "redacted", Code: "error.redaction.changed"}
	}
	return copied, nil
}

// onlyLeftOut reports whether the parts stand in the original in this order, the first at its beginning and the last at its
// end. White space beside an omission does not matter.
func onlyLeftOut(original string, parts []string) bool {
	last, kept := len(parts)-1, 0
	for _, part := range parts {
		kept += len(strings.TrimSpace(part))
	}
	if last == 0 || kept >= len(original) {
		return false
	}
	head, tail := strings.TrimSpace(parts[0]), strings.TrimSpace(parts[last])
	if !strings.HasPrefix(original, head) || !strings.HasSuffix(original, tail) || len(head)+len(tail) > len(original) {
		return false
	}
	rest := original[len(head) : len(original)-len(tail)]
	for _, part := range parts[1:last] {
		part = strings.TrimSpace(part)
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return true
}

// lines writes line ends as one character each and trims the text.
func lines(raw string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(raw))
}

// MaxIntroduction is the longest introduction to a result, in characters: a page to read aloud.
const MaxIntroduction = 3000

// ParseIntroduction trims the trainer's introduction to a result: plain text in paragraphs, "" for none.
func ParseIntroduction(raw string) (string, error) {
	text := lines(raw)
	switch {
	case utf8.RuneCountInString(text) > MaxIntroduction:
		return "", &FieldError{Field: "introduction", Code: "error.introduction.long", Args: []any{"max", MaxIntroduction}}
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && isControl(r) }):
		return "", &FieldError{Field: "introduction", Code: "error.introduction.control"}
	}
	return text, nil
}

// Paragraphs splits a text at its empty lines. Single line ends stay.
func Paragraphs(text string) []string {
	var out []string
	for part := range strings.SplitSeq(lines(text), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
