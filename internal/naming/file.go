package naming

import (
	"strings"
	"unicode"
)

// fileLength is how many characters the name of a file keeps.
const fileLength = 80

// File returns a name for a file, without its ending, made of what the parts say: only letters, digits and single hyphens,
// so that no file system and no header takes it for more than a name. It is "" where nothing of the parts is left.
func File(parts ...string) string {
	var b strings.Builder
	length, gap := 0, false
	for _, r := range strings.Join(parts, " ") {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			gap = length > 0
			continue
		}
		if length >= fileLength {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(r)
		length++
	}
	return b.String()
}

// PlainFile returns a name of ASCII letters and digits alone, without its ending, for programs that understand no others.
func PlainFile(id string) string {
	return "kompass-" + strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, id)
}
