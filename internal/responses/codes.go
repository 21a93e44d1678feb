package responses

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// number is a value as people type it. Exponents and the like are refused, since nobody means them.
var number = regexp.MustCompile(`^[+-]?[0-9]{1,15}([.,][0-9]{1,15})?$`)

// codes understands the cells of one scale.
type codes struct {
	scale   questionnaire.Scale
	known   map[string]byte // cells understood so far
	allowed string          // what a cell may hold, for messages
}

func newCodes(s questionnaire.Scale) *codes {
	c := &codes{scale: s, known: map[string]byte{"": score.Missing}}
	words := make([]string, 0, len(s.Points)+1)
	for i, p := range s.Points {
		c.known[p.ID] = byte(i)
		words = append(words, fmt.Sprintf("%s (%s)", p.ID, strconv.FormatFloat(p.Value, 'f', -1, 64)))
	}
	if s.NA != nil {
		c.known[s.NA.ID] = score.NA
		words = append(words, s.NA.ID)
	}
	c.allowed = strings.Join(words, ", ")
	return c
}

// read returns the answer that a cell holds.
func (c *codes) read(cell string) (byte, bool) {
	if code, ok := c.known[cell]; ok {
		return code, true
	}
	if !number.MatchString(cell) {
		return score.Missing, false
	}
	v, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	if err != nil {
		return score.Missing, false
	}
	for i, p := range c.scale.Points {
		if math.Abs(p.Value-v) < 1e-9 {
			return byte(i), true
		}
	}
	return score.Missing, false
}

// shorten cuts a cell for a message.
func shorten(cell string) string {
	const most = 40
	if utf8.RuneCountInString(cell) <= most {
		return cell
	}
	return string([]rune(cell)[:most]) + "…"
}
