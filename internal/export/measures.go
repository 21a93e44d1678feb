package export

import (
	"encoding/csv"
	"fmt"
	"io"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// MeasureLine is a measure with what it should move, in words.
type MeasureLine struct {
	kompass.MeasureEntry
	AimText string
}

// measureColumns are the heads of the file, by their keys in the catalogue.
var measureColumns = [...]string{
	"measures.filter.company", "measures.filter.list", "measures.form.team", "measures.col.what", "measures.col.who", "measures.col.due",
	"measures.col.state", "measures.file.changed", "measures.form.aims", "measures.form.note", "measures.file.round", "measures.file.agreed",
}

// WriteMeasures writes measures as a file for spreadsheets, in the form of the results' (see [Write]) and with words in
// the reader's language. Days are YYYY-MM-DD. Whatever somebody typed is text and never a formula.
func WriteMeasures(w io.Writer, z i18n.Localizer, lines []MeasureLine) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	record := make([]string, len(measureColumns))
	for i, key := range measureColumns {
		record[i] = disarm(z.T(key))
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, m := range lines {
		for i, s := range [...]string{
			m.Company, z.T("measures.list." + string(m.List)), m.Team, m.What, m.Who, m.Due, z.T("measures.state." + string(m.State)),
			m.Changed.In(i18n.Zone()).Format("2006-01-02"), m.AimText, m.Note, m.Round, m.Agreed,
		} {
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
