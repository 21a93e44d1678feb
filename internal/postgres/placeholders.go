package postgres

import (
	"strconv"
	"strings"
	"sync"
)

// numberedTexts remembers what became of each statement: they are constants of the program.
var numberedTexts sync.Map

// numbered writes a statement's ? and ?1 as $1, as SQLite counts them: one without a number takes the next after the highest so far.
// What stands in literals, names and comments stays as it is.
func numbered(statement string) string {
	if known, ok := numberedTexts.Load(statement); ok {
		return known.(string)
	}
	var out strings.Builder
	highest := 0
	for rest := statement; rest != ""; {
		if n := opaque(rest); n > 0 {
			out.WriteString(rest[:n])
			rest = rest[n:]
			continue
		}
		if rest[0] != '?' {
			out.WriteByte(rest[0])
			rest = rest[1:]
			continue
		}
		digits := 1
		for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
			digits++
		}
		number, err := strconv.Atoi(rest[1:digits])
		if err != nil {
			number = highest + 1
		}
		highest = max(highest, number)
		out.WriteString("$" + strconv.Itoa(number))
		rest = rest[digits:]
	}
	numberedTexts.Store(statement, out.String())
	return out.String()
}

// opaque is how many bytes the literal, name or comment takes that a text begins with; 0 where it begins with none.
func opaque(text string) int {
	switch {
	case text[0] == '\'' || text[0] == '"':
		return through(text, 1, text[:1]) // a doubled quote ends one literal and begins the next
	case strings.HasPrefix(text, "--"):
		return through(text, 2, "\n")
	case strings.HasPrefix(text, "/*"):
		return through(text, 2, "*/")
	}
	return 0
}

// through is the length of a text up to the first end behind from, with that end, or of all of it.
func through(text string, from int, end string) int {
	if i := strings.Index(text[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(text)
}
