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
)

// commented is a closed round of a company with a comment of each text on people.
func (s *site) commented(texts ...string) (kompass.Company, rounds.Opened, string) {
	s.Helper()
	c, _ := s.company("Hotel Adler")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	for _, text := range texts {
		s.fill(o.Links[0], 1, "comment-people", text)
	}
	s.fill(o.Links[0], max(0, 12-len(texts)))
	s.close(o.Round.ID)
	return c, o, "/app/rounds/" + o.Round.ID
}

// decide fills in the form of comments: the verdict of each text, and the redacted copy after a bar.
func decide(p page, verdicts map[string]string) url.Values {
	p.Helper()
	form := p.fill("form[action$='/review/comments']")
	p.doc.Find(".review-comment").Each(func(_ int, e *goquery.Selection) {
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
	s := newSite(t)
	c, _, path := s.commented("Mehr Licht", "Anna schläft", "Quatsch", "Später")
	b, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	review := b.get(path+"/review").want(http.StatusOK).says("4 von 4 sind noch nicht entschieden").count(".review-comment", 4)
	form := decide(review, map[string]string{"Mehr Licht": "shown", "Anna schläft": "redacted|[...] schläft", "Quatsch": "hidden"})
	form.Set("do", "save")
	b.post(path+"/review/comments", form).goes(path + "/review?field=people&page=1&saved=comments#comments")
	b.get(path + "/review").says("1 von 4 sind noch nicht entschieden").says("Anna schläft")
	b.get(path + "/result").says("Mehr Licht").says("[…] schläft").silent("Anna").silent("Quatsch").silent("Später")
	for _, before := range []string{"/result", "/review", "/export.json"} {
		if got := own.get(path + before).status; got != http.StatusNotFound && got != http.StatusForbidden {
			t.Errorf("%s before the release: got %d", before, got)
		}
	}
	b.post(path+"/release", b.get(path+"/review?confirm=release").says("1 Kommentar ist nicht entschieden").fill("#confirm")).want(http.StatusSeeOther)
	own.get(path + "/result").says("Mehr Licht").says("[…] schläft").silent("Anna").silent("Quatsch").silent("Später")
	if strings.Contains(s.dump(), "Anna schläft") {
		t.Error("the original is still there after the release")
	}
	b.get(path + "/review").says("sofort").silent("Anna schläft")
	form = decide(b.get(path+"/review"), map[string]string{"Mehr Licht": "hidden", "Später": "shown"})
	b.post(path+"/review/comments", form).want(http.StatusSeeOther)
	own.get(path + "/result").silent("Mehr Licht").says("Später").says("[…] schläft")
}

func TestRedactingOnlyLeavesOut(t *testing.T) {
	s := newSite(t)
	_, _, path := s.commented("Anna schläft", "Mehr Licht")
	b := s.trainer()
	for copied, message := range map[string]string{"Anna schläft": "fehlt noch nichts", "[…] tanzt": "nicht geschrieben", " ": "ist leer"} {
		form := decide(b.get(path+"/review"), map[string]string{"Anna schläft": "redacted|" + copied, "Mehr Licht": "shown"})
		s.unchanged(copied, func() {
			p := b.post(path+"/review/comments", form).want(http.StatusUnprocessableEntity).says(message)
			p.count("[data-error-summary] a", 1).count(".review-comment textarea[aria-invalid=true]", 1).count("input:checked", 2)
		})
	}
	form := decide(b.get(path+"/review"), map[string]string{"Mehr Licht": "deleted"})
	s.unchanged("an unknown verdict", func() {
		if got := b.post(path+"/review/comments", form).status; got != http.StatusUnprocessableEntity {
			t.Errorf("got %d", got)
		}
	})
}

func TestTwoHundredCommentsAreDecidedPageByPage(t *testing.T) {
	s := newSite(t)
	var texts []string
	for i := range 60 {
		texts = append(texts, fmt.Sprintf("Kommentar Nummer %d", i))
	}
	_, _, path := s.commented(texts...)
	b := s.trainer()
	seen := map[string]bool{}
	next := path + "/review"
	for step := range 3 {
		p := b.get(next).want(http.StatusOK)
		p.doc.Find(".review-text").Each(func(_ int, e *goquery.Selection) { seen[e.Text()] = true })
		if again := b.get(next).doc.Find(".review-text").Text(); again != p.doc.Find(".review-text").Text() {
			t.Error("the order changed from one look to the next")
		}
		form := p.fill("form[action$='/review/comments']")
		form.Set("do", "rest")
		saved := b.post(path+"/review/comments", form).want(http.StatusSeeOther)
		next, _, _ = strings.Cut(saved.header.Get("Location"), "#")
		if step < 2 && !strings.Contains(next, fmt.Sprintf("page=%d", step+2)) {
			t.Errorf("after page %d: goes to %s", step+1, next)
		}
	}
	if len(seen) != 60 {
		t.Errorf("got %d comments on three pages, want 60", len(seen))
	}
	b.get(next).says("Über alle Kommentare ist entschieden")
	b.get(path+"/result").count(".quotes li", 60)
}

func TestAnIntroductionStandsAboveTheResult(t *testing.T) {
	s := newSite(t)
	c, o, path := s.commented()
	b, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, c.ID)
	form := b.get(path + "/review").fill("form[action$='/introduction']")
	form.Set("introduction", "Guten Tag,\r\nliebe Leute.\r\n\r\nZweiter Absatz.")
	b.post(path+"/review/introduction", form).goes(path + "/review?saved=introduction#introduction-saved")
	b.get(path + "/review?saved=introduction").says("Gespeichert").one("#introduction-saved")
	b.get(path+"/result").count(".introduction p", 2)
	own.get(path + "/result").want(http.StatusNotFound)
	s.release(o.Round.ID)
	own.get(path+"/result").count(".introduction p", 2).says("Zweiter Absatz.").count(`a[href$="/review"]`, 0)
	form.Set("introduction", strings.Repeat("x", kompass.MaxIntroduction+1))
	s.unchanged("too long", func() {
		p := b.post(path+"/review/introduction", form).want(http.StatusUnprocessableEntity).says("länger als")
		if got := p.one("#introduction").Text(); len(got) != kompass.MaxIntroduction+1 {
			t.Errorf("got %d characters back", len(got))
		}
	})
	form = b.get(path+"/review").fill("form[action$='/introduction']", "introduction", "Neu.")
	b.post(path+"/review/introduction", form).want(http.StatusSeeOther)
	own.get(path + "/result").says("Neu.").silent("Zweiter Absatz")
}

func TestClosingLeadsToTheReview(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Bar")
	o := s.open(c, full, func(p *rounds.Plan) { p.AskPerspectives = false })
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID
	b.get(path + "/review").goes(path)
	s.fill(o.Links[0], 12)
	s.fill(o.Links[1], 2)
	b.post(path+"/close", b.get(path+"?confirm=close").fill("#confirm")).goes(path + "/review")
	p := b.get(path + "/review").want(http.StatusOK).says("14 Antworten von").says("Bar: nicht dargestellt").says("kein Soll gesetzt").says("keine Kommentare")
	p.count(".review-comment", 0).one(`a[href$="/review?confirm=release"]`)
	p.silent("Bar: 2")
}

func TestWhatIsTypedInAReviewIsText(t *testing.T) {
	s := newSite(t)
	c, o, path := s.commented(canary)
	b := s.trainer()
	form := b.get(path + "/review").fill("form[action$='/introduction']")
	form.Set("introduction", canary)
	b.post(path+"/review/introduction", form).want(http.StatusSeeOther)
	wantShown(t, "the review", b.get(path+"/review"))
	wantCaged(t, "the address", b.get(path+"/review?field="+url.QueryEscape(canary)+"&page="+url.QueryEscape(canary)+"&saved="+url.QueryEscape(canary)))
	bad := decide(b.get(path+"/review"), map[string]string{canary: "redacted|" + canary + canary})
	wantShown(t, "a refused redaction", b.post(path+"/review/comments", bad).want(http.StatusUnprocessableEntity))
	good := decide(b.get(path+"/review"), map[string]string{canary: "redacted|[…]" + canary[3:]})
	b.post(path+"/review/comments", good).want(http.StatusSeeOther)
	s.release(o.Round.ID)
	own := s.signIn("a@example.org", kompass.Coordinator, c.ID)
	wantShown(t, "the released result", own.get(path+"/result").says(canary[3:]))
}
