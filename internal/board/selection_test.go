package board_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/board"
	"kompass/views"
)

func TestAnAddressChoosesWhatItSays(t *testing.T) {
	h := history(t, 2)
	for chosen, want := range map[string]string{
		"":                                   "Runde r1; Runde r2", // everyone in the latest rounds
		"*":                                  "Runde r1; Runde r2",
		"last":                               "Runde r2 – Alle",
		"last.*":                             "Empfang; Küche",
		"*.b":                                "Runde r1; Runde r2",
		"r1.a":                               "Runde r1 – Empfang",
		"r1 *.b":                             "Runde r1 – Alle; Runde r1 – Küche; Runde r2 – Küche",
		"last..*":                            "Alle; Führungskräfte; Mitarbeitende",
		"r1 r1 r1.":                          "Runde r1 – Alle",
		"r9 .a x.y.z r1.a.q":                 "",
		strings.Repeat("*.*.* ", 500) + "r1": "Runde r1 – Empfang; Runde r1 – Küche; Runde r2 – Empfang; Runde r2 – Küche",
	} {
		got := names(filled(t, h, asking(strings.Fields(chosen)...)))
		slices.Sort(got)
		if strings.Join(got, "; ") != want {
			t.Errorf("%.20q chooses %q, want %q", chosen, strings.Join(got, "; "), want)
		}
	}
}

func TestWhatIsHiddenIsCountedAndNotChosen(t *testing.T) {
	h := history(t, 1)
	h.Results[0].Document.Groups[1].Shown = false
	m := filled(t, h, asking("r1.*"))
	if got := strings.Join(names(m), "; "); got != "Runde r1 – Küche" {
		t.Errorf("got %q, want the team that may be shown alone", got)
	}
	if want := german().N("compare.hidden", 1); !slices.Contains(m.Notes, want) {
		t.Errorf("got the notes %q, want %q among them", m.Notes, want)
	}
}

func TestTheBaseIsWhatOthersAreComparedWith(t *testing.T) {
	m := filled(t, history(t, 3), with(asking("*"), "base", "r2"))
	if got := strings.Join(names(m), "; "); got != "Runde r2; Runde r1; Runde r3" {
		t.Errorf("got %q, want the base first", got)
	}
	if at := slices.IndexFunc(m.Picker.Bases, func(o views.PickOption) bool { return o.Chosen }); at < 0 || m.Picker.Bases[at].Value != "r2" {
		t.Errorf("got the bases %+v, want r2 chosen", m.Picker.Bases)
	}
}

func TestManySeriesGoOnOverPagesThatAllBeginWithTheBase(t *testing.T) {
	h, seen := history(t, 12), map[string]bool{}
	for _, page := range []string{"1", "2", "3"} {
		m := filled(t, h, with(asking("*.*"), "page", page))
		got := names(m)
		if got[0] != "Runde r1 – Empfang" || len(got) > board.MaxSeries || len(m.Small) != len(got) || len(m.Pages) != 3 {
			t.Fatalf("page %s has %d series in %d compasses and %d pages, the first %q", page, len(got), len(m.Small), len(m.Pages), got[0])
		}
		for _, name := range got[1:] {
			if seen[name] {
				t.Errorf("%s stands on two pages", name)
			}
			seen[name] = true
		}
	}
	if len(seen) != 23 {
		t.Errorf("got %d series beside the base, want all 23", len(seen))
	}
}
