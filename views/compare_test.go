package views_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// published makes up the document of a round: everyone, two teams, leaders and staff, all with the same mean.
func published(q *questionnaire.Questionnaire, id, closed string, mean float64) *result.Document {
	d := &result.Document{Round: id, Title: "Runde " + id, CompanyID: "c1", Company: "Muster GmbH", Mode: "anonymous", MinGroup: 5,
		OpenedOn: closed, ClosedOn: closed, Questionnaire: result.Ref{ID: q.ID, Version: q.Version}}
	add := func(key result.Key, label string, n int, mean float64) {
		g := result.Group{Key: key, Label: label, Shown: true, N: &n}
		for _, f := range q.Fields {
			stat := result.Field{ID: f.ID, Shown: true, N: n, Mean: &mean, SD: new(0.6), CI: &result.Interval{mean - 0.2, mean + 0.2}, RWG: new(0.8), Agreement: new("agreed")}
			for _, facet := range q.Facets {
				stat.Facets = append(stat.Facets, result.Facet{ID: facet.ID, N: n, Mean: &mean, SD: new(0.6)})
			}
			for _, it := range f.Items {
				stat.Items = append(stat.Items, result.Item{ID: it.ID, N: n, Mean: &mean, SD: new(0.9), Counts: map[string]int{"mostly": n}})
			}
			g.Fields = append(g.Fields, stat)
		}
		d.Groups = append(d.Groups, g)
	}
	add(result.Key{}, "Alle", 40, mean)
	add(result.Key{"team": "a"}, "Empfang", 20, mean)
	add(result.Key{"team": "b"}, "Küche", 20, mean+0.8)
	add(result.Key{"perspective": "leaders"}, "Führungskräfte", 12, mean+0.7)
	add(result.Key{"perspective": "staff"}, "Mitarbeitende", 28, mean)
	return d
}

func chosen(q *questionnaire.Questionnaire, d *result.Document, group int) story.Series {
	return story.Series{Name: d.Title + " – " + d.Groups[group].Label, Series: compare.Series{Document: d, Group: &d.Groups[group], Questionnaire: q}}
}

func comparison(t *testing.T, lang i18n.Lang, series ...story.Series) (views.Compare, *goquery.Document) {
	t.Helper()
	m := views.Compare{Page: views.Page{Title: "Vergleich", Path: "/x"}}
	all := make([]compare.Series, len(series))
	for i, one := range series {
		all[i] = one.Series
	}
	m.Chosen, m.Comparison = true, story.ComparisonOf(i18n.For(lang), series, story.TargetColumn{}, compare.Trends(all))
	if len(m.Steps) > 0 {
		m.Trend = &views.Trend{}
	}
	return m, document(t, lang, views.ComparePage(m))
}

func TestComparisonSaysWhatIntervalsTell(t *testing.T) {
	q := content(t)
	first, second := published(q, "1", "2025-01-01", 2.0), published(q, "2", "2026-01-01", 2.6)
	for lang, want := range map[i18n.Lang][]string{
		i18n.German:  {"+0,6", "+0,3 bis +0,9 · verändert", "39 von 39 Aussagen vergleichbar", "Nach einem Training", "Von Runde zu Runde: Alle"},
		i18n.English: {"+0.6", "+0.3 to +0.9 · changed", "39 of 39 statements comparable", "After a training", "From round to round: Everyone"},
	} {
		_, doc := comparison(t, lang, chosen(q, first, 0), chosen(q, second, 0))
		text := doc.Find("main").Text()
		for _, part := range want {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), part) {
				t.Errorf("%s: the page does not say %q", lang, part)
			}
		}
		if found := missingText.FindString(text); found != "" {
			t.Errorf("%s: the page shows %s", lang, found)
		}
		if got := doc.Find("#values tbody .difference-clear").Length(); got != 16 {
			t.Errorf("%s: %d clear differences, want one for every field and facet", lang, got)
		}
		if got := doc.Find("section[aria-labelledby=items] details").Length(); got != len(q.Fields) {
			t.Errorf("%s: items of %d fields, want %d", lang, got, len(q.Fields))
		}
	}
}

func TestComparisonOfGroupsOfOneRound(t *testing.T) {
	q := content(t)
	d := published(q, "1", "2025-01-01", 2.0)
	m, doc := comparison(t, i18n.German, chosen(q, d, 1), chosen(q, d, 0), chosen(q, d, 2))
	row := m.Table.Rows[0]
	if row.Cells[0].Difference != nil {
		t.Error("the first series has a difference from itself")
	}
	if got := row.Cells[1].Difference; got.Note != "gemeinsame Personen" || got.CI != "" || got.Size != "0,0" {
		t.Errorf("got %+v of everyone and a team", got)
	}
	if got := row.Cells[2].Difference; got.Verdict != "verschieden" || !got.Clear {
		t.Errorf("got %+v of two teams", got)
	}
	text := doc.Find(".notice").Text()
	if !strings.Contains(text, "Personen gemeinsam") || strings.Contains(text, "Training") || len(m.Steps) > 0 {
		t.Errorf("got cautions %q, trend %v", text, m.Steps)
	}
}

func TestComparisonCountsWhatIsComparable(t *testing.T) {
	q, other := content(t), content(t)
	other.Version++
	other.Fields[0].Items = other.Fields[0].Items[1:]
	m, doc := comparison(t, i18n.German, chosen(q, published(q, "1", "2025-01-01", 2), 0), chosen(other, published(other, "2", "2026-01-01", 3), 0))
	n := len(q.Fields[0].Items)
	if got, want := m.Table.Rows[0].Cells[1].Difference.Note, i18n.For(i18n.German).T("compare.note.items", "k", n-1, "n", n); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := len(m.Items[0].Rows); got != n-1 {
		t.Errorf("%d items compared, want %d", got, n-1)
	}
	if !strings.Contains(doc.Find(".notice").Text(), "Fragebögen der gewählten Runden unterscheiden sich") {
		t.Error("nothing says that the questionnaires differ")
	}
}

func TestResultSetsPerspectivesBesideOneAnother(t *testing.T) {
	q := content(t)
	d := published(q, "1", "2025-01-01", 2.0)
	z, s := i18n.For(i18n.German), chosen(q, d, 0).Series
	said := reading.Of(z, s, nil)
	m := views.Result{Page: views.Page{Title: "Ergebnis", Path: "/x"}, Story: views.Story{Story: story.Of(z, s, nil)}}
	doc := document(t, i18n.German, views.ResultPage(m))
	sides := doc.Find("section[aria-labelledby=sides]")
	if sides.Find("tbody tr").Length() != 16 || !strings.Contains(sides.Text(), "+0,7") || sides.Find(".finding").Text() != said.Perspectives {
		t.Errorf("got %q", sides.Text())
	}
	divided := doc.Find("section[aria-labelledby=divided]")
	if divided.Find("table.items tbody tr").Length() != 6 || divided.Find("sub").Length() != 1 {
		t.Errorf("got %q", divided.Text())
	}
	if story.SidesOf(z, chosen(q, d, 1).Series, "") != nil {
		t.Error("a team whose perspectives are not there has two of them")
	}
	hidden := compare.Series{Document: d, Group: &result.Group{Key: result.Key{}}, Questionnaire: q}
	if story.DividedOf(z, hidden, "") != nil {
		t.Error("a hidden group disagrees")
	}
}
