// Package responses reads files of answers: CSV with one person per row, as spreadsheets save it. It either understands
// a file completely or says what is wrong with it in the words of a spreadsheet, row by row.
//
// The package is pure but for the reader it is given.
package responses

import (
	"fmt"
	"strings"

	"kompass/internal/score"
)

// MaxBytes is the largest file that is read: about two hundred thousand persons.
const MaxBytes = 64 << 20

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

// Error is one error of a file. Row is 0 where it concerns the whole file, Column "" where it concerns the whole row.
type Error struct {
	Row     int
	Column  string
	Message string
}

func (e Error) Error() string {
	switch {
	case e.Row == 0:
		return e.Message
	case e.Column == "":
		return fmt.Sprintf("row %d: %s", e.Row, e.Message)
	}
	return fmt.Sprintf("row %d, column %q: %s", e.Row, e.Column, e.Message)
}

// Errors is why a file was not read: the first [MaxErrors] errors in the order of the file, and how many there are more.
type Errors struct {
	List []Error
	More int
}

// Error lists the errors, one a line.
func (e *Errors) Error() string {
	lines := make([]string, 0, len(e.List)+1)
	for _, one := range e.List {
		lines = append(lines, one.Error())
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", e.More))
	}
	return strings.Join(lines, "\n")
}

func (e *Errors) add(row int, column, format string, args ...any) {
	if len(e.List) == MaxErrors {
		e.More++
		return
	}
	e.List = append(e.List, Error{Row: row, Column: column, Message: fmt.Sprintf(format, args...)})
}

// or returns the table, or the errors where there are any.
func (e *Errors) or(t *Table) (*Table, error) {
	if len(e.List) > 0 {
		return nil, e
	}
	return t, nil
}
