package arch

import "regexp"

// The words of other languages that English sources are freed of, and what to write.
var unidiomatic = []struct {
	found *regexp.Regexp
	text  string
}{
	{regexp.MustCompile(`// .*\b(says whether)\b`), "a comment in Go says that a function reports whether"},
	{regexp.MustCompile(`(?i)\b(the own|an own) `), "in English it is somebody's own: hers, yours, the company's"},
}

// Unidiomatic returns the lines of a file in which words are put together as no reader of English would search for them.
func Unidiomatic(s Source) []Finding {
	var found []Finding
	for _, rule := range unidiomatic {
		found = append(found, inLines(s, rule.found, func(string) string { return rule.text })...)
	}
	return found
}
