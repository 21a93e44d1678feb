package export

import (
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
	head := make([]string, len(measureColumns))
	for i, key := range measureColumns {
		head[i] = z.T(key)
	}
	rows := [][]string{head}
	for _, m := range lines {
		rows = append(rows, []string{
			m.Company, z.T("measures.list." + string(m.List)), m.Team, m.What, m.Who, m.Due, z.T("measures.state." + string(m.State)),
			m.Changed.In(i18n.Zone()).Format("2006-01-02"), m.AimText, m.Note, m.Round, m.Agreed,
		})
	}
	return WriteTexts(w, rows)
}
