// Package responses reads files of answers: CSV with one person per row, as spreadsheets save it. It either understands
// a file completely or says what is wrong with it in the words of a spreadsheet, row by row.
//
// The package is pure but for the reader it is given.
package responses

import (
	"strconv"
	"strings"

	"kompass/internal/score"
)

// MaxBytes is the largest file that is read: about two hundred thousand persons.
const MaxBytes = 64 << 20

// MaxRows is how many persons a file may hold, and maxExtra how many columns beside the items of its questionnaire. A row that goes
// on without end is found before it is taken apart.
const (
	MaxRows  = 200_000
	maxExtra = 200
)

// MaxErrors is how many errors of a file are told. The rest is counted.
const MaxErrors = 20

// Row is one person. Line is the row as a spreadsheet numbers it, data begin at row 2. Answers are in the order of the
// questionnaire; Attributes are in the order of [Table.Attributes], without surrounding blanks.
type Row struct {
	Line       int
	Answers    score.Answers
	Attributes []string
}

// Table is a file of answers. Attributes are the columns that are no items. Absent are the items of the questionnaire
// without a column: nobody answered them.
type Table struct {
	Attributes []string
	Absent     []string
	Rows       []Row
}

// Attribute returns the place of a column in [Table.Attributes].
func (t *Table) Attribute(name string) (int, bool) {
	for i, a := range t.Attributes {
		if a == name {
			return i, true
		}
	}
	return 0, false
}

// Error is one error of a file. Row is 0 where it concerns the whole file, Column "" where it concerns the whole row. Code is
// the key of its message and Args fill it in, as name, value pairs.
type Error struct {
	Row    int
	Column string
	Code   string
	Args   []any
}

// Say returns the text of a message in some language, with its placeholders filled from name, value pairs.
type Say func(key string, pairs ...any) string

// Message says what is wrong, without the place.
func (e Error) Message(say Say) string { return say(e.Code, e.Args...) }

// In says where and what is wrong.
func (e Error) In(say Say) string {
	switch {
	case e.Row == 0:
		return e.Message(say)
	case e.Column == "":
		return say("responses.at.row", "row", strconv.Itoa(e.Row), "message", e.Message(say))
	}
	return say("responses.at.cell", "row", strconv.Itoa(e.Row), "column", strconv.Quote(e.Column), "message", e.Message(say))
}

func (e Error) Error() string { return e.In(english) }

// Errors is why a file was not read: the first [MaxErrors] errors in the order of the file, and how many there are more.
type Errors struct {
	List []Error
	More int
}

// Error lists the errors in English, one a line.
func (e *Errors) Error() string { return e.In(english) }

// In lists the errors, one a line.
func (e *Errors) In(say Say) string {
	lines := make([]string, 0, len(e.List)+1)
	for _, one := range e.List {
		lines = append(lines, one.In(say))
	}
	if e.More > 0 {
		lines = append(lines, say("responses.more", "n", e.More))
	}
	return strings.Join(lines, "\n")
}

// Add adds an error, or counts it where there are [MaxErrors] already.
func (e *Errors) Add(one Error) {
	if len(e.List) == MaxErrors {
		e.More++
		return
	}
	e.List = append(e.List, one)
}

func (e *Errors) add(row int, column, code string, args ...any) {
	e.Add(Error{Row: row, Column: column, Code: code, Args: args})
}

// or returns the table, or the errors where there are any.
func (e *Errors) or(t *Table) (*Table, error) {
	if len(e.List) > 0 {
		return nil, e
	}
	return t, nil
}
