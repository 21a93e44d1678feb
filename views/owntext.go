package views

import (
	"net/mail"
	"net/url"
	"regexp"
	"strings"
)

// OwnText is a text that the operator has entered, as blocks. It has none where nothing was entered.
//
// What people type is plain text with very little in it: a blank line begins a paragraph, a line that begins with "- " is a
// point of a list, and [words](address) is a link, as is an address that stands by itself. An address leads somewhere only
// with http, https or mailto. Everything else is text.
type OwnText struct {
	Blocks []TextBlock
	Lang   string // where it differs from the page's
}

// Empty reports whether nothing was entered.
func (t OwnText) Empty() bool { return len(t.Blocks) == 0 }

// TextBlock is a paragraph, or a list of points.
type TextBlock struct {
	List  bool
	Parts [][]TextPart // the points of a list; of a paragraph there is one
}

// TextPart is a piece of text, a link where it has an address.
type TextPart struct{ Text, Href string }

var blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)

// NewOwnText reads a text. Line breaks within a paragraph are kept.
func NewOwnText(text, lang string) OwnText {
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	if text == "" {
		return OwnText{}
	}
	own := OwnText{Lang: lang}
	for _, block := range blankLines.Split(text, -1) {
		own.Blocks = append(own.Blocks, blocksOf(strings.Split(strings.TrimSpace(block), "\n"))...)
	}
	return own
}

// blocksOf parts lines into paragraphs and lists.
func blocksOf(lines []string) []TextBlock {
	var out []TextBlock
	var open []string
	flush := func() {
		if len(open) > 0 {
			out = append(out, TextBlock{Parts: [][]TextPart{partsOf(strings.Join(open, "\n"))}})
			open = nil
		}
	}
	for _, line := range lines {
		point, ok := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !ok {
			open = append(open, strings.TrimSpace(line))
			continue
		}
		flush()
		if len(out) == 0 || !out[len(out)-1].List {
			out = append(out, TextBlock{List: true})
		}
		last := &out[len(out)-1]
		last.Parts = append(last.Parts, partsOf(strings.TrimSpace(point)))
	}
	flush()
	return out
}

// links finds [words](address), and addresses that stand by themselves.
var links = regexp.MustCompile(`\[([^\[\]\n]+)\]\(([^()\s]+)\)|https?://[^\s<>"]+|[\pL\pN._%+-]+@[\pL\pN-]+(?:\.[\pL\pN-]+)+`)

// partsOf parts a line into text and links.
func partsOf(line string) []TextPart {
	var out []TextPart
	text := func(s string) {
		if s != "" {
			out = append(out, TextPart{Text: s})
		}
	}
	done := 0
	for _, m := range links.FindAllStringSubmatchIndex(line, -1) {
		// A bare address ends before the mark that ends its sentence.
		words := strings.TrimRight(line[m[0]:m[1]], ".,;:!?)")
		address, end := words, m[0]+len(words)
		if m[2] >= 0 {
			words, address, end = line[m[2]:m[3]], line[m[4]:m[5]], m[1]
		}
		href, ok := safeHref(address)
		if !ok {
			continue
		}
		text(line[done:m[0]])
		out = append(out, TextPart{Text: words, Href: href})
		done = end
	}
	text(line[done:])
	return out
}

// safeHref returns where an address that somebody typed may lead.
func safeHref(raw string) (string, bool) {
	address, ok := strings.CutPrefix(raw, "mailto:")
	if ok || !strings.Contains(raw, ":") {
		parsed, err := mail.ParseAddress(address)
		return "mailto:" + address, err == nil && parsed.Address == address && !strings.ContainsAny(address, "?&\"<> ")
	}
	u, err := url.Parse(raw)
	return raw, err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

var placeholders = regexp.MustCompile(`\[[^\[\]\n]{2,80}\]`)

// Placeholders lists what a text still leaves to be filled in, such as "[Name]".
func Placeholders(text string) []string {
	var out []string
	for _, at := range placeholders.FindAllStringIndex(text, -1) {
		if !strings.HasPrefix(text[at[1]:], "(") { // the words of a link
			out = append(out, text[at[0]:at[1]])
		}
	}
	return out
}
