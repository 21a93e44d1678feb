package chart

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kompass/internal/i18n"
)

// maxTextRunes bounds every drawn text: longer ones are cut before layout.
const maxTextRunes = 240

// plain returns text as one clean line: characters that XML cannot carry and
// those that only steer direction or layout are dropped, runs of white space
// become one space.
func plain(text string) string {
	kept := strings.Map(func(char rune) rune {
		switch {
		case unicode.IsSpace(char):
			return ' '
		case char == '\u00AD':
			return char
		case char == unicode.ReplacementChar, !unicode.IsGraphic(char):
			return -1
		default:
			return char
		}
	}, text)
	runes := []rune(strings.Join(strings.Fields(kept), " "))
	if len(runes) > maxTextRunes {
		runes = append(runes[:maxTextRunes-1], '…')
	}
	return string(runes)
}

// typeface is how a text is set.
type typeface struct {
	size  float64
	bold  bool
	tight bool // lines close together
}

// Distances of lines as shares of the font size.
const (
	leading      = 1.2
	tightLeading = 1.08
)

func (f typeface) lineHeight() float64 {
	if f.tight {
		return round(f.size * tightLeading)
	}
	return round(f.size * leading)
}

// wrapped is a text in lines, and what it took to get there.
type wrapped struct {
	lines  []string
	broken bool // a word was broken where no hyphen belongs
	cut    bool // an ellipsis stands for the rest
}

// wrap breaks text into at most limit lines no wider than width. It breaks at
// spaces, after hyphens and slashes, at soft hyphens, and, where a word is
// wider than a line, anywhere. What does not fit ends in an ellipsis.
func (f *fonts) wrap(text string, face typeface, width float64, limit int) wrapped {
	var lines []string
	line, broken := "", false
	for _, piece := range pieces(plain(text)) {
		for {
			joined := line + piece
			if f.fits(joined, face, width) {
				line = joined
				break
			}
			if line != "" {
				lines, line = append(lines, finish(line)), ""
				continue
			}
			head := f.head(piece, face, width)
			broken = true
			lines, piece = append(lines, head+"-"), strings.TrimPrefix(piece, head)
		}
	}
	if line != "" {
		lines = append(lines, strings.TrimSpace(strings.ReplaceAll(line, softHyphen, "")))
	}
	if len(lines) <= limit {
		return wrapped{lines: lines, broken: broken}
	}
	lines = append(lines[:limit-1], f.ellipsis(lines[limit-1], face, width))
	return wrapped{lines: lines, broken: broken, cut: true}
}

// balance is wrap with lines of about the same length.
func (f *fonts) balance(text string, face typeface, width float64, limit int) wrapped {
	best := f.wrap(text, face, width, limit)
	if best.broken || best.cut {
		return best
	}
	for width -= 4; width > 0; width -= 4 {
		next := f.wrap(text, face, width, limit)
		if len(next.lines) > len(best.lines) || next.broken || next.cut {
			break
		}
		best = next
	}
	return best
}

const softHyphen = "\u00AD"

// finish closes a line that is broken: a soft hyphen at its end is shown.
func finish(line string) string {
	line = strings.TrimSpace(line)
	if strings.HasSuffix(line, softHyphen) {
		line += "-"
	}
	return strings.ReplaceAll(line, softHyphen, "")
}

// fits leaves a trailing space out of account and counts a soft hyphen as the
// hyphen it may become.
func (f *fonts) fits(line string, face typeface, width float64) bool {
	return f.width(finish(line), face.size, face.bold) <= width
}

// head returns the longest start of a word that fits with a hyphen, at least
// one character.
func (f *fonts) head(word string, face typeface, width float64) string {
	runes := []rune(word)
	cut := 1
	for cut < len(runes)-1 && f.fits(string(runes[:cut+1])+"-", face, width) {
		cut++
	}
	return string(runes[:cut])
}

func (f *fonts) ellipsis(line string, face typeface, width float64) string {
	runes := []rune(strings.TrimSuffix(line, "-"))
	for len(runes) > 1 && !f.fits(string(runes)+" …", face, width) {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + " …"
}

// pieces cuts text after every place where a line may break. A separator such
// as the dot in "Kunden · Praxis" does not start a line.
func pieces(text string) []string {
	var all []string
	start := 0
	for i, char := range text {
		end := i + len(string(char))
		next, _ := utf8.DecodeRuneInString(text[end:])
		if strings.ContainsRune(" -/–"+softHyphen, char) && !strings.ContainsRune(" ·–—", next) {
			all, start = append(all, text[start:end]), end
		}
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// widest returns the width of the widest of lines.
func (f *fonts) widest(lines []string, face typeface) float64 {
	var most float64
	for _, line := range lines {
		most = math.Max(most, f.width(line, face.size, face.bold))
	}
	return most
}

// number writes v as a label of a scale with the given step: as many decimals
// as the step has, the decimal sign of the language, a minus sign and no hyphen.
func number(v, step float64, lang string) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals(step), 64)
	if v < 0 && strings.Trim(text, "0.") != "" {
		text = "−" + text
	}
	return i18n.For(i18n.Lang(lang)).Decimal(text)
}

// decimals returns how many decimals v has, three at most.
func decimals(v float64) int {
	count := 0
	for ; count < 3 && math.Abs(v-math.Round(v)) > 1e-9; count++ {
		v *= 10
	}
	return count
}
