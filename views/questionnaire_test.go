package views_test

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/assets"
	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

func TestEveryItemIsAFieldsetWithItsAnswers(t *testing.T) {
	q := content(t)
	for _, lang := range i18n.Langs {
		doc := document(t, lang, views.QuestionnairePage(form(t)))
		if got, want := doc.Find("form fieldset").Length(), len(q.Items()); got != want {
			t.Fatalf("got %d fieldsets, want %d", got, want)
		}
		for _, it := range q.Items() {
			scale, _ := q.Scale(it.Scale)
			set := doc.Find(`fieldset[data-item="` + it.ID + `"]`)
			legend := set.Find("legend").Text()
			if want := string(it.Wording("staff")["de"]); lang == i18n.German && !strings.Contains(legend, want) {
				t.Errorf("%s: got legend %q, want %q", it.ID, legend, want)
			}
			if got, want := set.Find(`.answers label input[type=radio][name="`+it.ID+`"]`).Length(), len(scale.Points); got != want {
				t.Errorf("%s: got %d answers, want %d", it.ID, got, want)
			}
			if got := set.Find(".answer-na label input").AttrOr("value", ""); got != scale.NA.ID {
				t.Errorf("%s: got %q as the answer that is none, want %q", it.ID, got, scale.NA.ID)
			}
			for i, p := range scale.Points {
				if got := set.Find(".answers input").Eq(i).AttrOr("value", ""); got != p.ID {
					t.Errorf("%s: got answer %q, want %q", it.ID, got, p.ID)
				}
			}
		}
	}
}

func TestNothingIsChosenBeforehand(t *testing.T) {
	doc := document(t, i18n.German, views.QuestionnairePage(form(t)))
	if got := doc.Find("[checked], [selected]").Length(); got != 0 {
		t.Errorf("got %d choices made, want none", got)
	}
	if got := doc.Find("[required]").Length(); got != 0 {
		t.Errorf("got %d required inputs, want none", got)
	}
}

func TestUnfilledPageIsTheSameForEveryone(t *testing.T) {
	first := html(t, i18n.German, views.QuestionnairePage(form(t)))
	for range 20 {
		if html(t, i18n.German, views.QuestionnairePage(form(t))) != first {
			t.Fatal("two renderings differ")
		}
	}
}

func TestFormCarriesWhatTheLinkLeftOpen(t *testing.T) {
	m := form(t)
	m.Tablet = true
	doc := document(t, i18n.German, views.QuestionnairePage(m))
	f := doc.Find("form#answers")
	if got := f.AttrOr("action", "") + " " + f.AttrOr("method", ""); got != "/s/ABCD2345 post" {
		t.Errorf("got form %s", got)
	}
	hidden := map[string]string{}
	f.Find(`input[type=hidden]`).Each(func(_ int, s *goquery.Selection) { hidden[s.AttrOr("name", "")] = s.AttrOr("value", "") })
	if len(hidden) != 2 || hidden["perspective"] != "staff" || hidden["tablet"] != "1" {
		t.Errorf("got hidden inputs %v, want the perspective chosen and the tablet, not the link's team", hidden)
	}
	if doc.Find("[data-store]").Length() != 0 || f.AttrOr("autocomplete", "") != "off" {
		t.Error("a shared device would keep answers")
	}
}

func TestFilledFormShowsWhatWasTyped(t *testing.T) {
	doc := document(t, i18n.English, pages(t)["filled"])
	var chosen []string
	doc.Find("input[checked]").Each(func(_ int, s *goquery.Selection) {
		chosen = append(chosen, s.AttrOr("name", "")+"="+s.AttrOr("value", ""))
	})
	if got, want := strings.Join(chosen, " "), "k-e-1=mostly k-e-2=na"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := doc.Find(`textarea[name="comment-customers"]`).Text(); got != "</textarea><script>x()</script>" {
		t.Errorf("got comment %q", got)
	}
	if doc.Find("[data-filled]").Length() != 1 {
		t.Error("the script is not told that the form is filled in")
	}
}

func TestErrorsAreWiredToTheirInputs(t *testing.T) {
	doc := document(t, i18n.German, pages(t)["refused"])
	if title := doc.Find("head title").Text(); !strings.HasPrefix(title, "Fehler: ") {
		t.Errorf("got title %q", title)
	}
	summary := doc.Find(`.error-summary[role=alert][tabindex="-1"]`)
	if summary.Find("a").Length() != 2 {
		t.Fatalf("got summary %q", summary.Text())
	}
	first := doc.Find(`input[id="answer.k-e-2"]`)
	if summary.Find(`a[href="#answer.k-e-2"]`).Length() != 1 || first.AttrOr("name", "") != "k-e-2" {
		t.Error("the summary does not lead to the first answer of the item")
	}
	set := doc.Find(`fieldset[data-item="k-e-2"]`)
	message := doc.Find(`[id="` + set.AttrOr("aria-describedby", "") + `"]`)
	if !strings.Contains(message.Text(), "Nein") || !strings.Contains(message.Text(), "Fehler: ") {
		t.Errorf("the fieldset is described by %q", message.Text())
	}
	if got, want := set.Find(`input[aria-invalid=true]`).Length(), set.Find("input").Length(); got != want {
		t.Errorf("got %d invalid inputs, want %d", got, want)
	}
	if got := doc.Find("form [aria-invalid]").Length() - set.Find("input").Length(); got != 1 {
		t.Errorf("got %d other invalid inputs, want the comment alone", got)
	}
}

func TestLanguageSwitchTakesTheAnswersAlong(t *testing.T) {
	doc := document(t, i18n.German, pages(t)["filled"])
	button := doc.Find("nav.language button")
	for attr, want := range map[string]string{"form": "answers", "formaction": "/s/ABCD2345?lang=en&perspective=staff", "name": views.SwitchName, "value": "en", "type": "submit"} {
		if got := button.AttrOr(attr, ""); got != want {
			t.Errorf("%s: got %q, want %q", attr, got, want)
		}
	}
	// Enter in a form presses its first button: that must not be the one that switches the language.
	first := doc.Find(`button[type=submit]`).First()
	if first.AttrOr("name", "") != "" || first.AttrOr("form", "") != "answers" {
		t.Error("Enter would switch the language")
	}
}

func TestEveryFieldIsAStepWithItsTitle(t *testing.T) {
	doc := document(t, i18n.German, views.QuestionnairePage(form(t)))
	steps := doc.Find("[data-step]")
	if got, want := steps.Length(), len(content(t).Fields)+2; got != want {
		t.Fatalf("got %d steps, want start, fields and check: %d", got, want)
	}
	second := steps.Eq(2)
	if got, want := second.AttrOr("data-title", ""), "Feld 2 von 4: Führung – Kompass"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := strings.Join(strings.Fields(second.Find("h2").Text()), " "), "Feld 2 von 4: Führung"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	hidden := doc.Find("[data-next], [data-back]").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Closest("[hidden]").Length() == 0 })
	if hidden.Length() != 0 {
		t.Error("without scripts the page shows buttons that do nothing")
	}
	if doc.Find("form button[type=submit]").Closest("[hidden]").Length() != 0 {
		t.Error("without scripts the form cannot be sent")
	}
}

func TestStatementFollowsTheRound(t *testing.T) {
	m := form(t)
	text := document(t, i18n.German, views.QuestionnairePage(m)).Find("#start").Text()
	for _, want := range []string{"anonym", "erst ab 6 Antworten", "ab 12 Antworten", "Ihr Team und aus welcher Sicht Sie antworten (Führungskräfte oder Mitarbeitende)", "11.\u00a0Dezember 2026", "etwa 10 Minuten", "Hotel Seeblick"} {
		if !strings.Contains(text, want) {
			t.Errorf("the statement does not say %q", want)
		}
	}
	m.Access = access(kompass.Open, 1)
	m.Access.Round.TeamIDs, m.Access.Round.Perspectives = nil, nil
	doc := document(t, i18n.German, views.QuestionnairePage(m))
	text = doc.Find("#start").Text()
	for _, want := range []string{"nicht anonym", "keine Mindestgröße", "Nur Ihre Antworten und Ihre Kommentare."} {
		if !strings.Contains(text, want) {
			t.Errorf("the statement of an open round does not say %q", want)
		}
	}
	if strings.Contains(text, "sind anonym") {
		t.Error("an open round promises anonymity")
	}
	if !strings.Contains(doc.Find("#check").Text(), "nicht anonym") {
		t.Error("an open round does not say so at sending")
	}
}

func TestTheStatementSaysWhoHasTheKey(t *testing.T) {
	for name, c := range map[string]struct {
		round  func(*kompass.Round)
		de, en string
	}{
		"before sealing": {func(*kompass.Round) {}, "nicht versiegelt. Ihre Antworten liegen bis zum Schließen lesbar", "not sealed. Your answers are readable"},
		"the server":     {func(r *kompass.Round) { r.Sealed = true }, "liegen versiegelt, ihr Schlüssel getrennt davon auf dem Server", "their key is kept apart from them on the server"},
		"somebody":       {func(r *kompass.Round) { r.Sealed, r.Held = true, true }, "nicht auf dem Server: Jemand verwahrt ihn", "not on the server: somebody keeps it"},
		"the trainer": {func(r *kompass.Round) { r.Sealed, r.Held, r.Holder = true, true, kompass.HolderTrainer },
			"nicht auf dem Server: Wer den Workshop leitet", "not on the server: whoever runs the workshop"},
		"a works council": {func(r *kompass.Round) { r.Sealed, r.Held, r.Holder = true, true, kompass.HolderCouncil },
			"nicht auf dem Server: Ihre Vertretung", "not on the server: your representatives"},
	} {
		m := form(t)
		c.round(&m.Access.Round)
		for lang, want := range map[i18n.Lang]string{i18n.German: c.de, i18n.English: c.en} {
			if text := document(t, lang, views.QuestionnairePage(m)).Find("#start").Text(); !strings.Contains(text, want) {
				t.Errorf("%s: the statement does not say %q", name, want)
			}
		}
	}
}

func TestCorrectionGoesToTheReceipt(t *testing.T) {
	doc := document(t, i18n.German, pages(t)["correction"])
	f := doc.Find("form#answers")
	if f.AttrOr("action", "") != address.Receipt || f.Find(`input[name=receipt]`).AttrOr("value", "") != "ABCD-EFGH-JKMN-PQRS" ||
		f.Find(`input[name=do]`).AttrOr("value", "") != string(views.ReceiptCorrect) {
		t.Error("the correction is not sent to the receipt")
	}
	if doc.Find("[data-store], [data-fetch]").Length() != 0 {
		t.Error("a correction would be kept on the device")
	}
}

func TestAnotherLanguageIsMarked(t *testing.T) {
	m := form(t)
	only := *m.Content
	only.Languages = only.Languages[:1]
	m.Content = &only
	doc := document(t, i18n.English, views.QuestionnairePage(m))
	if doc.Find("fieldset[lang=de]").Length() != len(only.Items()) || doc.Find("h1[lang=de]").Length() != 1 {
		t.Error("German texts on an English page are not marked")
	}
	if german := document(t, i18n.German, views.QuestionnairePage(m)); german.Find("fieldset[lang]").Length() != 0 {
		t.Error("German texts on a German page are marked")
	}
}

func TestFirstViewIsLight(t *testing.T) {
	page := html(t, i18n.German, views.QuestionnairePage(form(t)))
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(page)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	css, _ := assets.Lookup(assets.URL(assets.Stylesheet))
	js, _ := assets.Lookup(assets.URL("questionnaire.js"))
	total, requests := packed.Len()+len(css.Gzip)+len(js.Gzip), 3
	for _, font := range []string{"source-sans-3-latin-400-normal", "source-sans-3-latin-600-normal", "source-serif-4-latin-400-normal"} {
		a, _ := assets.Lookup(assets.URL(font + ".woff2"))
		total, requests = total+len(a.Body), requests+1
	}
	if requests > 6 || total > 120_000 {
		t.Errorf("got %d requests and %d bytes, want 6 and 120000 at most", requests, total)
	}
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("got %d scripts, want one", n)
	}
	t.Logf("page %d, stylesheet %d, script %d, all %d bytes", packed.Len(), len(css.Gzip), len(js.Gzip), total)
}
