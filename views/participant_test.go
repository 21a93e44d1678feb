package views_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/views"
)

func content(t *testing.T) *questionnaire.Questionnaire {
	t.Helper()
	data, err := os.ReadFile("../questionnaires/service-excellence-kompass.yaml")
	if err != nil {
		t.Fatal(err)
	}
	q, findings := questionnaire.Parse(data)
	if q == nil {
		t.Fatal(findings)
	}
	return q.Worded(questionnaire.Words{})
}

func access(mode kompass.Mode, k int) kompass.Access {
	return kompass.Access{
		Link: kompass.Link{RoundID: "round1", TeamID: "team1", Code: "ABCD2345"},
		Round: kompass.Round{
			ID: "round1", Title: "Herbst 2026", Mode: mode, K: k, State: kompass.StateOpen,
			Perspectives: []string{"leaders", "staff"}, TeamIDs: []string{"team1", "team2"},
			ClosesAt: time.Date(2026, 12, 11, 23, 0, 0, 0, time.UTC),
		},
		CompanyName: "Hotel Seeblick",
		Teams:       []kompass.Team{{ID: "team1", Name: "Empfang"}, {ID: "team2", Name: "Küche"}},
	}
}

func form(t *testing.T) views.Questionnaire {
	t.Helper()
	return views.Questionnaire{
		Page: views.Page{Path: "/s/ABCD2345?perspective=staff"}, Access: access(kompass.Anonymous, 6), Content: content(t),
		TeamID: "team1", Perspective: "staff",
	}
}

func html(t *testing.T, lang i18n.Lang, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(i18n.With(context.Background(), i18n.For(lang)), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func document(t *testing.T, lang i18n.Lang, c templ.Component) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html(t, lang, c)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func ptr(v float64) *float64 { return &v }

func profile() views.Profile {
	return views.Profile{Min: 0, Max: 4, Facets: []string{"Einstellung", "Werkzeuge"}, Fields: []views.ProfileField{
		{Title: "Kunden", Value: ptr(2.94), Facets: []*float64{ptr(3), ptr(2.9)}},
		{Title: "Führung", Value: ptr(1), Facets: []*float64{ptr(1), nil}},
		{Title: "Akteure", Value: ptr(4), Facets: []*float64{ptr(4), ptr(4)}},
		{Title: "Management", Value: ptr(0), Facets: []*float64{ptr(0), ptr(0)}},
	}}
}

// pages are all pages of participants, in the states they can be in.
func pages(t *testing.T) map[string]templ.Component {
	t.Helper()
	p := views.Page{Title: "Titel", Path: "/x?a=1"}
	q := content(t)
	filled, refused, open, tablet, correction := form(t), form(t), form(t), form(t), form(t)
	filled.Answers = map[string]string{"k-e-1": "mostly", "k-e-2": "na"}
	filled.Comments = map[string]string{"customers": "</textarea><script>x()</script>"}
	refused.Page.Error = true
	refused.Errors = []views.FieldError{{Field: "k-e-2", Message: "Nein"}, {Field: "comment-customers", Message: "Zu lang"}}
	open.Access = access(kompass.Open, 1)
	tablet.Tablet = true
	correction.Receipt, correction.Answers = "ABCD-EFGH-JKMN-PQRS", filled.Answers
	preview, once := form(t), access(kompass.Anonymous, 5)
	preview.Preview, preview.Page.Preview = "/app/rounds/x/preview", &views.Crumb{Text: "Zurück", Href: "/app/rounds/x"}
	once.Link.Once = true
	answers := views.ReceiptAnswers{
		Page: p, Access: access(kompass.Anonymous, 5), Content: q, Perspective: "staff", Answers: filled.Answers,
		Comments: filled.Comments, Receipt: "ABCD-EFGH-JKMN-PQRS",
	}
	asking := answers
	asking.Asking = true
	out := map[string]templ.Component{
		"home":          views.HomePage(views.Home{Page: p}),
		"home refused":  views.HomePage(views.Home{Page: p, Code: "x", Errors: []views.FieldError{{Field: "code", Message: "Nein"}}}),
		"choose":        views.ChoosePage(views.Choose{Page: p, Question: "Welches Team?", Groups: []views.OptionGroup{{Options: []views.Option{{Text: "Empfang", Href: "/s/ABCD2345?team=team1"}}}}}),
		"questionnaire": views.QuestionnairePage(form(t)),
		"filled":        views.QuestionnairePage(filled),
		"refused":       views.QuestionnairePage(refused),
		"open":          views.QuestionnairePage(open),
		"tablet":        views.QuestionnairePage(tablet),
		"correction":    views.QuestionnairePage(correction),
		"preview":       views.QuestionnairePage(preview),
		"done, once":    views.AlreadyDonePage(views.AlreadyDone{Page: p, Access: once}),
		"thanks":        views.ThanksPage(views.Thanks{Page: p, Access: access(kompass.Anonymous, 5), Receipt: "ABCD-EFGH-JKMN-PQRS", Profile: profile()}),
		"thanks tablet": views.ThanksPage(views.Thanks{Page: p, Access: access(kompass.Anonymous, 5), Receipt: "ABCD-EFGH-JKMN-PQRS", Profile: profile(), Tablet: true}),
		"already done":  views.AlreadyDonePage(views.AlreadyDone{Page: p, Access: access(kompass.Anonymous, 5)}),
		"receipt":       views.ReceiptPage(views.ReceiptEntry{Page: p}),
		"answers":       views.ReceiptAnswersPage(answers),
		"asking":        views.ReceiptAnswersPage(asking),
		"corrected":     views.ReceiptDonePage(views.ReceiptDone{Page: p}),
		"withdrawn":     views.ReceiptDonePage(views.ReceiptDone{Page: p, Withdrawn: true}),
	}
	for _, kind := range views.NoticeKinds {
		out["notice "+string(kind)] = views.NoticePage(views.Notice{Page: views.Page{}, Kind: kind, Unsaved: true})
	}
	return out
}
