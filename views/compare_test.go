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
	"kompass/internal/result/resulttest"
	"kompass/internal/story"
	"kompass/views"
)

// published makes up the document of a round: everyone, two teams, leaders and staff, all with the same mean.

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
	first, second := resulttest.Even(q, "1", "2025-01-01", 2.0), resulttest.Even(q, "2", "2026-01-01", 2.6)
	for lang, want := range map[i18n.Lang][]string{
		i18n.German:  {"+0,6", "+0,3 bis +0,9 · verändert", "39 von 39 Aussagen vergleichbar", "Es gibt keine Vergleichsgruppe", "Von Runde zu Runde: Alle"},
		i18n.English: {"+0.6", "+0.3 to +0.9 · changed", "39 of 39 statements comparable", "there is no group to compare with", "From round to round: Everyone"},
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
		if got := doc.Find("#values tbody .difference-clear").Length(); got != len(q.Fields) {
			t.Errorf("%s: %d clear differences, want one for every field: nobody aimed at a facet", lang, got)
		}
		if got := doc.Find("section[aria-labelledby=items] details").Length(); got != len(q.Fields) {
			t.Errorf("%s: items of %d fields, want %d", lang, got, len(q.Fields))
		}
	}
}

func TestResultSetsPerspectivesBesideOneAnother(t *testing.T) {
	q := content(t)
	d := resulttest.Even(q, "1", "2025-01-01", 2.0)
	z, s := i18n.For(i18n.German), chosen(q, d, 0).Series
	said := reading.Of(z, s, nil)
	m := views.Result{Page: views.Page{Title: "Ergebnis", Path: "/x"}, Story: views.Story{Story: story.Of(z, s, nil)}}
	doc := document(t, i18n.German, views.ResultPage(m))
	sides := doc.Find("section[aria-labelledby=sides]")
	if sides.Find("tbody tr").Length() != 16 || !strings.Contains(sides.Text(), "+0,7") || sides.Find(".finding").Text() != said.Perspectives {
		t.Errorf("got %q", sides.Text())
	}
	divided := doc.Find("section[aria-labelledby=divided]")
	if divided.Find("table.items tbody tr").Length() != 6 {
		t.Errorf("got %q", divided.Text())
	}
}
