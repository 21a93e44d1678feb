package naming_test

import (
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
