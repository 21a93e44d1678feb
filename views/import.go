package views

import (
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Import is the model of the page on which answers from paper are added from a file.
type Import struct {
	Page     Page
	Round    kompass.Round
	Content  *questionnaire.Questionnaire
	Done     bool // a file has just been added
	Imported int
	Already  int
	File     string // name of the file that was refused
	Rows     []ImportError
	More     int // errors that are not listed
	Errors   []FieldError
}

// ImportError is one error of a file, in the language of the page. Row is 0 where it concerns the file, Column "" where it
// concerns the row.
type ImportError struct {
	Row     int
	Column  string
	Message string
}
