package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// drawn is a round of one team with one-time codes, and the codes as they stand on the sheet.
func drawn(s *webtest.Site, n string) (rounds.Opened, *webtest.Browser, url.Values, []string) {
	s.Helper()
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b := s.Trainer()
	path := "/app/rounds/" + o.Round.ID
	form := b.Get(path).Want(http.StatusOK).Count(".link-row", 0).Fill(`form[action$="/codes"]`, "codes-"+teams[0].ID+"-", n)
	sheet := b.Post(path+"/codes", form).Want(http.StatusOK)
	return o, b, form, sheet.Texts(".slip .code")
}

func TestOneTimeCodesAreShownOnceAndServeOneForm(t *testing.T) {
	s := webtest.New(t)
	o, b, form, codes := drawn(s, "3")
	path := "/app/rounds/" + o.Round.ID + "/codes"
	if len(codes) != 3 || len(strings.ReplaceAll(codes[0], "-", "")) != kompass.OnceCodeLen {
		t.Fatalf("got %q, want three codes", codes)
	}
	s.Unchanged("the same sheet again", func() {
		if again := b.Post(path, form).Want(http.StatusOK).Texts(".slip .code"); !slices.Equal(again, codes) {
			t.Errorf("got %v, want the same codes", again)
		}
		form.Set("format", "csv")
		file := b.Post(path, form).Want(http.StatusOK)
		for _, code := range codes {
			if !strings.Contains(file.Body, code) {
				t.Errorf("the file lacks %s", code)
			}
		}
	})
	for _, code := range codes {
		bare := strings.ReplaceAll(code, "-", "")
		if strings.Contains(s.Dump(), bare) {
			t.Errorf("the database holds the code %s", code)
		}
	}
	b.Get("/app/rounds/" + o.Round.ID).Silent(codes[0])
	address := "/s/" + codes[0]
	person := s.Browser()
	person.Get(address).Want(http.StatusOK)
	done := "/s/" + strings.ReplaceAll(codes[0], "-", "") + "/danke"
	answers := webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")
	person.Post(address, answers).Goes(done)
	person.Post(address, answers).Goes(done)
	person.Get(done).Want(http.StatusOK).One(".receipt")
	person.Get(address).Want(http.StatusOK).Silent("/neu")
	s.Browser().Get(address).Want(http.StatusGone).Says("Mit diesem Code wurde schon geantwortet")
	s.Unchanged("a second person", func() {
		s.Browser().Post(address, answers).Want(http.StatusGone).Says("NICHT gespeichert")
	})
	person.Get("/s/" + codes[1]).Want(http.StatusOK).One("form.questionnaire")
	person.Post("/s/"+codes[1], answers).Want(http.StatusSeeOther)
	if s.Total(o.Round.ID) != 2 {
		t.Errorf("got %d answers, want one for each code", s.Total(o.Round.ID))
	}
}

func TestLookingAtAOneTimeCodeDoesNotUseIt(t *testing.T) {
	s := webtest.New(t)
	_, _, _, codes := drawn(s, "1")
	s.Unchanged("mail scanners", func() {
		for range 20 {
			s.Browser().Get("/s/" + codes[0]).Want(http.StatusOK)
			s.Browser().Send(s.Browser().Request(http.MethodHead, "/s/"+codes[0], nil))
			s.Browser().Get("/?code=" + url.QueryEscape(codes[0])).Want(http.StatusSeeOther)
		}
	})
}

// TestWhoHoldsWhichCodeLeavesNoTrace is the swap test: the same answers, with codes and order exchanged, are the same rows.
func TestWhoHoldsWhichCodeLeavesNoTrace(t *testing.T) {
	rows := func(order []int) []string {
		s := webtest.New(t)
		o, _, _, codes := drawn(s, "6")
		for place, person := range order {
			form := webtest.Values("a1", []string{"yes", "no"}[person%2], "b1", []string{"yes", "no"}[person/2%2], "c1", []string{"yes", "no"}[person/4%2])
			s.Browser().Post("/s/"+codes[place], form).Want(http.StatusSeeOther)
		}
		var out []string
		for _, r := range s.Answers(o.Round.ID) {
			out = append(out, string(r.Answers)+r.Perspective)
		}
		slices.Sort(out)
		return out
	}
	one, other := rows([]int{0, 1, 2, 3, 4, 5}), rows([]int{5, 3, 0, 1, 4, 2})
	if len(one) != 6 || !slices.Equal(one, other) {
		t.Errorf("got %q and %q, want the same six", one, other)
	}
}

func TestClosingDeletesOneTimeCodes(t *testing.T) {
	s := webtest.New(t)
	o, _, _, codes := drawn(s, "5")
	for _, code := range codes {
		s.Browser().Post("/s/"+code, webtest.Values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).Want(http.StatusSeeOther)
	}
	s.CloseRound(o.Round.ID)
	s.Browser().Get("/s/" + codes[0]).Want(http.StatusNotFound)
	if s.Total(o.Round.ID) != 5 {
		t.Errorf("got %d answers, want 5", s.Total(o.Round.ID))
	}
}

func TestNumbersOfCodesAreChecked(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path, name := s.Trainer(), "/app/rounds/"+o.Round.ID+"/codes", "codes-"+teams[0].ID+"-"
	nonce := strings.Repeat("0", 52)
	for what, form := range map[string]url.Values{
		"none": webtest.Values("form", nonce), "zero": webtest.Values("form", nonce, name, "0"), "too many": webtest.Values("form", nonce, name, "501"),
		"words": webtest.Values("form", nonce, name, canary), "below": webtest.Values("form", nonce, name, "-1"), "no form": webtest.Values(name, "3"),
		"somebody else's team": webtest.Values("form", nonce, "codes-unknown-", "3"),
	} {
		s.Unchanged(what, func() {
			p := b.Post(path, form).Want(http.StatusUnprocessableEntity)
			wantCaged(t, what, p)
			p.One("#codes .error-message")
		})
	}
}
