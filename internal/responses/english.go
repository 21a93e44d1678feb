package responses

import (
	"fmt"
	"strings"
)

const (
	howToSave = `save the file as "CSV UTF-8" (Excel: Save as → CSV UTF-8 (Comma delimited), in German Speichern unter → ` +
		`CSV UTF-8 (durch Trennzeichen getrennt); LibreOffice: character set Unicode (UTF-8))`
	quoteRule = `a quotation mark is in the wrong place: a cell with quotation marks or separators stands in "…", and within it ` +
		`each is doubled ("")`
)

// messages are the texts in English, for whoever does not translate them.
var messages = map[string]string{
	"responses.at.row":         "row {row}: {message}",
	"responses.at.cell":        "row {row}, column {column}: {message}",
	"responses.more":           "and {n} more",
	"responses.large":          "the file is larger than {mib} MiB",
	"responses.workbook":       "the file is a workbook, not CSV: " + howToSave,
	"responses.utf16":          "the file is not UTF-8 (it looks like UTF-16 or a binary file): " + howToSave,
	"responses.latin":          "the file is not UTF-8 (it looks like Windows-1252 or Latin-1; line {line}): " + howToSave,
	"responses.quote":          quoteRule,
	"responses.broken":         "the row cannot be read",
	"responses.empty":          "the file is empty: its first row names the columns",
	"responses.wide":           "is too long or has more than {max} cells",
	"responses.rows":           "from here on there are more than {max} rows: import the file in parts",
	"responses.twice":          "two columns have this name",
	"responses.noitem":         "no column is named like an item of questionnaire {questionnaire} (such as {item}); columns are separated by , or ;",
	"responses.cells":          "has {cells} cells, the first row names {columns} columns",
	"responses.unknown":        "unknown answer {answer}: allowed are {allowed}, or nothing",
	"responses.nameless":       "cell {cell} holds {value}, but its column has no name",
	"responses.noteam":         `the round asks teams: a column "team" with id or name is missing`,
	"responses.team":           "unknown team {team}",
	"responses.perspective":    "unknown perspective {perspective}",
	"responses.blank":          "holds no answer to any item",
	"error.comment.long":       "The comment is too long. It may have {max} characters.",
	"error.comment.characters": "The comment contains characters that cannot be stored.",
}

// english is [Say] for [messages].
func english(key string, pairs ...any) string {
	var filled []string
	for i := 0; i+1 < len(pairs); i += 2 {
		filled = append(filled, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(filled...).Replace(messages[key])
}
