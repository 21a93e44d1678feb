package responses_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/responses"
	"kompass/internal/score"
)

func TestCellsAreUnderstood(t *testing.T) {
	q := garden(t)
	const header = "soil-1,work-1\n"
	for _, tc := range []struct {
		name, cell string
		item       string
		want       byte
	}{
		{"point id", "some", "soil-1", 1},
		{"whole value", "1", "soil-1", 0},
		{"decimal point", "2.5", "soil-1", 1},
		{"decimal comma, quoted", `"2,5"`, "soil-1", 1},
		{"needless zeros", "4.50", "soil-1", 2},
		{"blanks around", "  everywhere ", "soil-1", 3},
		{"empty", "", "soil-1", score.Missing},
		{"cannot judge", "unknown", "work-1", score.NA},
		{"the same value of another scale", "6", "work-1", 5},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cells := []string{"everywhere", "fully"}
			cells[slices.Index([]string{"soil-1", "work-1"}, tc.item)] = tc.cell
			table := mustRead(t, q, header+strings.Join(cells, ",")+"\n")
			if got := table.Rows[0].Answers[place(t, q, tc.item)]; got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestLayoutsGiveTheSameTable(t *testing.T) {
	q := garden(t)
	want := mustRead(t, q, "team,soil-1,work-1\nNord,some,fully\nSüd,,unknown\n")
	for name, file := range map[string]string{
		"semicolons":               "team;soil-1;work-1\nNord;2,5;6\nSüd;;unknown\n",
		"byte order mark, CRLF":    "\ufeffteam;soil-1;work-1\r\nNord;2,5;6\r\nSüd;;unknown\r\n",
		"no line end at the end":   "team,soil-1,work-1\nNord,some,fully\nSüd,,unknown",
		"old Macintosh line ends":  "team,soil-1,work-1\rNord,some,fully\rSüd,,unknown\r",
		"blanks":                   "team , soil-1, work-1\n Nord ,some , fully\n\"Süd\",, unknown\n",
		"everything quoted":        "\"team\";\"soil-1\";\"work-1\"\n\"Nord\";\"some\";\"fully\"\n\"Süd\";\"\";\"unknown\"\n",
		"a column without content": "team,soil-1,work-1,\nNord,some,fully,\nSüd,,unknown,\n",
		"empty rows at the end":    "team,soil-1,work-1\nNord,some,fully\nSüd,,unknown\n,,\n\n  \n",
	} {
		t.Run(name, func(t *testing.T) { equalTables(t, mustRead(t, q, file), want) })
	}
}

func equalTables(t *testing.T, got, want *responses.Table) {
	t.Helper()
	if !slices.Equal(got.Attributes, want.Attributes) || len(got.Rows) != len(want.Rows) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	for i := range got.Rows {
		g, w := got.Rows[i], want.Rows[i]
		if g.Line != w.Line || !slices.Equal(g.Attributes, w.Attributes) || !slices.Equal(g.Answers, w.Answers) {
			t.Errorf("row %d: got %+v, want %+v", i, g, w)
		}
	}
}

func TestSeparatorIsFoundDespiteTheOtherInHeader(t *testing.T) {
	table := mustRead(t, garden(t), "name, first, last, title, more;soil-1;work-1\nx;some;fully\n")
	if !slices.Equal(table.Attributes, []string{"name, first, last, title, more"}) {
		t.Errorf("got attributes %q", table.Attributes)
	}
	table = mustRead(t, garden(t), "\"a;b;c;d\",soil-1\nx,some\n")
	if !slices.Equal(table.Attributes, []string{"a;b;c;d"}) {
		t.Errorf("got attributes %q", table.Attributes)
	}
}

func TestRowsAreNumberedAsInASpreadsheet(t *testing.T) {
	table := mustRead(t, garden(t), "note,soil-1\n\"two\nlines\",some\n\n,\nlast,some\n")
	var lines []int
	for _, r := range table.Rows {
		lines = append(lines, r.Line)
	}
	if want := []int{2, 5}; !slices.Equal(lines, want) {
		t.Errorf("got rows %v, want %v", lines, want)
	}
	if got := table.Rows[0].Attributes[0]; got != "two\nlines" {
		t.Errorf("got attribute %q", got)
	}
	e := errorsOf(t, garden(t), "\"no\nte\",soil-1\n\"a\r\nb\",some\n\n\nx,wrong\n").List[0]
	if e.Row != 5 {
		t.Errorf("got row %d, want 5", e.Row)
	}
}

func TestItemsWithoutColumnAreAbsent(t *testing.T) {
	q := garden(t)
	table := mustRead(t, q, "work-1,team\nfully,Nord\n")
	if got, want := len(table.Absent), len(q.Items())-1; got != want {
		t.Errorf("got %d absent items, want %d", got, want)
	}
	if slices.Contains(table.Absent, "work-1") {
		t.Error("an item with a column is called absent")
	}
	answered := 0
	for _, a := range table.Rows[0].Answers {
		if a != score.Missing {
			answered++
		}
	}
	if answered != 1 {
		t.Errorf("got %d answers, want 1", answered)
	}
}

func TestAttributeIsFoundByName(t *testing.T) {
	table := mustRead(t, garden(t), "site,soil-1,team\nBerlin,some,Nord\n")
	if i, ok := table.Attribute("team"); !ok || table.Rows[0].Attributes[i] != "Nord" {
		t.Errorf("got %d, %v", i, ok)
	}
	if _, ok := table.Attribute("soil-1"); ok {
		t.Error("an item is called an attribute")
	}
}

func TestHeaderAloneIsAnEmptyTable(t *testing.T) {
	if table := mustRead(t, garden(t), "soil-1,work-1\n"); len(table.Rows) != 0 {
		t.Errorf("got %d rows", len(table.Rows))
	}
}
