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
	"kompass/internal/web/webtest"
)

func noPerspectives(p *rounds.Plan) { p.AskPerspectives = false }

// guessed lets n people guess the same step in every field of the full questionnaire.
func guessed(s *webtest.Site, o rounds.Opened, n, step int) {
	s.Helper()
	for range n {
		var form []string
		for _, f := range []string{"customers", "leadership", "people", "management"} {
			form = append(form, "guess-"+f, fmt.Sprint(step))
		}
		s.Browser().Post("/s/"+string(o.Links[0].Code)+"/schaetzen", webtest.Values(form...)).Want(http.StatusSeeOther)
	}
}

func TestGuessIsKeptApartAndCanBeChanged(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	path := "/s/" + string(o.Links[0].Code) + "/schaetzen"
	b := s.Browser()
	b.Get(path).Want(http.StatusOK).Count(`input[type="radio"]`, 20)
	refused := b.Post(path, webtest.Values("guess-customers", "3", "guess-people", "9")).Want(http.StatusUnprocessableEntity)
	refused.Count(`[data-error-summary] li`, 3)
	refused.One(`input[name="guess-customers"][value="3"][checked]`)
	b.Post(path, webtest.Values("guess-customers", "3", "guess-leadership", "1", "guess-people", "2", "guess-management", "0")).Want(http.StatusSeeOther)
	own := b.Get(path).Want(http.StatusOK)
	own.One(`input[name="guess-leadership"][value="1"][checked]`)
	own.One(`[role="status"]`)
	b.Post(path, webtest.Values("guess-customers", "3", "guess-leadership", "4", "guess-people", "2", "guess-management", "0")).Want(http.StatusSeeOther)
	if n, err := s.Store.CountGuesses(t.Context(), kompass.Everything, o.Round.ID); n != 1 || err != nil {
		t.Errorf("got %d guesses, %v, want the one that was changed", n, err)
	}
	if b.Cookies["kompass-guess"] == "" || b.Cookies["kompass-guess"] == b.Cookies["kompass-form"] {
		t.Error("the guess lies under the value of the answers")
	}
	s.Fill(o.Links[0], 5)
	s.CloseRound(o.Round.ID)
	b.Get(path).Want(http.StatusGone)
	b.Post(path, webtest.Values("guess-customers", "3")).Want(http.StatusGone)
	b.Get("/s/00000000/schaetzen").Want(http.StatusNotFound)
}

func TestStageCountsFromTheMinimumOn(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	boss, stage := s.Trainer(), "/app/rounds/"+o.Round.ID+"/stage"
	guessed(s, o, 4, 2)
	few := boss.Get(stage + "/count").Want(http.StatusOK)
	textOf(few, `[data-count="guesses"]`, "unter 5 Schätzungen")
	textOf(few, `[data-count="answers"]`, "unter 5 Antworten")
	textOf(boss.Get(stage+"?screen=guess").Want(http.StatusOK), `[data-count]`, "unter 5 Schätzungen")
	guessed(s, o, 1, 2)
	textOf(boss.Get(stage+"/count").Want(http.StatusOK), `[data-count="guesses"]`, "5 Schätzungen")
}

func TestStageCallsTheRoomWithTheLinkThatWasChosen(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(a, webtest.Full, noPerspectives)
	boss, stage := s.Trainer(), "/app/rounds/"+o.Round.ID+"/stage"
	first := boss.Get(stage).Want(http.StatusOK)
	first.One("svg.qr")
	first.Count(".stage-links a", len(o.Links))
	chosen := boss.Get(stage + "?screen=waiting&link=" + o.Links[1].ID).Want(http.StatusOK)
	code := o.Links[1].Code.Grouped()
	textOf(chosen, ".stage-code .code", strings.ReplaceAll(code, "-", ""))
	chosen.One(`a[rel="next"][href*="link=` + o.Links[1].ID + `"]`)
	boss.Get(stage + "?screen=nonsense&link=%22%3E%3Cscript%3E").Want(http.StatusOK).Silent("<script>alert")
}

func TestStageShowsTheWiFiOfTheRoom(t *testing.T) {
	wifi, err := lan.ParseWiFi("Seminarraum", "geheim1234")
	if err != nil {
		t.Fatal(err)
	}
	s := webtest.New(t, func(c *web.Config) { c.WiFi = wifi })
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	p := s.Trainer().Get("/app/rounds/" + o.Round.ID + "/stage").Want(http.StatusOK)
	textOf(p, ".stage-typed", "Seminarraumgeheim1234")
	s.Browser().Get("/app/rounds/" + o.Round.ID + "/stage").Want(http.StatusSeeOther)
}

func TestStageGoesFromGuessToResult(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	s.Fill(o.Links[0], 14)
	guessed(s, o, 6, 4)
	boss, own := s.Trainer(), s.SignIn("a@example.org", kompass.Coordinator, a.ID)
	stage := "/app/rounds/" + o.Round.ID + "/stage"
	boss.Get(stage + "?screen=close").Want(http.StatusOK).One(`form[action$="/close"] input[name="to"][value="stage"]`)
	if p := boss.Post("/app/rounds/"+o.Round.ID+"/close", webtest.Values("sure", "yes", "to", "stage")).Want(http.StatusSeeOther); p.Header.Get("Location") != stage {
		t.Errorf("got %q, want the stage", p.Header.Get("Location"))
	}
	own.Get(stage).Want(http.StatusOK).Count("figure.chart", 0)
	var headings, claims []string
	for at := stage; at != ""; {
		p := boss.Get(at).Want(http.StatusOK)
		headings = append(headings, strings.TrimSpace(p.Doc.Find("h1").Text()))
		if claim := headings[len(headings)-1]; strings.HasPrefix(claim, "„") {
			claims = append(claims, claim)
			p.Says("Stimmt das?")
			if len(claims)%2 == 1 {
				p.Says("Stimmen Sie ab").Count(".stage .sources", 0)
			} else {
				p.Says("Warum hier:").Silent("Stimmen Sie ab").Count(".stage .sources", 1)
			}
		}
		at, _ = p.Doc.Find(`a[rel="next"]`).Attr("href")
		if len(headings) > 18 {
			t.Fatal("the presentation has no end")
		}
	}
	if headings[0] != "So haben Sie geschätzt" || headings[1] != "So sehen es alle zusammen" || headings[len(headings)-1] != "Was nehmen wir uns vor?" || len(headings) < 6 {
		t.Errorf("got %q", headings)
	}
	if len(claims) == 0 || len(claims)%2 != 0 || claims[0] != claims[1] {
		t.Errorf("got %q, want each claim and then what was found", claims)
	}
	// Six guesses at the end of the scale are not told exactly.
	p := boss.Get(stage).Want(http.StatusOK)
	p.Silent("Kunden 4,0")
	if !strings.Contains(p.Body, "Kunden 3,8") {
		t.Error("the mean of few guesses is not drawn in from the end")
	}
	s.Release(o.Round.ID)
	own.Get(stage).Want(http.StatusOK).Count("figure.chart", 1)
}

func TestStageWithoutEnoughAnswersDoesNotClose(t *testing.T) {
	s := webtest.New(t)
	a, _ := s.Company("Hotel Adler")
	o := s.Open(a, webtest.Full, noPerspectives)
	s.Fill(o.Links[0], 4)
	s.Trainer().Get("/app/rounds/"+o.Round.ID+"/stage?screen=close").Want(http.StatusOK).Count("form", 0)
}

// textOf fails the test unless the only element that a selector finds has this text.
func textOf(p webtest.Page, selector, want string) {
	p.Helper()
	if got := webtest.Squeeze(p.One(selector).Text()); got != want {
		p.Errorf("%s: got %q, want %q", selector, got, want)
	}
}
