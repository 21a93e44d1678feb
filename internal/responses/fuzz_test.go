package responses_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"kompass/internal/responses"
	"kompass/internal/score"
)

// FuzzReadCSV checks that any file is either refused with errors in order or gives complete rows of known answers.
func FuzzReadCSV(f *testing.F) {
	q := garden(f)
	for _, seed := range []string{"", "soil-1,work-1\nsome,6\n", "\ufeffteam;soil-1\r\n\"a\r\nb\";2,5\r\n\r\n;\n", "soil-1\nx\n\"", "a\rsoil-1\r"} {
		f.Add([]byte(seed))
	}
	items := q.Items()
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := responses.ReadCSV(bytes.NewReader(data), q)
		var all *responses.Errors
		if err != nil {
			if !errors.As(err, &all) || len(all.List) == 0 || len(all.List) > responses.MaxErrors || table != nil {
				t.Fatalf("got %v, %v", table, err)
			}
			return
		}
		last := 1
		for _, row := range table.Rows {
			if row.Line <= last || len(row.Attributes) != len(table.Attributes) || len(row.Answers) != len(items) {
				t.Fatalf("got %+v after row %d", row, last)
			}
			last = row.Line
			for i, a := range row.Answers {
				scale, _ := q.Scale(items[i].Scale)
				known := a == score.Missing || a == score.NA && scale.NA != nil || int(a) < len(scale.Points)
				if !known {
					t.Fatalf("item %s: got answer %v", items[i].ID, a)
				}
			}
		}
	})
}

func BenchmarkReadCSV(b *testing.B) {
	q := load(b, "../../questionnaires/service-excellence-kompass.yaml")
	var file strings.Builder
	file.WriteString("team")
	for _, it := range q.Items() {
		file.WriteString(";" + it.ID)
	}
	for i := range 100_000 {
		fmt.Fprintf(&file, "\nTeam %d", i%40)
		for _, it := range q.Items() {
			s, _ := q.Scale(it.Scale)
			file.WriteString(";" + s.Points[i%len(s.Points)].ID)
		}
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := responses.ReadCSV(strings.NewReader(file.String()), q); err != nil {
			b.Fatal(err)
		}
	}
}
