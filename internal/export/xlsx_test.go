package export_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kompass/internal/export"
	"kompass/internal/i18n"
)

func TestWorkbookHoldsTheTableOfTheCSVFile(t *testing.T) {
	in := input(t, "hidden-groups", i18n.English)
	columns, rows := records(t, write(t, export.CSV, in))
	book := workbook(t, write(t, export.XLSX, in))
	sheet := book.GetSheetList()[0]
	got, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(rows)+1 {
		t.Fatalf("got %d rows, want %d and the names", len(got), len(rows))
	}
	for y, r := range rows {
		for x, column := range columns {
			value := ""
			if x < len(got[y+1]) {
				value = got[y+1][x]
			}
			if value != r[column] {
				t.Errorf("row %d: got %s %q, want %q", y+1, column, value, r[column])
			}
		}
	}
}

func TestWorkbookHasTypedNumbersAndAFrozenHead(t *testing.T) {
	book := workbook(t, write(t, export.XLSX, input(t, "anonymous-30", i18n.German)))
	sheet := book.GetSheetList()[0]
	if sheet != "Ergebnis" {
		t.Errorf("got sheet %q", sheet)
	}
	for place, want := range map[string]excelize.CellType{"A3": excelize.CellTypeInlineString, "F3": excelize.CellTypeUnset, "J3": excelize.CellTypeUnset} {
		if got, err := book.GetCellType(sheet, place); got != want || err != nil {
			t.Errorf("%s: got type %d, %v, want %d", place, got, err, want)
		}
	}
	if got, err := book.GetCellValue(sheet, "F3"); got != "2.5" || err != nil {
		t.Errorf("got mean %q, %v, want 2.5", got, err)
	}
	panes, err := book.GetPanes(sheet)
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("got panes %+v, %v, want the first row frozen", panes, err)
	}
}

func TestWorkbookSaysWhatItIsAbout(t *testing.T) {
	for lang, want := range map[i18n.Lang][]string{
		i18n.German:  {"Unternehmen", "Muster GmbH", "Herbst 2026", "Die Runde war anonym, mit einer Mindestgruppe von 5.", "two-facets", "nicht validiert", "Innensicht"},
		i18n.English: {"Company", "Muster GmbH", "Herbst 2026", "The round was anonymous, with a minimum group of 5.", "two-facets", "not been validated", "inside view"},
	} {
		in := input(t, "anonymous-30", lang)
		book := workbook(t, write(t, export.XLSX, in))
		var all strings.Builder
		eachCell(t, book, book.GetSheetList()[1], func(_, value string) { all.WriteString(value + "\n") })
		for _, w := range append(want, in.Document.Hash, in.Document.Questionnaire.Digest) {
			if !strings.Contains(all.String(), w) {
				t.Errorf("%s: %q is missing in %s", lang, w, all.String())
			}
		}
		props, err := book.GetDocProps()
		if err != nil || props.Creator != "Kompass" || props.Title != "Herbst 2026" {
			t.Errorf("got %+v, %v, want Kompass as author", props, err)
		}
	}
}

func TestWorkbooksOfOneResultAreTheSameToTheByte(t *testing.T) {
	in := input(t, "anonymous-30", i18n.German)
	first := write(t, export.XLSX, in)
	for range 5 {
		if again := write(t, export.XLSX, in); !bytes.Equal(again, first) {
			t.Fatal("two workbooks of one result differ")
		}
	}
}
