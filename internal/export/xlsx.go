package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"kompass/internal/i18n"
)

// writeXLSX writes a workbook of two sheets: the table, and what it is about and how to read it. Texts are cells of type
// text, which no spreadsheet computes, so they stand as they are.
func writeXLSX(w io.Writer, in Input) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := fillBook(book, in); err != nil {
		return fmt.Errorf("make XLSX: %w", err)
	}
	var raw bytes.Buffer
	if _, err := book.WriteTo(&raw); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return settle(w, raw.Bytes())
}

func fillBook(book *excelize.File, in Input) error {
	z := i18n.For(in.Lang)
	numbers, about := z.T("export.sheet.numbers"), z.T("export.sheet.about")
	if err := book.SetSheetName(book.GetSheetName(0), numbers); err != nil {
		return err
	}
	if _, err := book.NewSheet(about); err != nil {
		return err
	}
	// The library would name its own author.
	if err := book.SetDocProps(&excelize.DocProperties{Creator: "Kompass", LastModifiedBy: "Kompass", Title: in.Document.Title, Language: string(in.Lang)}); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := fillNumbers(book, numbers, bold, tabulate(in)); err != nil {
		return err
	}
	return fillAbout(book, about, bold, aboutRows(in))
}

// fillNumbers writes the table beneath a frozen row of column names.
func fillNumbers(book *excelize.File, sheet string, bold int, t table) error {
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 28); err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	for i, name := range t.columns {
		header[i] = excelize.Cell{StyleID: bold, Value: name}
	}
	if err := out.SetRow("A1", header); err != nil {
		return err
	}
	for i, r := range t.rows {
		if err := out.SetRow(place(i+2), values(t.cells(r))); err != nil {
			return err
		}
	}
	return out.Flush()
}

func fillAbout(book *excelize.File, sheet string, bold int, rows []fact) error {
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 28); err != nil {
		return err
	}
	if err := out.SetColWidth(2, 2, 110); err != nil {
		return err
	}
	for i, r := range rows {
		cells := append([]any{excelize.Cell{StyleID: bold, Value: r.term}}, values([]cell{r.value})...)
		if err := out.SetRow(place(i+1), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// place names the first cell of a row.
func place(row int) string { return fmt.Sprintf("A%d", row) }

// values returns cells with the types that the workbook keeps; an empty one stays out of it.
func values(cells []cell) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		switch {
		case c.numeric:
			out[i] = c.number
		case c.text != "":
			out[i] = c.text
		}
	}
	return out
}
