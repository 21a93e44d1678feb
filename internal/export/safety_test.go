package export_test

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"kompass/internal/export"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// starters begin a formula in one spreadsheet or another.
var starters = []string{"=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠"}

// hostile draws names that want to be computed.
func hostile(t *rapid.T, label string) string {
	return rapid.SampledFrom(starters).Draw(t, label) +
		rapid.SampledFrom([]string{"", "1+1", "cmd|' /C calc'!A0", `HYPERLINK("http://x";"y")`, `a";b` + "\n", "'", "ä=ö", "2,5"}).Draw(t, label+" rest")
}

// poison writes hostile names wherever a person or a file may name something.
func poison(t *rapid.T, in export.Input) []string {
	var all []string
	next := func(label string) string {
		s := hostile(t, label)
		all = append(all, s)
		return s
	}
	in.Document.Company, in.Document.Title = next("company"), next("round")
	for i := range in.Document.Groups {
		if g := &in.Document.Groups[i]; g.Key["team"] != "" && g.Key["perspective"] == "" {
			g.Label = next("team")
		}
	}
	q := in.Questionnaire
	q.Title = questionnaire.Text{"de": next("title")}
	q.Fields[0].Title, q.Fields[0].Items[0].Text = questionnaire.Text{"de": next("field")}, questionnaire.Text{"de": next("item")}
	q.Facets[0].Title = questionnaire.Text{"de": next("facet")}
	return all
}

func TestCSVComputesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := input(t, "anonymous-29", i18n.German)
		planted := poison(rt, in)
		data := write(t, export.CSV, in)
		columns, rows := records(t, data)
		for _, c := range columns {
			harmless(rt, c)
		}
		found := 0
		for _, r := range rows {
			for _, v := range r {
				harmless(rt, v)
				if strings.HasPrefix(v, "'") {
					found++
				}
			}
		}
		if found < 5 {
			rt.Fatalf("got %d disarmed cells, want those of %q", found, planted)
		}
	})
}

// harmless fails for a cell that a spreadsheet would compute. Numbers are no formulas.
func harmless(t *rapid.T, v string) {
	if _, err := strconv.ParseFloat(strings.Replace(v, ",", ".", 1), 64); err == nil {
		return
	}
	for _, s := range starters {
		if strings.HasPrefix(v, s) {
			t.Fatalf("the cell %q begins a formula", v)
		}
	}
}

func TestXLSXComputesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		in := input(t, "anonymous-5", i18n.German)
		poison(rt, in)
		book := workbook(t, write(t, export.XLSX, in))
		for _, sheet := range book.GetSheetList() {
			eachCell(t, book, sheet, func(place, value string) {
				if formula, err := book.GetCellFormula(sheet, place); formula != "" || err != nil {
					rt.Fatalf("%s %s: got the formula %q, %v", sheet, place, formula, err)
				}
				kind, err := book.GetCellType(sheet, place)
				if err != nil {
					rt.Fatal(err)
				}
				if _, err := strconv.ParseFloat(value, 64); err != nil && kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
					rt.Fatalf("%s %s: got %q with type %d, want text", sheet, place, value, kind)
				}
			})
		}
	})
}

// eachCell calls do for every cell that is not empty.
func eachCell(t testing.TB, book *excelize.File, sheet string, do func(place, value string)) {
	t.Helper()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for y, row := range rows {
		for x, value := range row {
			place, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				t.Fatal(err)
			}
			if value != "" {
				do(place, value)
			}
		}
	}
}

// published collects every number of a document as it is written in JSON.
func published(t testing.TB, in export.Input) map[string]bool {
	t.Helper()
	data, err := json.Marshal(in.Document)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	all := map[string]bool{}
	for {
		token, err := dec.Token()
		if err != nil {
			return all
		}
		if n, ok := token.(json.Number); ok {
			all[n.String()] = true
		}
	}
}

func TestFilesHoldPublishedNumbersOnly(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			in := input(t, name, i18n.English)
			all := published(t, in)
			_, rows := records(t, write(t, export.CSV, in))
			for _, r := range rows {
				for column, v := range r {
					if _, err := strconv.ParseFloat(v, 64); err == nil && !all[v] {
						t.Errorf("CSV: %s %s is not in the document", column, v)
					}
				}
			}
			book := workbook(t, write(t, export.XLSX, in))
			for _, sheet := range book.GetSheetList() {
				eachCell(t, book, sheet, func(place, v string) {
					if _, err := strconv.ParseFloat(v, 64); err == nil && !all[v] {
						t.Errorf("XLSX: %s %s is not in the document", place, v)
					}
				})
			}
		})
	}
}
