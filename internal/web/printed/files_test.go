package printed_test

import (
	"archive/zip"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

func TestReportsOfAllTeamsComeAsOneArchiveOnce(t *testing.T) {
	s := webtest.New(t, printing)
	_, _, o := s.ClosedRound()
	b := s.Trainer()
	path := "/app/rounds/" + o.Round.ID
	list := path + "/reports"
	b.Get(path + "/report").Want(http.StatusOK).One(`a[href="` + list + `"]`)
	b.Get(list).Want(http.StatusOK).Says("2 Berichte").One("form[action='" + list + "'] button")
	b.Get(path + "/reports.zip").Goes(list)
	b.Post(list, webtest.Values()).Goes(list)
	running := b.Get(list).Want(http.StatusOK).One("progress")
	if running.AttrOr("max", "") != "2" {
		t.Errorf("got %v, want the number of reports", running.AttrOr("max", ""))
	}
	b.Finished(list).One("a[download]")
	s.TrainerNamed("b@example.org").Get(path + "/reports.zip").Goes(list) // it is somebody else's
	p := b.Get(path + "/reports.zip").Want(http.StatusOK)
	archive, err := zip.NewReader(strings.NewReader(p.Body), int64(len(p.Body)))
	s.Must(err)
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	if len(names) != 2 || !strings.Contains(names[0], "Bericht-Hotel-Adler") || !strings.Contains(names[1], "Bericht-Empfang") {
		t.Errorf("got %v, want everyone and the team that may be shown", names)
	}
	b.Get(path + "/reports.zip").Goes(list)
}

func TestThePackIsPrintedOnItsOwnSheets(t *testing.T) {
	s := webtest.New(t, printing)
	c, _ := s.Company("Hotel Adler", "Haustechnik, Nachtdienst und Verwaltung der Außenstellen am See")
	o := s.Open(c, webtest.Full)
	b := s.Trainer()
	for query, want := range map[string]string{
		"part=posters": "2 A3", "part=posters&size=large": "2 1190 x 1684", "part=compass": "1 1190 x 1684", "part=compass&size=large": "1 1684 x 2384",
		"part=guess": "1 A4", "part=cards": "10 A4", "part=truths": "8 A4", "part=measures": "1 841 x 595", "part=agenda": "1 A4", "part=statement": "1 A4",
	} {
		p := b.Get("/app/rounds/" + o.Round.ID + "/pack.pdf?" + query).Want(http.StatusOK)
		info := pdfInfo(t, p.Body)
		pages, size, _ := strings.Cut(want, " ")
		if info["Pages"] != pages || !isSize(info["Page size"], size) || info["Tagged"] != "yes" {
			t.Errorf("%s: got %s pages of %s, want %s", query, info["Pages"], info["Page size"], want)
		}
	}
}

// isSize compares what pdfinfo says of a sheet with its name, or with its points without their fractions.
func isSize(got, want string) bool {
	if strings.HasPrefix(want, "A") {
		return strings.Contains(got, "("+want+")")
	}
	w, h, _ := strings.Cut(want, " x ")
	width, rest, _ := strings.Cut(got, " x ")
	return strings.HasPrefix(width, w[:len(w)-1]) && strings.HasPrefix(rest, h[:len(h)-1])
}

func TestThePrintedSheetHasTwoToFourPages(t *testing.T) {
	s := webtest.New(t, printing)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche", "Haustechnik, Nachtdienst und Verwaltung der Außenstellen")
	b := s.Trainer()
	for name, change := range map[string]func(*rounds.Plan){"a link for everybody": webtest.OneLink, "a link for a team": func(*rounds.Plan) {}} {
		o := s.Open(c, webtest.Full, change)
		for _, lang := range []string{"de", "en"} {
			p := b.Get("/app/rounds/" + o.Round.ID + "/paper.pdf?batch=3&lang=" + lang).Want(http.StatusOK)
			info := pdfInfo(t, p.Body)
			pages := strings.Join(strings.Fields(info["Pages"]), "")
			if pages < "2" || pages > "4" || info["Tagged"] != "yes" || !strings.Contains(info["Page size"], "A4") {
				t.Errorf("%s in %s: got %v", name, lang, info)
			}
			text := pdfText(t, p.Body)
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

func TestTheDossierIsPrintedOnA4(t *testing.T) {
	s := webtest.New(t, printing)
	c, _ := s.Company("Hotel Adler", "Empfang", "Küche")
	o := s.Open(c, webtest.Full)
	b := s.Trainer()
	for lang, says := range map[string]string{"de": "geprüft durch", "en": "held by"} {
		p := b.Get("/app/rounds/" + o.Round.ID + "/dossier.pdf?lang=" + lang).Want(http.StatusOK)
		info := pdfInfo(t, p.Body)
		if info["Tagged"] != "yes" || !strings.Contains(info["Page size"], "A4") || info["Pages"] > "7" {
			t.Errorf("%s: got %v", lang, info)
		}
		if text := pdfText(t, p.Body); !strings.Contains(text, says) || !strings.Contains(strings.Join(strings.Fields(text), ""), "TestPlanNeverExposesASmallUnion") {
			t.Errorf("%s: got %s", lang, text)
		}
	}
}

// pdfText is what somebody reads in a PDF file.
func pdfText(tb testing.TB, file string) string {
	tb.Helper()
	read := exec.Command("pdftotext", "-layout", "-", "-")
	read.Stdin = strings.NewReader(file)
	out, err := read.CombinedOutput()
	if err != nil {
		tb.Fatalf("pdftotext: %v: %s", err, out)
	}
	return string(out)
}
