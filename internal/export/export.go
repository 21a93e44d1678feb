// Package export writes the published result of a round as a file to take away: a table as CSV or XLSX, the document
// itself as JSON. It holds no numbers of its own: every one is copied from the document, and nothing in a file can be
// told about fewer people than the document tells.
//
// Texts that spreadsheets would take for formulas are disarmed, because whoever named a team may be a stranger to the one
// who opens the file.
//
// The package is pure but for the writer that it is given.
package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
	JSON Format = "json"
)

// Formats lists all formats, the most common first.
var Formats = [...]Format{XLSX, CSV, JSON}

// ErrFormat says that a file cannot be had in a format.
var ErrFormat = errors.New("unknown format")

// ParseFormat returns the format of this name, or [ErrFormat].
func ParseFormat(name string) (Format, error) {
	for _, f := range Formats {
		if string(f) == name {
			return f, nil
		}
	}
	return "", fmt.Errorf("%w: %q", ErrFormat, name)
}

// MediaType returns the type by which browsers know the format.
func (f Format) MediaType() string {
	switch f {
	case CSV:
		return "text/csv; charset=utf-8"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/json; charset=utf-8"
}

// Input is what a file is made of: a published document, the questionnaire that was answered, and the language of
// names and numbers.
type Input struct {
	Document      *result.Document
	Questionnaire *questionnaire.Questionnaire
	Lang          i18n.Lang
}

// Write writes the document in a format. Columns of tables have the same names in every language; numbers in CSV have a
// decimal comma in German. CSV and JSON of the same document are the same bytes.
func Write(w io.Writer, f Format, in Input) error {
	switch f {
	case CSV:
		return writeCSV(w, in)
	case XLSX:
		return writeXLSX(w, in)
	case JSON:
		return writeJSON(w, in.Document)
	}
	return fmt.Errorf("%w: %q", ErrFormat, f)
}

// writeJSON writes the document as kompass result prints it.
func writeJSON(w io.Writer, d *result.Document) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(d); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
