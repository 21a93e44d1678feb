package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kompass/internal/export"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Published documents and what was answered in them.
const (
	documents = "../result/testdata"
	facets    = documents + "/facets.yaml"
	garden    = "../questionnaire/testdata/general.yaml"
)

func questionnaireOf(t testing.TB, file string) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		t.Fatal(findings)
	}
	return q.Worded(questionnaire.Words{})
}

// input reads a published document by its name.
func input(t testing.TB, name string, lang i18n.Lang) export.Input {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(documents, name+".golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d result.Document
	if err := json.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	file := facets
	if name == "no-facets" {
		file = garden
	}
	return export.Input{Document: &d, Questionnaire: questionnaireOf(t, file), Lang: lang}
}

// names lists all published documents.
func names(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(documents, "*.golden.json"))
	if err != nil || len(files) < 10 {
		t.Fatalf("got %d documents, %v", len(files), err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".golden.json")
	}
	return files
}

func write(t testing.TB, f export.Format, in export.Input) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := export.Write(&b, f, in); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// records reads a CSV file: its names of columns and its rows by column.
func records(t testing.TB, data []byte) (columns []string, rows []map[string]string) {
	t.Helper()
	text, marked := strings.CutPrefix(string(data), "\ufeff")
	if !marked {
		t.Fatal("got no byte order mark")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range all[1:] {
		m := map[string]string{}
		for i, v := range record {
			m[all[0][i]] = v
		}
		rows = append(rows, m)
	}
	return all[0], rows
}

// find returns the only row with these values.
func find(t testing.TB, rows []map[string]string, pairs ...string) map[string]string {
	t.Helper()
	var found []map[string]string
	for _, r := range rows {
		all := true
		for i := 0; i < len(pairs); i += 2 {
			all = all && r[pairs[i]] == pairs[i+1]
		}
		if all {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		t.Fatalf("got %d rows with %q, want one", len(found), pairs)
	}
	return found[0]
}

func workbook(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	})
	return book
}
