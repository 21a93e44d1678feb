package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"kompass/internal/i18n"
)

// cell is one cell of a table: a text, or a number. The zero cell is empty.
type cell struct {
	text    string
	number  float64
	numeric bool
}

func text(s string) cell { return cell{text: s} }

func count(n int) cell { return cell{number: float64(n), numeric: true} }

// number returns the cell of a number, the empty one where there is none.
func number(v *float64) cell {
	if v == nil {
		return cell{}
	}
	return cell{number: *v, numeric: true}
}

func countOf(n *int) cell {
	if n == nil {
		return cell{}
	}
	return count(*n)
}

func word(s *string) cell {
	if s == nil {
		return cell{}
	}
	return text(*s)
}

// inCSV writes the cell for a file without types: numbers as exactly as they are published.
func (c cell) inCSV(lang i18n.Lang) string {
	if !c.numeric {
		return disarm(c.text)
	}
	return i18n.For(lang).Decimal(strconv.FormatFloat(c.number, 'f', -1, 64))
}

// starters are the characters that spreadsheets take for the beginning of a formula, or cut off before they look.
const starters = "=+-@\t\r\n\x00＝＋－＠"

// disarm puts an apostrophe before a text that a spreadsheet would take for a formula: with it the text is shown and
// never computed.
func disarm(s string) string {
	if first, size := utf8.DecodeRuneInString(s); size > 0 && strings.ContainsRune(starters, first) {
		return "'" + s
	}
	return s
}
