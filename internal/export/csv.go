package export

import (
	"encoding/csv"
	"fmt"
	"io"
)

// byteOrderMark tells spreadsheets that the file is UTF-8.
const byteOrderMark = "\ufeff"

// writeCSV writes the table as RFC 4180 has it, but with semicolons, which spreadsheets set to German expect and others
// recognise.
func writeCSV(w io.Writer, in Input) error {
	out, err := newCSV(w)
	if err != nil {
		return err
	}
	t := tabulate(in)
	record := make([]string, len(t.columns))
	for i, name := range t.columns {
		record[i] = disarm(name)
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, r := range t.rows {
		for i, c := range t.cells(r) {
			record[i] = c.inCSV(in.Lang)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func newCSV(w io.Writer) (*csv.Writer, error) {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return nil, fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	return out, nil
}

// WriteTexts writes rows of plain texts as a CSV file of the same kind as that of a result. A text that a spreadsheet would take
// for a formula is written so that it is shown.
func WriteTexts(w io.Writer, rows [][]string) error {
	out, err := newCSV(w)
	if err != nil {
		return err
	}
	for _, row := range rows {
		record := make([]string, len(row))
		for i, s := range row {
			record[i] = disarm(s)
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
