package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// decide fills in the form of comments: the verdict of each text, and the redacted copy after a bar.
func decide(p webtest.Page, verdicts map[string]string) url.Values {
	p.Helper()
	form := p.Fill("form[action$='/review/comments']")
	p.Doc.Find(".review-comment").Each(func(_ int, e *goquery.Selection) {
		verdict, copied, _ := strings.Cut(verdicts[e.Find(".review-text").Text()], "|")
		name := e.Find("input[type=radio]").First().AttrOr("name", "")
		if verdict != "" {
			form.Set(name, verdict)
		}
		if copied != "" {
			form.Set(strings.Replace(name, "verdict-", "redacted-", 1), copied)
		}
	})
	return form
}

func TestTheTrainerDecidesWhichCommentsTheCompanyReads(t *testing.T) {
	s := webtest.New(t)
	c, _, path := s.Commented("Mehr Licht", "Anna schläft", "Quatsch", "Später")
	b, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	review := b.Get(path+"/review").Want(http.StatusOK).Says("4 von 4 sind noch nicht entschieden").Count(".review-comment", 4)
	form := decide(review, map[string]string{"Mehr Licht": "shown", "Anna schläft": "redacted|[...] schläft", "Quatsch": "hidden"})
	form.Set("do", "save")
	b.Post(path+"/review/comments", form).Goes(path + "/review?field=people&page=1&saved=comments#comments")
	b.Get(path + "/review").Says("1 von 4 sind noch nicht entschieden").Says("Anna schläft")
	b.Get(path + "/result").Says("Mehr Licht").Says("[…] schläft").Silent("Anna").Silent("Quatsch").Silent("Später")
	for _, before := range []string{"/result", "/review", "/export.json"} {
		if got := own.Get(path + before).Status; got != http.StatusNotFound && got != http.StatusForbidden {
			t.Errorf("%s before the release: got %d", before, got)
		}
	}
	b.Post(path+"/release", b.Get(path+"/review?confirm=release").Says("1 Kommentar ist nicht entschieden").Fill("#confirm")).Want(http.StatusSeeOther)
	own.Get(path + "/result").Says("Mehr Licht").Says("[…] schläft").Silent("Anna").Silent("Quatsch").Silent("Später")
	if strings.Contains(s.Dump(), "Anna schläft") {
		t.Error("the original is still there after the release")
	}
	b.Get(path + "/review").Says("sofort").Silent("Anna schläft")
	form = decide(b.Get(path+"/review"), map[string]string{"Mehr Licht": "hidden", "Später": "shown"})
	b.Post(path+"/review/comments", form).Want(http.StatusSeeOther)
	own.Get(path + "/result").Silent("Mehr Licht").Says("Später").Says("[…] schläft")
}

func TestRedactingOnlyLeavesOut(t *testing.T) {
	s := webtest.New(t)
	_, _, path := s.Commented("Anna schläft", "Mehr Licht")
	b := s.Trainer()
	for copied, message := range map[string]string{"Anna schläft": "fehlt noch nichts", "[…] tanzt": "nicht geschrieben", " ": "ist leer"} {
		form := decide(b.Get(path+"/review"), map[string]string{"Anna schläft": "redacted|" + copied, "Mehr Licht": "shown"})
		s.Unchanged(copied, func() {
			p := b.Post(path+"/review/comments", form).Want(http.StatusUnprocessableEntity).Says(message)
			p.Count("[data-error-summary] a", 1).Count(".review-comment textarea[aria-invalid=true]", 1).Count("input:checked", 2)
		})
	}
	form := decide(b.Get(path+"/review"), map[string]string{"Mehr Licht": "deleted"})
	s.Unchanged("an unknown verdict", func() {
		if got := b.Post(path+"/review/comments", form).Status; got != http.StatusUnprocessableEntity {
			t.Errorf("got %d", got)
		}
	})
}

func TestTwoHundredCommentsAreDecidedPageByPage(t *testing.T) {
	s := webtest.New(t)
	var texts []string
	for i := range 60 {
		texts = append(texts, fmt.Sprintf("Kommentar Nummer %d", i))
	}
	_, _, path := s.Commented(texts...)
	b := s.Trainer()
	seen := map[string]bool{}
	next := path + "/review"
	for step := range 3 {
		p := b.Get(next).Want(http.StatusOK)
		p.Doc.Find(".review-text").Each(func(_ int, e *goquery.Selection) { seen[e.Text()] = true })
		if again := b.Get(next).Doc.Find(".review-text").Text(); again != p.Doc.Find(".review-text").Text() {
			t.Error("the order changed from one look to the next")
		}
		form := p.Fill("form[action$='/review/comments']")
		form.Set("do", "rest")
		saved := b.Post(path+"/review/comments", form).Want(http.StatusSeeOther)
		next, _, _ = strings.Cut(saved.Header.Get("Location"), "#")
		if step < 2 && !strings.Contains(next, fmt.Sprintf("page=%d", step+2)) {
			t.Errorf("after page %d: goes to %s", step+1, next)
		}
	}
	if len(seen) != 60 {
		t.Errorf("got %d comments on three pages, want 60", len(seen))
	}
	b.Get(next).Says("Über alle Kommentare ist entschieden")
	b.Get(path+"/result").Count(".quotes li", 60)
}

func TestAnIntroductionStandsAboveTheResult(t *testing.T) {
	s := webtest.New(t)
	c, o, path := s.Commented()
	b, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	form := b.Get(path + "/review").Fill("form[action$='/introduction']")
	form.Set("introduction", "Guten Tag,\r\nliebe Leute.\r\n\r\nZweiter Absatz.")
	b.Post(path+"/review/introduction", form).Goes(path + "/review?saved=introduction#introduction-saved")
	b.Get(path + "/review?saved=introduction").Says("Gespeichert").One("#introduction-saved")
	b.Get(path+"/result").Count(".introduction p", 2)
	own.Get(path + "/result").Want(http.StatusNotFound)
	s.Release(o.Round.ID)
	own.Get(path+"/result").Count(".introduction p", 2).Says("Zweiter Absatz.").Count(`a[href$="/review"]`, 0)
	form.Set("introduction", strings.Repeat("x", kompass.MaxIntroduction+1))
	s.Unchanged("too long", func() {
		p := b.Post(path+"/review/introduction", form).Want(http.StatusUnprocessableEntity).Says("länger als")
		if got := p.One("#introduction").Text(); len(got) != kompass.MaxIntroduction+1 {
			t.Errorf("got %d characters back", len(got))
		}
	})
	form = b.Get(path+"/review").Fill("form[action$='/introduction']", "introduction", "Neu.")
	b.Post(path+"/review/introduction", form).Want(http.StatusSeeOther)
	own.Get(path + "/result").Says("Neu.").Silent("Zweiter Absatz")
}

func TestClosingLeadsToTheReview(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang", "Bar")
	o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.AskPerspectives = false })
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	b.Get(path + "/review").Goes(path)
	s.Fill(o.Links[0], 12)
	s.Fill(o.Links[1], 2)
	b.Post(path+"/close", b.Get(path+"?confirm=close").Fill("#confirm")).Goes(path + "/review")
	p := b.Get(path + "/review").Want(http.StatusOK).Says("14 Fragebögen, eingeladen waren").Says("Bar: nicht dargestellt").Says("kein Soll gesetzt").Says("keine Kommentare")
	p.Count(".review-comment", 0).One(`a[href$="/review?confirm=release"]`)
	p.Silent("Bar: 2")
}

func TestWhatIsTypedInAReviewIsText(t *testing.T) {
	s := webtest.New(t)
	c, o, path := s.Commented(canary)
	b := s.Trainer()
	form := b.Get(path + "/review").Fill("form[action$='/introduction']")
	form.Set("introduction", canary)
	b.Post(path+"/review/introduction", form).Want(http.StatusSeeOther)
	wantShown(t, "the review", b.Get(path+"/review"))
	wantCaged(t, "the address", b.Get(path+"/review?field="+url.QueryEscape(canary)+"&page="+url.QueryEscape(canary)+"&saved="+url.QueryEscape(canary)))
	bad := decide(b.Get(path+"/review"), map[string]string{canary: "redacted|" + canary + canary})
	wantShown(t, "a refused redaction", b.Post(path+"/review/comments", bad).Want(http.StatusUnprocessableEntity))
	good := decide(b.Get(path+"/review"), map[string]string{canary: "redacted|[…]" + canary[3:]})
	b.Post(path+"/review/comments", good).Want(http.StatusSeeOther)
	s.Release(o.Round.ID)
	own := s.SignIn("a@example.org", kompass.Coordinator, c.ID)
	wantShown(t, "the released result", own.Get(path+"/result").Says(canary[3:]))
}
