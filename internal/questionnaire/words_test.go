package questionnaire_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/questionnaire"
)

func second(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	q, found := questionnaire.Parse(read(t, "second.yaml"))
	if len(found) > 0 {
		t.Fatalf("got findings%s", format("second.yaml", found))
	}
	return q
}

func guests() questionnaire.Words {
	return questionnaire.Words{Customers: map[questionnaire.Lang]questionnaire.WordForms{
		"de": {Plain: "Gäste", Or: "Gäste", Dative: "Gästen", Genitive: "Gäste", Compound: "Gäste"},
		"en": {Plain: "guests"},
	}}
}

func TestTheSecondSchemaIsRead(t *testing.T) {
	q := second(t)
	idea := q.Ideas[0]
	switch {
	case q.Schema != 2, q.PerspectiveQuestion["de"] != "Ich antworte als …", q.Perspectives[0].Help["en"] != "Who instructs.",
		q.Facets[0].About["de"] != "Was uns leitet", q.Fields[0].RefersTo != "area", q.Scales[0].Lead["en"] != "How often?",
		len(q.Truths[0].Items) != 2, q.Sources["known-2001"].Read != "abstract":
		t.Errorf("got %+v", q)
	case idea.Item != "c-1", idea.Effort != "small", idea.Fits[0] != "modest", idea.Caution["en"] == "", idea.NotFor["de"] == "", idea.FirstStep["de"] == "":
		t.Errorf("got the idea %+v", idea)
	}
}

func TestACompanysOwnWordStandsInItsForms(t *testing.T) {
	q := second(t).Worded(guests())
	item, comment, idea := q.Fields[0].Items[0].Text, q.Fields[0].Comment, q.Ideas[0].Title
	for got, want := range map[string]string{
		item["de"]:    "Gäste werden gefragt, im Gästekontakt.",
		item["en"]:    "We ask guests.",
		comment["de"]: "Was fehlt Gästen?",
		comment["en"]: "What do guests miss?",
		idea["de"]:    "Drei Gäste fragen",
		idea["en"]:    "Ask three guests",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestWithoutAWordOfItsOwnACompanyReadsTheFiles(t *testing.T) {
	q := second(t).Worded(questionnaire.Words{})
	if got, want := q.Fields[0].Items[0].Text["de"], "Kundinnen und Kunden werden gefragt, im Kundenkontakt."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestASentenceThatBeginsWithAWordBeginsWithACapital(t *testing.T) {
	own := guests()
	own.Customers["de"] = questionnaire.WordForms{Plain: "ältere Menschen"}
	if got := second(t).Worded(own).Fields[0].Items[0].Text["de"]; !strings.HasPrefix(got, "Ältere Menschen werden") {
		t.Errorf("got %q", got)
	}
}

func TestDigestSnapshotAndComparisonAreOfTheFileAsWritten(t *testing.T) {
	q := second(t)
	worded := q.Worded(guests())
	if worded.Digest() != q.Digest() {
		t.Error("the digest depends on a company's word")
	}
	data, err := worded.EncodeJSON()
	if err != nil {
		t.Fatal(err)
	}
	back, err := questionnaire.DecodeJSON(data)
	if err != nil || back.Digest() != q.Digest() || !strings.Contains(back.Fields[0].Items[0].Text["en"], "{customers}") {
		t.Errorf("got %v, %v", back, err)
	}
	diff, err := questionnaire.Compare(worded, q.Worded(questionnaire.Words{}))
	if err != nil || diff.Same != len(q.Items()) {
		t.Errorf("got %+v, %v, want all items the same", diff, err)
	}
}

func TestNoPlaceholderIsLeftWhateverTheWord(t *testing.T) {
	q := second(t)
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[A-Za-zÄÖÜäöüß .-]{1,30}`)
		own := questionnaire.Words{Customers: map[questionnaire.Lang]questionnaire.WordForms{
			"de": {Plain: "x" + word.Draw(t, "plain"), Dative: word.Draw(t, "dative")}, "en": {Plain: "y" + word.Draw(t, "english")},
		}}
		if own.Validate() != nil {
			t.Fatalf("refused %v", own)
		}
		worded := q.Worded(own)
		for _, it := range worded.Items() {
			for _, text := range []questionnaire.Text{it.Text, it.Name, it.Why, it.Discuss} {
				if strings.ContainsAny(text["de"]+text["en"], "{}") {
					t.Fatalf("got %v", text)
				}
			}
		}
	})
}

func TestWordsThatCannotStandInASentenceAreRefused(t *testing.T) {
	for name, forms := range map[string]questionnaire.WordForms{
		"no plain form": {Or: "Gäste"}, "braces": {Plain: "{customers}"}, "a line break": {Plain: "Gäste", Dative: "Gä\nsten"},
	} {
		if (questionnaire.Words{Customers: map[questionnaire.Lang]questionnaire.WordForms{"de": forms}}).Validate() == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestIdeasForAnItemFitTheTarget(t *testing.T) {
	q := second(t)
	for target, want := range map[string]int{"": 1, "modest": 1, "luxury": 0} {
		if got := len(q.IdeasFor("c-1", target)); got != want {
			t.Errorf("target %q: got %d ideas, want %d", target, got, want)
		}
	}
	if got := q.IdeasFor("p-1", ""); len(got) != 0 {
		t.Errorf("got %v for an item without ideas", got)
	}
}
