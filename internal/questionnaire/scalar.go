package questionnaire

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

const (
	quotedStyles = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle | yaml.TaggedStyle
	maxNumber    = 1e6  // the largest magnitude of a scale value or target
	minNumber    = 1e-6 // the smallest magnitude besides zero
	maxRunes     = 240  // from here on a text is warned about
)

var (
	numberForm  = regexp.MustCompile(`^[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?$`)
	decimalForm = regexp.MustCompile(`^((0|1)(\.[0-9]{0,18})?|\.[0-9]{1,18})$`)
	wholeForm   = regexp.MustCompile(`^[1-9][0-9]{0,8}$`)
	dateForm    = regexp.MustCompile(`^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?$`)
	looseNumber = regexp.MustCompile(`^[-+]?(\.?[0-9][0-9_]*|[0-9][0-9_]*\.[0-9_]*)([eE][-+]?[0-9]+)?$`)
)

func position(i int) string { return "[" + strconv.Itoa(i+1) + "]" }

// short cuts what would flood a message.
func short(s string) string {
	if utf8.RuneCountInString(s) > 40 {
		return string([]rune(s)[:40]) + "…"
	}
	return s
}

// quoteShort quotes a value for a message.
func quoteShort(s string) string { return strconv.Quote(short(s)) }

// plain reports whether a scalar stands without quotes and is no block text.
func plain(n *yaml.Node) bool { return n.Style&quotedStyles == 0 }

// misread tells what YAML readers take an unquoted scalar for, or "" where all agree that it is text.
func misread(n *yaml.Node) phrase {
	if !plain(n) {
		return ""
	}
	switch strings.ToLower(n.Value) {
	case "":
		return "nothing"
	case "yes", "no", "on", "off", "true", "false":
		return "a truth value"
	case "null", "~":
		return "nothing"
	}
	switch tag := n.ShortTag(); {
	case tag == "!!int", tag == "!!float", looseNumber.MatchString(n.Value):
		return "a number"
	case tag == "!!timestamp", dateForm.MatchString(n.Value):
		return "a date"
	}
	return ""
}

// scalar reports whether a single value stands here.
func (pl place) scalar(expected phrase, args ...any) bool {
	if !pl.given() {
		return false
	}
	if pl.node.Kind != yaml.ScalarNode {
		pl.errorf("expected %s, found %s", said{expected, args}, found(pl.node))
		return false
	}
	return true
}

// words reads a text of one language. White space around it does not count.
func (pl place) words() string {
	s := pl.wordsOrNone()
	if s == "" && pl.given() && pl.node.Kind == yaml.ScalarNode && misread(pl.node) == "" {
		pl.errorf("the text is empty")
	}
	return s
}

// wordsOrNone reads a text that may be empty, though not left out: "" in quotes.
func (pl place) wordsOrNone() string {
	if !pl.scalar("a text") {
		return ""
	}
	if as := misread(pl.node); as != "" {
		pl.errorf("%s without quotes is read as %s: put the text in quotes", unquoted(pl.node), as)
		return ""
	}
	s := strings.TrimSpace(pl.node.Value)
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 {
		pl.errorf("the text holds a control character (%q)", []rune(s[i:])[0])
	}
	return s
}

// unquoted shows a plain scalar as it stands.
func unquoted(n *yaml.Node) any {
	if n.Value == "" {
		return phrase("an empty value")
	}
	return short(n.Value)
}

// text reads a text in every language of the file.
func (pl place) text() Text { return pl.textUpTo(maxRunes) }

// textUpTo reads a text that is warned about from most characters on. It has no place for a company's own words.
func (pl place) textUpTo(most int) Text {
	t := pl.languagesOf(most)
	pl.checkPlaceholders(t, false)
	return t
}

// worded reads a text that may hold placeholders for a company's own words.
func (pl place) worded(most int) Text {
	t := pl.languagesOf(most)
	pl.checkPlaceholders(t, true)
	return t
}

func (pl place) languagesOf(most int) Text {
	entries, merged, ok := pl.mapping("a text per language, such as {de: \"…\", en: \"…\"}")
	if !ok {
		return nil
	}
	t, known := make(Text, len(entries)), pl.p.q.Languages
	given := make(map[Lang]bool, len(entries))
	for _, e := range entries {
		l := Lang(e.key)
		given[l] = true
		if len(known) > 0 && !pl.p.guess && !pl.p.speaks(l) {
			pl.p.errorf(e.line, "%s: unknown language %s: the languages of the file are %s", pl.name, quoteShort(e.key), pl.p.spoken())
			continue
		}
		t[l] = e.words()
		if n := utf8.RuneCountInString(t[l]); n > most {
			pl.p.warnf(e.line, "%s: the text has %d characters, more than %d", e.name, n, most)
		}
	}
	for _, l := range known {
		if !given[l] && !merged {
			pl.p.errorf(pl.line, "%s: language %q is missing", pl.name, l)
		}
	}
	return t
}

// number reads a decimal number.
func (pl place) number() (float64, bool) {
	if !pl.scalar("a number") {
		return 0, false
	}
	v, ok := parseNumber(pl.node.Value)
	if !ok || !plain(pl.node) {
		pl.errorf("expected a number such as 2.5 without quotes, found %s", found(pl.node))
		return 0, false
	}
	if a := math.Abs(v); a > maxNumber || a != 0 && a < minNumber {
		pl.errorf("the number %s is out of range: at most %d, and 0 or at least 0.000001", quoteShort(pl.node.Value), int(maxNumber))
		return 0, false
	}
	return v, true
}

// parseNumber reads a decimal number; one too large for a float64 is infinite.
func parseNumber(s string) (float64, bool) {
	if !numberForm.MatchString(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if v == 0 {
		v = 0 // no negative zero
	}
	return v, err == nil || math.IsInf(v, 0)
}

// whole reads a positive whole number.
func (pl place) whole() int {
	if !pl.scalar("a whole number from 1") {
		return 0
	}
	if !plain(pl.node) || !wholeForm.MatchString(pl.node.Value) {
		pl.errorf("expected a whole number from 1 without quotes, found %s", found(pl.node))
		return 0
	}
	n, _ := strconv.Atoi(pl.node.Value) // at most nine digits
	return n
}

// truth reads true or false.
func (pl place) truth() bool {
	if !pl.scalar("true or false") {
		return false
	}
	v := strings.ToLower(pl.node.Value)
	if !plain(pl.node) || v != "true" && v != "false" {
		pl.errorf("expected true or false, found %s", found(pl.node))
	}
	return v == "true"
}

// date reads a calendar date.
func (pl place) date() string {
	if !pl.scalar("a date such as 2026-12-01") {
		return ""
	}
	if _, err := time.Parse(time.DateOnly, pl.node.Value); err != nil {
		pl.errorf("expected a date such as 2026-12-01, found %s", found(pl.node))
	}
	return pl.node.Value
}

// share reads an exact decimal in (0, 1] and returns it without needless digits.
func (pl place) share() string {
	if !pl.scalar("a decimal above 0 and up to 1") {
		return ""
	}
	s := pl.node.Value
	r, ok := new(big.Rat), plain(pl.node) && decimalForm.MatchString(s)
	if ok {
		r, ok = r.SetString(s)
	}
	if !ok || r.Sign() <= 0 || r.Cmp(big.NewRat(1, 1)) > 0 {
		pl.errorf("expected a decimal above 0 and up to 1, such as 0.66, found %s", found(pl.node))
		return ""
	}
	return shortest(r)
}

// shortest writes a decimal of up to 18 places without needless zeros.
func shortest(r *big.Rat) string {
	s := r.FloatString(18)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// oneOf reads one of a few words.
func (pl place) oneOf(words ...string) string {
	if !pl.scalar("one of %s", strings.Join(words, ", ")) {
		return ""
	}
	for _, w := range words {
		if pl.node.Value == w {
			return w
		}
	}
	pl.errorf("expected one of %s, found %s", strings.Join(words, ", "), found(pl.node))
	return ""
}
