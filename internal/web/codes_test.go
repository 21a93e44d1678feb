package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

// drawn is a round of one team with one-time codes, and the codes as they stand on the sheet.
func drawn(s *site, n string) (rounds.Opened, *browser, url.Values, []string) {
	s.Helper()
	c, teams := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	b := s.trainer()
	path := "/app/rounds/" + o.Round.ID
	form := b.get(path).want(http.StatusOK).count(".link-row", 0).fill(`form[action$="/codes"]`, "codes-"+teams[0].ID+"-", n)
	sheet := b.post(path+"/codes", form).want(http.StatusOK)
	return o, b, form, texts(sheet, ".slip .code")
}

func texts(p page, selector string) []string {
	var out []string
	for _, e := range p.doc.Find(selector).EachIter() {
		out = append(out, squeeze(e.Text()))
	}
	return out
}

func TestOneTimeCodesAreShownOnceAndServeOneForm(t *testing.T) {
	s := newSite(t)
	o, b, form, codes := drawn(s, "3")
	path := "/app/rounds/" + o.Round.ID + "/codes"
	if len(codes) != 3 || len(strings.ReplaceAll(codes[0], "-", "")) != kompass.OnceCodeLen {
		t.Fatalf("got %q, want three codes", codes)
	}
	s.unchanged("the same sheet again", func() {
		if again := texts(b.post(path, form).want(http.StatusOK), ".slip .code"); !slices.Equal(again, codes) {
			t.Errorf("got %v, want the same codes", again)
		}
		form.Set("format", "csv")
		file := b.post(path, form).want(http.StatusOK)
		for _, code := range codes {
			if !strings.Contains(file.body, code) {
				t.Errorf("the file lacks %s", code)
			}
		}
	})
	for _, code := range codes {
		bare := strings.ReplaceAll(code, "-", "")
		if strings.Contains(s.dump(), bare) {
			t.Errorf("the database holds the code %s", code)
		}
	}
	b.get("/app/rounds/" + o.Round.ID).silent(codes[0])
	address := "/s/" + codes[0]
	person := s.browser()
	person.get(address).want(http.StatusOK)
	done := "/s/" + strings.ReplaceAll(codes[0], "-", "") + "/danke"
	answers := values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")
	person.post(address, answers).goes(done)
	person.post(address, answers).goes(done)
	person.get(done).want(http.StatusOK).one(".receipt")
	person.get(address).want(http.StatusOK).silent("/neu")
	s.browser().get(address).want(http.StatusGone).says("Mit diesem Code wurde schon geantwortet")
	s.unchanged("a second person", func() {
		s.browser().post(address, answers).want(http.StatusGone).says("NICHT gespeichert")
	})
	person.get("/s/" + codes[1]).want(http.StatusOK).one("form.questionnaire")
	person.post("/s/"+codes[1], answers).want(http.StatusSeeOther)
	if s.total(o.Round.ID) != 2 {
		t.Errorf("got %d answers, want one for each code", s.total(o.Round.ID))
	}
}

func TestLookingAtAOneTimeCodeDoesNotUseIt(t *testing.T) {
	s := newSite(t)
	_, _, _, codes := drawn(s, "1")
	s.unchanged("mail scanners", func() {
		for range 20 {
			s.browser().get("/s/" + codes[0]).want(http.StatusOK)
			s.browser().send(s.browser().request(http.MethodHead, "/s/"+codes[0], nil))
			s.browser().get("/?code=" + url.QueryEscape(codes[0])).want(http.StatusSeeOther)
		}
	})
}

// TestWhoHoldsWhichCodeLeavesNoTrace is the swap test: the same answers, with codes and order exchanged, are the same rows.
func TestWhoHoldsWhichCodeLeavesNoTrace(t *testing.T) {
	rows := func(order []int) []string {
		s := newSite(t)
		o, _, _, codes := drawn(s, "6")
		for place, person := range order {
			form := values("a1", []string{"yes", "no"}[person%2], "b1", []string{"yes", "no"}[person/2%2], "c1", []string{"yes", "no"}[person/4%2])
			s.browser().post("/s/"+codes[place], form).want(http.StatusSeeOther)
		}
		var out []string
		for _, r := range s.answers(o.Round.ID) {
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
	s := newSite(t)
	o, _, _, codes := drawn(s, "5")
	for _, code := range codes {
		s.browser().post("/s/"+code, values("a1", "yes", "b1", "no", "c1", "yes", "c2", "no")).want(http.StatusSeeOther)
	}
	s.close(o.Round.ID)
	s.browser().get("/s/" + codes[0]).want(http.StatusNotFound)
	if s.total(o.Round.ID) != 5 {
		t.Errorf("got %d answers, want 5", s.total(o.Round.ID))
	}
}

func TestNumbersOfCodesAreChecked(t *testing.T) {
	s := newSite(t)
	c, teams := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	b, path, name := s.trainer(), "/app/rounds/"+o.Round.ID+"/codes", "codes-"+teams[0].ID+"-"
	nonce := strings.Repeat("0", 52)
	for what, form := range map[string]url.Values{
		"none": values("form", nonce), "zero": values("form", nonce, name, "0"), "too many": values("form", nonce, name, "501"),
		"words": values("form", nonce, name, canary), "below": values("form", nonce, name, "-1"), "no form": values(name, "3"),
		"somebody else's team": values("form", nonce, "codes-unknown-", "3"),
	} {
		s.unchanged(what, func() {
			p := b.post(path, form).want(http.StatusUnprocessableEntity)
			wantCaged(t, what, p)
			p.one("#codes .error-message")
		})
	}
}
