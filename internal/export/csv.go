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
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
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
