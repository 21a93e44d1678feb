package naming_test

import (
	"strings"
	"testing"

	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

func names(lang i18n.Lang) naming.Names {
	de := func(german, english string) questionnaire.Text {
		return questionnaire.Text{"de": german, "en": english}
	}
	q := &questionnaire.Questionnaire{
		Languages:    []questionnaire.Lang{"de", "en"},
		Perspectives: []questionnaire.Titled{{ID: "staff", Title: de("Mitarbeitende", "Staff")}},
		Facets:       []questionnaire.Titled{{ID: "tools", Title: de("Werkzeuge", "Tools")}},
		Fields: []questionnaire.Field{{ID: "customers", Title: de("Kunden", "Customers"), Items: []questionnaire.Item{
			{ID: "k-1", Name: de("Zuhören", "Listening"), Text: de("Wir hören zu.", "We listen.")},
			{ID: "k-2", Text: questionnaire.Text{"de": "Wir fragen nach."}},
		}}},
	}
	return naming.New(i18n.For(lang), q, &result.Document{MinGroup: 5, Groups: []result.Group{
		{Key: result.Key{}, Label: "Alle"}, {Key: result.Key{"team": "t1"}, Label: "Küche"},
	}})
}

func TestPartsAreNamedInTheLanguageOfTheReader(t *testing.T) {
	reason := result.Reason("below_minimum")
	for lang, want := range map[i18n.Lang][]string{
		i18n.German:  {"Alle", "Küche", "Mitarbeitende", "Küche · Mitarbeitende", "Kunden", "Werkzeuge", "Zuhören", "Wir fragen nach.", "nicht dargestellt (weniger als 5 Antworten)"},
		i18n.English: {"Everyone", "Küche", "Staff", "Küche · Staff", "Customers", "Tools", "Listening", "Wir fragen nach.", "not shown (fewer than 5 answers)"},
	} {
		n := names(lang)
		got := []string{
			n.Group(result.Key{}), n.Group(result.Key{"team": "t1"}), n.Group(result.Key{"perspective": "staff"}),
			n.Group(result.Key{"team": "t1", "perspective": "staff"}), n.Field("customers"), n.Facet("tools"), n.Item("k-1"), n.Item("k-2"), n.Reason(&reason),
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: got %q, want %q", lang, got[i], want[i])
			}
		}
	}
}

func TestWhatNobodyNamedIsCalledByItsID(t *testing.T) {
	n := names(i18n.German)
	for _, got := range []string{n.Team("x9"), n.Perspective("x9"), n.Field("x9"), n.Facet("x9"), n.Item("x9"), n.Group(result.Key{"team": "x9"})} {
		if got != "x9" {
			t.Errorf("got %q, want x9", got)
		}
	}
	if got := n.Reason(nil); got != "" {
		t.Errorf("got %q for something shown", got)
	}
}

func TestPlacesAreNamedWithAndWithoutTheirField(t *testing.T) {
	n := names(i18n.German)
	field, cell := result.Place{Field: "customers"}, result.Place{Field: "customers", Facet: "tools"}
	for got, want := range map[string]string{
		n.Place(field): "Kunden", n.Place(cell): "Werkzeuge", n.Cell(field) + ".": "Kunden.", n.Cell(cell): "Werkzeuge (Kunden)",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFieldsAreListedWithinASentence(t *testing.T) {
	n := names(i18n.English)
	for want, ids := range map[string][]string{"": nil, "Customers": {"customers"}, "a and b": {"a", "b"}, "a, b and Customers": {"a", "b", "customers"}} {
		if got := n.Fields(ids); got != want {
			t.Errorf("got %q for %v, want %q", got, ids, want)
		}
	}
}

func TestMeansAreWrittenAsExactlyAsTheyArePublished(t *testing.T) {
	z, en := i18n.For(i18n.German), i18n.For(i18n.English)
	for _, c := range []struct{ got, want string }{
		{naming.Mean(z, result.Value{N: 99, Mean: new(2.346)}), "2,3"},
		{naming.Mean(z, result.Value{N: 100, Mean: new(2.346)}), "2,35"},
		{naming.Mean(z, result.Value{N: 7, Bound: new(">3.8")}), "über 3,8"},
		{naming.Mean(en, result.Value{N: 7, Bound: new("<0.2")}), "below 0.2"},
		{naming.Mean(en, result.Value{N: 7}), ""},
		{naming.Points(en, -0.5, 7), "−0.5"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestAQuestionnaireAloneNamesWhatItAsks(t *testing.T) {
	q := &questionnaire.Questionnaire{Languages: []questionnaire.Lang{"de"}, Fields: []questionnaire.Field{{ID: "f", Title: questionnaire.Text{"de": "Kunden"}}}}
	if n := naming.Questions(i18n.For(i18n.English), q); n.Field("f") != "Kunden" || n.Team("t9") != "t9" {
		t.Errorf("got %q and %q", n.Field("f"), n.Team("t9"))
	}
}

func TestOneDayIsNoSpanOfTime(t *testing.T) {
	for _, c := range []struct{ from, to, german, english string }{
		{"2026-03-02", "2026-03-20", "Befragung vom 2. März 2026 bis 20. März 2026.", "Survey open 2 March 2026 – 20 March 2026."},
		{"2026-03-02", "2026-03-02", "Befragung am 2. März 2026.", "Survey open on 2 March 2026."},
	} {
		for lang, want := range map[i18n.Lang]string{i18n.German: c.german, i18n.English: c.english} {
			got := strings.ReplaceAll(naming.New(i18n.For(lang), nil, &result.Document{OpenedOn: c.from, ClosedOn: c.to}).Period(), "\u00a0", " ")
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
	}
}
