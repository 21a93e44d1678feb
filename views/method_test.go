package views_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/sources"
	"kompass/questionnaires"
	"kompass/views"
)

// shipped is the questionnaire that the method page describes.
func shipped(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	files, err := questionnaires.Files()
	if err != nil {
		t.Fatal(err)
	}
	library, err := questionnaire.NewLibrary(files)
	if err != nil {
		t.Fatal(err)
	}
	q, ok := library.Get("service-excellence-kompass")
	if !ok {
		t.Fatal("the questionnaire is not in the library")
	}
	return q
}

// eachMethodPage runs a check on the method page in every language.
func eachMethodPage(t *testing.T, check func(t *testing.T, lang i18n.Lang, doc *goquery.Document)) {
	t.Helper()
	q := shipped(t)
	for _, lang := range i18n.Langs {
		t.Run(string(lang), func(t *testing.T) {
			check(t, lang, document(t, lang, views.MethodPage(views.Method{Page: views.Page{Title: "x"}, Questionnaire: q})))
		})
	}
}

func TestMethodHasEverySection(t *testing.T) {
	want := []string{
		views.MethodFields, views.MethodFacets, views.MethodAnswers, views.MethodValues, views.MethodTarget,
		views.MethodSpread, views.MethodInterval, views.MethodAgreement, views.MethodAlpha, views.MethodShown,
		views.MethodHidden, views.MethodRounds, views.MethodMeasures, views.MethodCharts, views.MethodClaims, views.MethodLimits,
		views.MethodQuestionnaire, views.MethodCrosswalk, views.MethodTruths, views.MethodSources,
	}
	eachMethodPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		var got, listed []string
		doc.Find("main section").Each(func(_ int, s *goquery.Selection) {
			got = append(got, s.AttrOr("id", ""))
			if s.Find("h2").Length() != 1 || s.Find("h2").AttrOr("id", "") != s.AttrOr("aria-labelledby", "-") {
				t.Errorf("section %s is not named by its heading", s.AttrOr("id", ""))
			}
		})
		doc.Find(".contents a").Each(func(_ int, s *goquery.Selection) {
			listed = append(listed, strings.TrimPrefix(s.AttrOr("href", ""), "#"))
		})
		if !slices.Equal(got, want) {
			t.Errorf("sections %v, want %v", got, want)
		}
		if !slices.Equal(listed, want) {
			t.Errorf("contents %v, want %v", listed, want)
		}
	})
}

func TestMethodLinksLeadSomewhere(t *testing.T) {
	eachMethodPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		ids := map[string]int{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) { ids[s.AttrOr("id", "")]++ })
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%d elements have the id %s", n, id)
			}
		}
		doc.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
			if id := s.AttrOr("href", "")[1:]; ids[id] == 0 {
				t.Errorf("a link leads to %s, which is not on the page", id)
			}
		})
	})
}

func TestMethodListsEverySourceWithItsMark(t *testing.T) {
	q := shipped(t)
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		all := map[string]sources.Source{}
		for id, s := range q.Sources {
			all[id] = sources.Source{ID: id, Citation: s.Citation, DOI: s.DOI, Checked: sources.Checked(s.Checked), Read: sources.Read(s.Read)}
		}
		for _, s := range sources.All() {
			all[s.ID] = s
		}
		if n := doc.Find(".sources li").Length(); n != len(all) {
			t.Errorf("%d sources listed, want %d", n, len(all))
		}
		for id, s := range all {
			entry := doc.Find("#source-" + id)
			if !strings.Contains(entry.Text(), s.Citation) {
				t.Errorf("%s is not cited in full", id)
			}
			if got, want := entry.Find(".state").Text(), mark(lang, s.Checked)+" · "+i18n.For(lang).T("source.read."+string(s.Read)); got != want {
				t.Errorf("%s is marked %q, want %q", id, got, want)
			}
			if got := entry.Find("a").AttrOr("href", ""); got != s.URL() {
				t.Errorf("%s links to %q, want %q", id, got, s.URL())
			}
		}
	})
}

func mark(lang i18n.Lang, c sources.Checked) string {
	z := i18n.For(lang)
	return map[sources.Checked]string{
		sources.Confirmed: z.T("source.confirmed"), sources.Partly: z.T("source.partly"), sources.Unconfirmed: z.T("source.unconfirmed"),
	}[c]
}

func TestMethodMarksEveryUncertainCitation(t *testing.T) {
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		linked := map[string]bool{}
		doc.Find(".cites a").Each(func(_ int, s *goquery.Selection) {
			id := strings.TrimPrefix(s.AttrOr("href", ""), "#source-")
			linked[id] = true
			listed, _, _ := strings.Cut(doc.Find("#source-"+id+" .state").Text(), " · ")
			want := "(" + listed + ")"
			if listed == mark(lang, sources.Confirmed) {
				want = ""
			}
			if got := s.NextFiltered("em").Text(); got != want {
				t.Errorf("%s is cited with %q, want %q", id, got, want)
			}
		})
		for _, s := range sources.All() {
			if !linked[s.ID] {
				t.Errorf("the page lists %s and never cites it", s.ID)
			}
		}
	})
}

func TestMethodShowsTheQuestionnaireAndItsTruths(t *testing.T) {
	q := shipped(t)
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		about := doc.Find("#" + views.MethodQuestionnaire).Text()
		for _, want := range []string{q.Title.In(questionnaire.Lang(lang)), i18n.For(lang).T("method.questionnaire.notvalid", "label", "0.2")} {
			if !strings.Contains(about, want) {
				t.Errorf("the questionnaire is not described by %q", want)
			}
		}
		if n := doc.Find("#truths .truth").Length(); n != 8 {
			t.Errorf("%d truths, want 8", n)
		}
		for _, truth := range q.Truths {
			section := doc.Find("#truth-" + truth.ID)
			text := section.Text()
			if !strings.Contains(text, truth.Claim.In(questionnaire.Lang(lang))) || !strings.Contains(text, truth.Finding.In(questionnaire.Lang(lang))) {
				t.Errorf("truth %s lacks its claim or its finding", truth.ID)
			}
			if n := section.Find(".cites a").Length(); n != len(truth.Sources) {
				t.Errorf("truth %s cites %d works, want %d", truth.ID, n, len(truth.Sources))
			}
		}
	})
}

// TestMethodLaysTheStatementsBesideKnownModels holds the crosswalk to the questionnaire it speaks of, and its names to a mark.
func TestMethodLaysTheStatementsBesideKnownModels(t *testing.T) {
	q := shipped(t)
	var cells []sources.Cell
	for _, f := range q.Fields {
		for _, facet := range q.FacetIDs() {
			cell := sources.Cell{Field: f.ID, Facet: facet}
			for _, it := range f.Items {
				if it.Facet == facet {
					cell.Items = append(cell.Items, it.ID)
				}
			}
			cells = append(cells, cell)
		}
	}
	for i, c := range sources.Models().Cells {
		if c.Field != cells[i].Field || c.Facet != cells[i].Facet || !slices.Equal(c.Items, cells[i].Items) {
			t.Errorf("the crosswalk maps %s %s %v, the questionnaire has %s %s %v", c.Field, c.Facet, c.Items, cells[i].Field, cells[i].Facet, cells[i].Items)
		}
	}
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		section := doc.Find("#" + views.MethodCrosswalk)
		if got := section.Find("strong").Text(); got != i18n.For(lang).T("crosswalk.not") {
			t.Errorf("got %q for what the crosswalk does not claim", got)
		}
		if n := section.Find("tbody tr").Length(); n != len(cells) {
			t.Errorf("%d rows, want %d", n, len(cells))
		}
		first := strings.Join(section.Find("tbody tr").First().Find(".nowrap").Map(func(_ int, s *goquery.Selection) string { return s.Text() }), "; ")
		if first != "5, 1, 3, 6; 4, 1; 3, 1; 5" {
			t.Errorf("got %q for the first facet", first)
		}
		names := section.Find("ol li")
		if n := names.Length(); n != 9+7+7+5 {
			t.Errorf("%d elements", n)
		}
		for _, want := range []sources.Checked{sources.Confirmed, sources.Partly, sources.Unconfirmed} {
			if names.Find("em").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() == "("+mark(lang, want)+")" }).Length() == 0 {
				t.Errorf("no name is marked %q", mark(lang, want))
			}
		}
		if n := names.Length() - names.Find("em").Length(); n != 0 {
			t.Errorf("%d names without a mark", n)
		}
	})
}

// TestMethodExamples compares with numbers worked out by hand.
func TestMethodExamples(t *testing.T) {
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		point := func(s string) string { return strings.ReplaceAll(s, ",", ".") }
		cells := func(selector string) []string {
			var all []string
			doc.Find(selector).Each(func(_ int, s *goquery.Selection) { all = append(all, point(s.Text())) })
			return all
		}
		for selector, want := range map[string]string{
			"#values td.number":    "2.0 3.0",
			"#target td.number":    "2.6 2.5 0.0 0.1 1.8 1.5 0.0 0.3 3.0 3.5 0.5 0.0 2.6 4.0 1.4 0.0 1.8 3.5 1.7 0.0 3.0 3.5 0.5 0.0",
			"#spread td.number":    "2.0 0.0 2.0 2.0",
			"#agreement td.number": "1.0 0.0 0.0 1.6",
			"#hidden td.number":    "15 2.6 12 2.8 3 1.8",
		} {
			if got := strings.Join(cells(selector), " "); got != want {
				t.Errorf("%s: got %s, want %s", selector, got, want)
			}
		}
		texts := point(doc.Find("main").Text())
		for _, want := range []string{"93", "67", "1.9", "3.1", "2.26", "12.5"} {
			if !strings.Contains(texts, want) {
				t.Errorf("%s is not on the page", want)
			}
		}
	})
}

// TestTheHiddenExampleIsWhatThePlannerDoes holds the example of two teams to the rule it explains.
func TestTheHiddenExampleIsWhatThePlannerDoes(t *testing.T) {
	team := func(n int) disclosure.Atom {
		return disclosure.Atom{Persons: n, Fields: []disclosure.FieldCounts{{Persons: n}}}
	}
	got := disclosure.Plan(disclosure.Organisation{
		K: 5, ItemsFrom: 10, Atoms: []disclosure.Atom{team(12), team(3)},
		Groups: []disclosure.Group{
			{Kind: disclosure.Everyone, Atoms: []int{0, 1}}, {Kind: disclosure.Team, Atoms: []int{0}}, {Kind: disclosure.Team, Atoms: []int{1}},
		},
	})
	for i, want := range []disclosure.Reason{disclosure.Shown, disclosure.Complementary, disclosure.BelowMinimum} {
		if got[i].Reason != want {
			t.Errorf("group %d: got %q, want %q", i, got[i].Reason, want)
		}
	}
}

func TestMethodFormulasAreFoldedAway(t *testing.T) {
	eachMethodPage(t, func(t *testing.T, _ i18n.Lang, doc *goquery.Document) {
		for _, id := range []string{views.MethodValues, views.MethodTarget, views.MethodSpread, views.MethodInterval, views.MethodAgreement, views.MethodAlpha, views.MethodRounds} {
			if doc.Find("#"+id+` details.disclosure math[display="block"]`).Length() == 0 {
				t.Errorf("section %s has no formula", id)
			}
		}
		if n := doc.Find(`math[display="block"]`).Not("details math").Length(); n > 0 {
			t.Errorf("%d formulas stand in the open", n)
		}
	})
}

func TestMethodSaysWhatMustBeSaid(t *testing.T) {
	must := map[i18n.Lang][]string{
		i18n.German:  {"inhaltlich angelehnt an die Elemente des Service-Excellence-Modells der ISO 23592:2021; keine Konformitätsbewertung", "nicht validiert", "Sicht von innen"},
		i18n.English: {"leans on the elements of the service excellence model of ISO 23592:2021", "no assessment of conformity", "not been validated", "view from the inside"},
	}
	eachMethodPage(t, func(t *testing.T, lang i18n.Lang, doc *goquery.Document) {
		claims := doc.Find("#" + views.MethodClaims).Text()
		for _, want := range must[lang] {
			if !strings.Contains(claims, want) {
				t.Errorf("%q is not among the claims", want)
			}
		}
	})
}

var (
	endOfSentence = regexp.MustCompile(`[.?!:]["”“]?\s+`)
	wordLike      = regexp.MustCompile(`[\pL\d]`)
)

func TestTextPagesUseShortSentences(t *testing.T) {
	checked := 0
	for _, key := range i18n.Keys() {
		area, _, _ := strings.Cut(key, ".")
		if !slices.Contains([]string{"method", "source", "privacy", "imprint", "accessibility"}, area) {
			continue
		}
		for _, lang := range i18n.Langs {
			for _, sentence := range endOfSentence.Split(i18n.For(lang).T(key), -1) {
				checked++
				words := slices.DeleteFunc(strings.Fields(sentence), func(w string) bool { return !wordLike.MatchString(w) })
				if len(words) > 20 {
					t.Errorf("%s (%s) has a sentence of %d words: %s", key, lang, len(words), sentence)
				}
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d sentences were checked", checked)
	}
}
