package responses_test

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"kompass/internal/responses"
)

func TestErrorsNameRowAndColumn(t *testing.T) {
	q := garden(t)
	for _, tc := range []struct {
		name, file string
		row        int
		column     string
		says       string
	}{
		{"unknown word", "team,soil-1\nNord,some\nSüd,mostly\n", 3, "soil-1",
			`unknown answer "mostly": allowed are nowhere (1), some (2.5), most (4.5), everywhere (6), or nothing`},
		{"value between the points", "soil-1\n3\n", 2, "soil-1", `unknown answer "3"`},
		{"cannot judge where the scale has none", "soil-1\nunknown\n", 2, "soil-1", `unknown answer "unknown"`},
		{"cannot judge is named among the allowed", "work-1\nx\n", 2, "work-1", "fully (6), unknown, or nothing"},
		{"exponent", "soil-1\n1e0\n", 2, "soil-1", "unknown answer"},
		{"infinity", "soil-1\nInf\n", 2, "soil-1", "unknown answer"},
		{"two decimal signs", "soil-1;work-1\n2,5,0;6\n", 2, "soil-1", "unknown answer"},
		{"another case", "soil-1\nSome\n", 2, "soil-1", "unknown answer"},
		{"long cells are cut", "soil-1\n" + strings.Repeat("ä", 500) + "\n", 2, "soil-1", strings.Repeat("ä", 40) + "…"},
		{"too few cells", "team,soil-1,work-1\nNord,some\n", 2, "", "has 2 cells, the first row names 3 columns"},
		{"too many cells", "soil-1,work-1\nsome,fully,x\n", 2, "", "has 3 cells, the first row names 2 columns"},
		{"value under no name", "soil-1,,work-1\nsome,x,fully\n", 2, "", `cell 2 holds "x", but its column has no name`},
		{"the same item twice", "soil-1,soil-1\nsome,some\n", 1, "soil-1", "two columns have this name"},
		{"the same attribute twice", "team,soil-1,team\na,some,b\n", 1, "team", "two columns have this name"},
		{"no item at all", "team,site\na,b\n", 1, "", `no column is named like an item of questionnaire "community-garden-check" (such as "soil-1")`},
		{"tabs", "team\tsoil-1\na\tsome\n", 1, "", "columns are separated by , or ;"},
		{"empty file", "", 0, "", "the file is empty"},
		{"byte order mark alone", "\ufeff", 0, "", "the file is empty"},
		{"quotation mark never closed", "team,soil-1\na,some\n\n\"b,some\nc,some\n", 4, "", "quotation mark"},
		{"quotation mark within a cell", "team,soil-1\na\"b,some\n", 2, "", "quotation mark"},
		{"Windows-1252", "team,soil-1\nS\xfcd,some\n", 0, "", "Windows-1252 or Latin-1; line 2"},
		{"UTF-16 little endian", "\xff\xfes\x00o\x00", 0, "", "UTF-16"},
		{"UTF-16 big endian", "\xfe\xff\x00s\x00o", 0, "", "UTF-16"},
		{"UTF-16 without byte order mark", "s\x00o\x00", 0, "", "UTF-16"},
		{"workbook", "PK\x03\x04rest", 0, "", "workbook"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := errorsOf(t, q, tc.file).List[0]
			if e.Row != tc.row || e.Column != tc.column || !strings.Contains(e.Error(), tc.says) {
				t.Errorf("got %+v, want row %d, column %q: …%s…", e, tc.row, tc.column, tc.says)
			}
		})
	}
}

func TestOtherEncodingsSayHowToSave(t *testing.T) {
	for _, file := range []string{"team\nS\xfcd\n", "\xff\xfes\x00", "PK\x03\x04"} {
		text := errorsOf(t, garden(t), file).Error()
		if !strings.Contains(text, "Speichern unter → CSV UTF-8 (durch Trennzeichen getrennt)") {
			t.Errorf("%q: got %q", file, text)
		}
	}
}

func TestAllErrorsAreToldUpToALimit(t *testing.T) {
	q := garden(t)
	all := errorsOf(t, q, "soil-1,work-1\nx,y\nsome\nz,fully\n")
	var got []string
	for _, e := range all.List {
		got = append(got, fmt.Sprintf("%d %s", e.Row, e.Column))
	}
	if want := "2 soil-1|2 work-1|3 |4 soil-1"; strings.Join(got, "|") != want || all.More != 0 {
		t.Errorf("got %q and %d more, want %q", got, all.More, want)
	}
	all = errorsOf(t, q, "soil-1\n"+strings.Repeat("x\n", 50))
	if len(all.List) != responses.MaxErrors || all.More != 50-responses.MaxErrors {
		t.Errorf("got %d errors and %d more", len(all.List), all.More)
	}
	if text := all.Error(); !strings.HasPrefix(text, `row 2, column "soil-1": unknown answer "x"`) || !strings.HasSuffix(text, "\nand 30 more") {
		t.Errorf("got %q", text)
	}
}

func TestHugeFileIsRefused(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("soil-1\n"), blank{})
	_, err := responses.ReadCSV(endless, garden(t))
	if err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("got %v", err)
	}
}

// blank reads as blanks without end.
type blank struct{}

func (blank) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestReaderErrorIsPassedOn(t *testing.T) {
	broken := errors.New("disk on fire")
	_, err := responses.ReadCSV(iotest.ErrReader(broken), garden(t))
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// A line of separators alone would take hundreds of times its size.
func TestARowWithoutEndIsRefusedBeforeItIsTakenApart(t *testing.T) {
	q := garden(t)
	for name, file := range map[string]string{
		"head":         strings.Repeat(";", 8<<20),
		"quoted lines": "soil-1\n" + strings.Repeat("\"\n\",", 2<<20),
		"a later row":  "soil-1,work-1\nsome,fully\n" + strings.Repeat(",", 8<<20),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			e := errorsOf(t, q, file).List[0]
			runtime.ReadMemStats(&after)
			if !strings.Contains(e.Error(), "too long or has more than") {
				t.Errorf("got %+v", e)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > 40<<20 {
				t.Errorf("took %d MiB", took>>20)
			}
		})
	}
}
