package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/lan"
	"kompass/internal/rounds"
	"kompass/internal/web"
)

func noPerspectives(p *rounds.Plan) { p.AskPerspectives = false }

// guessed lets n people guess the same step in every field of the full questionnaire.
func (s *site) guessed(o rounds.Opened, n, step int) {
	s.Helper()
	for range n {
		var form []string
		for _, f := range []string{"customers", "leadership", "people", "management"} {
			form = append(form, "guess-"+f, fmt.Sprint(step))
		}
		s.browser().post("/s/"+string(o.Links[0].Code)+"/schaetzen", values(form...)).want(http.StatusSeeOther)
	}
}

func TestGuessIsKeptApartAndCanBeChanged(t *testing.T) {
	s := newSite(t)
	a, _ := s.company("Hotel Adler")
	o := s.open(a, full, noPerspectives)
	path := "/s/" + string(o.Links[0].Code) + "/schaetzen"
	b := s.browser()
	b.get(path).want(http.StatusOK).count(`input[type="radio"]`, 20)
	refused := b.post(path, values("guess-customers", "3", "guess-people", "9")).want(http.StatusUnprocessableEntity)
	refused.count(`[data-error-summary] li`, 3)
	refused.one(`input[name="guess-customers"][value="3"][checked]`)
	b.post(path, values("guess-customers", "3", "guess-leadership", "1", "guess-people", "2", "guess-management", "0")).want(http.StatusSeeOther)
	own := b.get(path).want(http.StatusOK)
	own.one(`input[name="guess-leadership"][value="1"][checked]`)
	own.one(`[role="status"]`)
	b.post(path, values("guess-customers", "3", "guess-leadership", "4", "guess-people", "2", "guess-management", "0")).want(http.StatusSeeOther)
	if n, err := s.store.CountGuesses(t.Context(), kompass.Everything, o.Round.ID); n != 1 || err != nil {
		t.Errorf("got %d guesses, %v, want the one that was changed", n, err)
	}
	if b.cookies["kompass-guess"] == "" || b.cookies["kompass-guess"] == b.cookies["kompass-form"] {
		t.Error("the guess lies under the value of the answers")
	}
	s.fill(o.Links[0], 5)
	s.close(o.Round.ID)
	b.get(path).want(http.StatusGone)
	b.post(path, values("guess-customers", "3")).want(http.StatusGone)
	b.get("/s/00000000/schaetzen").want(http.StatusNotFound)
}

func TestStageCountsFromTheMinimumOn(t *testing.T) {
	s := newSite(t)
	a, _ := s.company("Hotel Adler")
	o := s.open(a, full, noPerspectives)
	boss, stage := s.trainer(), "/app/rounds/"+o.Round.ID+"/stage"
	s.guessed(o, 4, 2)
	few := boss.get(stage + "/count").want(http.StatusOK)
	few.textOf(`[data-count="guesses"]`, "unter 5 Schätzungen")
	few.textOf(`[data-count="answers"]`, "unter 5 Antworten")
	boss.get(stage+"?screen=guess").want(http.StatusOK).textOf(`[data-count]`, "unter 5 Schätzungen")
	s.guessed(o, 1, 2)
	boss.get(stage+"/count").want(http.StatusOK).textOf(`[data-count="guesses"]`, "5 Schätzungen")
}

func TestStageCallsTheRoomWithTheLinkThatWasChosen(t *testing.T) {
	s := newSite(t)
	a, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(a, full, noPerspectives)
	boss, stage := s.trainer(), "/app/rounds/"+o.Round.ID+"/stage"
	first := boss.get(stage).want(http.StatusOK)
	first.one("svg.qr")
	first.count(".stage-links a", len(o.Links))
	chosen := boss.get(stage + "?screen=waiting&link=" + o.Links[1].ID).want(http.StatusOK)
	code := o.Links[1].Code.Grouped()
	chosen.textOf(".stage-code .code", strings.ReplaceAll(code, "-", ""))
	chosen.one(`a[rel="next"][href*="link=` + o.Links[1].ID + `"]`)
	boss.get(stage + "?screen=nonsense&link=%22%3E%3Cscript%3E").want(http.StatusOK).silent("<script>alert")
}

func TestStageShowsTheWiFiOfTheRoom(t *testing.T) {
	wifi, err := lan.ParseWiFi("Seminarraum", "geheim1234")
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, func(c *web.Config) { c.WiFi = wifi })
	a, _ := s.company("Hotel Adler")
	o := s.open(a, full, noPerspectives)
	p := s.trainer().get("/app/rounds/" + o.Round.ID + "/stage").want(http.StatusOK)
	p.textOf(".stage-typed", "Seminarraumgeheim1234")
	s.browser().get("/app/rounds/" + o.Round.ID + "/stage").want(http.StatusSeeOther)
}

func TestStageGoesFromGuessToResult(t *testing.T) {
	s := newSite(t)
	a, _ := s.company("Hotel Adler")
	o := s.open(a, full, noPerspectives)
	s.fill(o.Links[0], 14)
	s.guessed(o, 6, 4)
	boss, own := s.trainer(), s.signIn("a@example.org", kompass.Coordinator, a.ID)
	stage := "/app/rounds/" + o.Round.ID + "/stage"
	boss.get(stage + "?screen=close").want(http.StatusOK).one(`form[action$="/close"] input[name="to"][value="stage"]`)
	if p := boss.post("/app/rounds/"+o.Round.ID+"/close", values("sure", "yes", "to", "stage")).want(http.StatusSeeOther); p.header.Get("Location") != stage {
		t.Errorf("got %q, want the stage", p.header.Get("Location"))
	}
	own.get(stage).want(http.StatusOK).count("figure.chart", 0)
	var headings []string
	for at := stage; at != ""; {
		p := boss.get(at).want(http.StatusOK)
		headings = append(headings, strings.TrimSpace(p.doc.Find("h1").Text()))
		at, _ = p.doc.Find(`a[rel="next"]`).Attr("href")
		if len(headings) > 12 {
			t.Fatal("the presentation has no end")
		}
	}
	if headings[0] != "So haben Sie geschätzt" || headings[1] != "So sehen es alle zusammen" || headings[len(headings)-1] != "Was nehmen wir uns vor?" || len(headings) < 6 {
		t.Errorf("got %q", headings)
	}
	// Six guesses at the end of the scale are not told exactly.
	p := boss.get(stage).want(http.StatusOK)
	p.silent("Kunden 4,0")
	if !strings.Contains(p.body, "Kunden 3,8") {
		t.Error("the mean of few guesses is not drawn in from the end")
	}
	s.release(o.Round.ID)
	own.get(stage).want(http.StatusOK).count("figure.chart", 1)
}

func TestStageWithoutEnoughAnswersDoesNotClose(t *testing.T) {
	s := newSite(t)
	a, _ := s.company("Hotel Adler")
	o := s.open(a, full, noPerspectives)
	s.fill(o.Links[0], 4)
	s.trainer().get("/app/rounds/"+o.Round.ID+"/stage?screen=close").want(http.StatusOK).count("form", 0)
}

// textOf fails the test unless the only element that a selector finds has this text.
func (p page) textOf(selector, want string) {
	p.Helper()
	if got := squeeze(p.one(selector).Text()); got != want {
		p.Errorf("%s: got %q, want %q", selector, got, want)
	}
}
