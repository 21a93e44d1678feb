package export

import (
	"strings"
	"unicode"

	"kompass/internal/result"
)

// nameLength is how many characters of company and title a file's name keeps.
const nameLength = 80

// FileName returns a name for the file: company and title without anything that a file system or a header would take for
// more than a name. Only letters, digits and single hyphens are left, and the ending.
func FileName(d *result.Document, f Format) string {
	var b strings.Builder
	length, gap := 0, false
	for _, r := range d.Company + " " + d.Title {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = length > 0
			continue
		}
		if length >= nameLength {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
		length++
	}
	if length == 0 {
		return PlainName(d, f)
	}
	return b.String() + "." + string(f)
}

// PlainName returns a name of ASCII letters and digits alone, for programs that understand no others.
func PlainName(d *result.Document, f Format) string {
	id := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, d.Round)
	return "kompass-" + id + "." + string(f)
}
