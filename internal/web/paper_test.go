package web_test

import (
	"net/http"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestTheSheetIsOfItsLink(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang", "Küche")
	o := s.open(c, full)
	b, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID
	b.get(path).want(http.StatusOK).one(`a[href="` + path + `/paper"]`)
	for _, l := range o.Links {
		p := b.get(path + "/paper?link=" + l.ID + "&batch=3").want(http.StatusOK)
		p.says(l.Code.Grouped()).says("Stapel 3").says("Kann ich nicht beurteilen").count(".paper .qr", 1).count(".paper-ticks", 0).count(".paper-lines", 4)
		p.says("Eine Gruppe wird erst ab 5 Antworten gezeigt").silent("Ihre Quittung").count(".paper-block tbody .tick", 39*6)
	}
	leaders, staff := b.get(path+"/paper?link="+o.Links[0].ID), b.get(path+"/paper?link="+o.Links[1].ID)
	if squeeze(leaders.one(".paper-who").Text()) == squeeze(staff.one(".paper-who").Text()) {
		t.Error("the sheets of two links say the same of whom they are for")
	}
	for _, batch := range []string{"0", "-1", "Maria", "12345", canary} {
		b.get(path+"/paper?batch="+url.QueryEscape(batch)).want(http.StatusOK).count(".paper-stack", 0)
	}
	b.get(path + "/paper?lang=en").want(http.StatusOK).says("This sheet")
	b.get(path + "/paper?link=unknown").want(http.StatusNotFound)
	b.get(path + "/paper.pdf?batch=3").goes(path + "/paper?batch=3")
	s.must(s.store.DeleteRound(t.Context(), kompass.Unlimited("test"), o.Round.ID))
	b.get(path + "/paper").want(http.StatusNotFound)
}

func TestASheetForEverybodyAsksForTeamAndPerspective(t *testing.T) {
	s := newSite(t)
	c, _ := s.company(canary, canary+"1", canary+"2")
	o := s.open(c, full, oneLink, func(p *rounds.Plan) { p.Title = canary })
	b := s.trainer()
	p := b.get("/app/rounds/"+o.Round.ID+"/paper").want(http.StatusOK).count(".paper-ticks", 2).count(".paper-ticks .tick", 4)
	wantShown(t, "the sheet", p)
	wantShown(t, "typing in", b.get("/app/rounds/"+o.Round.ID+"/entry").want(http.StatusOK))
}

func TestARoundOfOneTimeCodesHasSheetsWithoutACode(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny, func(p *rounds.Plan) { p.OnceCodes = true })
	s.trainer().get("/app/rounds/"+o.Round.ID+"/paper").want(http.StatusOK).count(".paper-block tbody .tick", 8).count(".paper .qr", 0)
}

func TestThereAreNoSheetsOfAClosedRound(t *testing.T) {
	s := newSite(t)
	_, _, o := closedRound(s)
	b := s.trainer()
	for _, page := range []string{"/paper", "/paper.pdf"} {
		b.get("/app/rounds/" + o.Round.ID + page).want(http.StatusGone)
	}
}

func TestThePrintedSheetHasTwoToFourPages(t *testing.T) {
	s := newSite(t, withChromium(t))
	c, _ := s.company("Hotel Adler", "Empfang", "Küche", "Haustechnik, Nachtdienst und Verwaltung der Außenstellen")
	b := s.trainer()
	for name, change := range map[string]func(*rounds.Plan){"a link for everybody": oneLink, "a link for a team": func(*rounds.Plan) {}} {
		o := s.open(c, full, change)
		for _, lang := range []string{"de", "en"} {
			p := b.get("/app/rounds/" + o.Round.ID + "/paper.pdf?batch=3&lang=" + lang).want(http.StatusOK)
			info := pdfInfo(t, p.body)
			pages := strings.Join(strings.Fields(info["Pages"]), "")
			if pages < "2" || pages > "4" || info["Tagged"] != "yes" || !strings.Contains(info["Page size"], "A4") {
				t.Errorf("%s in %s: got %v", name, lang, info)
			}
			text := pdfText(t, p.body)
			if code := o.Links[0].Code.Grouped(); !strings.Contains(text, code) {
				t.Errorf("%s in %s: the code %s is not on it", name, lang, code)
			}
		}
	}
}

// pdfInfo is what pdfinfo says of a file.
func pdfInfo(tb testing.TB, file string) map[string]string {
	tb.Helper()
	read := exec.Command("pdfinfo", "-")
	read.Stdin = strings.NewReader(file)
	out, err := read.CombinedOutput()
	if err != nil {
		tb.Fatalf("pdfinfo: %v: %s", err, out)
	}
	info := map[string]string{}
	for line := range strings.SplitSeq(string(out), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok {
			info[name] = strings.TrimSpace(value)
		}
	}
	return info
}
