package printed_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// printed is a report as a file on the disk, for the programs that others wrote.
type printed struct {
	*testing.T
	path string
	size int
}

// print fetches a report.
func print(s *webtest.Site, t *testing.T, b *webtest.Browser, href string) printed {
	t.Helper()
	p := b.Get(href).Want(http.StatusOK)
	if kind, name := p.Header.Get("Content-Type"), p.Header.Get("Content-Disposition"); kind != "application/pdf" || !strings.HasPrefix(name, "attachment; filename=\"kompass-") {
		t.Errorf("got %s, %s, want a file to keep", kind, name)
	}
	out := printed{T: t, path: filepath.Join(t.TempDir(), "report.pdf"), size: len(p.Body)}
	s.Must(os.WriteFile(out.path, []byte(p.Body), 0o644))
	return out
}

func (p printed) run(program string, args ...string) string {
	p.Helper()
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", p.path)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		p.Fatalf("%s: %v: %s", program, err, out)
	}
	return string(out)
}

// keep keeps some of the pages as small pictures in the folder that $PRINTED names, for people to look at.
func (p printed) keep(name string, pages ...int) {
	p.Helper()
	folder := os.Getenv("PRINTED")
	if folder == "" {
		return
	}
	for _, page := range pages {
		n := strconv.Itoa(page)
		p.run("pdftoppm", "-r", "60", "-png", "-singlefile", "-f", n, "-l", n, "FILE", filepath.Join(folder, fmt.Sprintf("%s-%02d", name, page)))
	}
}

// pages are the texts of all pages.
func (p printed) pages() []string {
	all := strings.Split(p.run("pdftotext", "-layout", "FILE", "-"), "\f")
	return all[:len(all)-1]
}

var (
	wordBox  = regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)`)
	headNode = regexp.MustCompile(`(?m)^\s*H([1-6]) \(block\)`)
)

// examine checks what holds for every report: whoever cannot see it, or only prints it, gets the same as everybody.
func (p printed) examine(lang, title string, count [2]int, screen webtest.Page) {
	p.Helper()
	info := p.run("pdfinfo", "FILE")
	for _, want := range []string{"Tagged:          yes", "Title:           " + title, "JavaScript:      no", "(A4)"} {
		if !strings.Contains(info, want) {
			p.Errorf("got %s, want %q", info, want)
		}
	}
	if p.size > 600_000 {
		p.Errorf("got %d bytes, want fewer than 600 kB", p.size)
	}
	pages := p.pages()
	if len(pages) < count[0] || len(pages) > count[1] {
		p.Errorf("got %d pages, want %d to %d", len(pages), count[0], count[1])
	}
	for i, text := range pages {
		if body := footer.ReplaceAllString(text, ""); len(strings.Fields(body)) < 12 {
			p.Errorf("page %d is as good as empty: %q", i+1, text)
		}
	}
	for _, m := range wordBox.FindAllStringSubmatch(p.run("pdftotext", "-bbox", "FILE", "-"), -1) {
		left, top, right, bottom := number(m[1]), number(m[2]), number(m[3]), number(m[4])
		if left < 56 || top < 20 || right > 595-40 || bottom > 842-20 {
			p.Errorf("%q reaches out of the page: %v", m[5], m[1:5])
		}
	}
	for _, font := range strings.Split(p.run("pdffonts", "FILE"), "\n")[2:] {
		if strings.Contains(font, "Type 3") || font != "" && !regexp.MustCompile(`\s(yes|no) (yes|no) (yes|no)\s`).MatchString(font) || strings.Contains(font, " no  yes ") {
			p.Errorf("font %s", font)
		}
	}
	level := 0
	for i, m := range headNode.FindAllStringSubmatch(p.run("pdfinfo", "-struct-text", "FILE"), -1) {
		next := int(m[1][0] - '0')
		if i == 0 && next != 1 || i > 0 && (next == 1 || next > level+1) {
			p.Errorf("heading %d is of level %d after one of level %d", i+1, next, level)
		}
		level = next
	}
	p.examineTags(lang, screen)
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1
	}
	return v
}

// examineTags checks language, alternative texts and contents against the page on the screen.
func (p printed) examineTags(lang string, screen webtest.Page) {
	p.Helper()
	var file struct {
		QPDF []json.RawMessage `json:"qpdf"`
	}
	if err := json.Unmarshal([]byte(p.run("qpdf", "--json", "--json-key=qpdf", "FILE")), &file); err != nil {
		p.Fatal(err)
	}
	var objects map[string]struct {
		Value any `json:"value"`
	}
	if err := json.Unmarshal(file.QPDF[1], &objects); err != nil {
		p.Fatal(err)
	}
	alts, language, outline := map[string]bool{}, "", false
	for _, o := range objects {
		dict, ok := o.Value.(map[string]any)
		if !ok {
			continue
		}
		if alt, ok := dict["/Alt"].(string); ok {
			alts[webtest.Squeeze(strings.TrimPrefix(alt, "u:"))] = true
		}
		if dict["/Type"] == "/Catalog" {
			language, _ = dict["/Lang"].(string)
			_, outline = dict["/Outlines"]
		}
	}
	if language != "u:"+lang || !outline {
		p.Errorf("got the language %q, bookmarks %t", language, outline)
	}
	charts := 0
	screen.Doc.Find(".report .wide-only svg.chart, .report-position svg.chart, .short-pair svg.chart").Each(func(_ int, svg *goquery.Selection) {
		charts++
		if want := webtest.Squeeze(svg.Find("title").First().Text() + " " + svg.Find("desc").First().Text()); !alts[want] {
			p.Errorf("no picture has the alternative text %q", want)
		}
	})
	screen.Doc.Find(".report table.items svg.strip").Each(func(_ int, svg *goquery.Selection) {
		if want := webtest.Squeeze(svg.AttrOr("aria-label", "")); want != "" && !alts[want] {
			p.Errorf("no strip has the alternative text %q", want)
		}
	})
	if charts == 0 && screen.Doc.Find(".report .notice, .report .derived").Length() == 0 {
		p.Error("got no charts on the screen")
	}
}

func document(s *webtest.Site, round string) compare.Series {
	s.Helper()
	d, err := s.Rounds.Result(s.Context(), kompass.Everything, round)
	s.Must(err)
	r, err := s.Store.Round(s.Context(), kompass.Everything, round)
	s.Must(err)
	frozen, err := s.Rounds.Frozen(s.Context(), r)
	s.Must(err)
	return compare.Series{Document: d, Group: d.Everyone(), Questionnaire: frozen.Questionnaire}
}

// large is a company whose report is as hard as they come: 25 teams with names of 60 characters, leaders and staff, groups
// that are hidden, a target, two rounds and two hundred comments.
func large(s *webtest.Site) (b *webtest.Browser, first, second string) {
	s.Helper()
	var names []string
	for i := range 25 {
		names = append(names, fmt.Sprintf("Team %02d für Gästebetreuung, Veranstaltungen und Außengastronomie", i+1)[:60])
	}
	c, _ := s.Company("Grandhotel zum Goldenen Adler am Großen Müggelsee", names...)
	b = s.TrainerNamed("early@example.org")
	target := "/app/companies/" + c.ID + "/target"
	b.Post(target, b.Get(target+"?profile=middle").Fill(`form[action="`+target+`"]`, "do", "freeze")).Goes(target + "?confirm=freeze")
	b.Post(target, b.Get(target+"?confirm=freeze").Fill("#confirm form", "do", "freeze")).Goes(target)
	for i, title := range []string{"Standort bestimmen", "Nach dem Training"} {
		o := s.Open(c, webtest.Full, func(p *rounds.Plan) { p.Title = title })
		for n, link := range o.Links {
			var extra []string
			if i == 1 {
				extra = []string{"comment-people", fmt.Sprintf("Kommentar %d: Übergaben zwischen den Schichten brauchen mehr Ruhe, und zwar jeden Tag.", n)}
			}
			s.Fill(link, 1+(n*7)%5+i, extra...)
		}
		s.CloseRound(o.Round.ID)
		s.Clock.Advance(1000 * time.Hour)
		first, second = second, o.Round.ID
	}
	b = s.Trainer() // whom the clock has not signed out
	showComments(s, b, second)
	return b, first, second
}

// showComments releases every comment of a round.
func showComments(s *webtest.Site, b *webtest.Browser, round string) {
	s.Helper()
	next := "/app/rounds/" + round + "/review"
	for range 20 {
		p := b.Get(next)
		if p.Status != http.StatusOK || p.Doc.Find("form[action$='/review/comments']").Length() == 0 {
			return
		}
		form := p.Fill("form[action$='/review/comments']")
		form.Set("do", "rest")
		to, _, _ := strings.Cut(b.Post("/app/rounds/"+round+"/review/comments", form).Want(http.StatusSeeOther).Header.Get("Location"), "#")
		if to == next {
			return
		}
		next = to
	}
}

func TestReportOfALargeCompanyIsWhole(t *testing.T) {
	s := webtest.New(t, printing)
	b, first, second := large(s)
	path := "/app/rounds/" + second + "/report"
	p := print(s, t, b, path+".pdf?kind=full")
	p.keep("large", 1, 2, 3, 15, 17, 26)
	p.examine("de", "Ausführlicher Bericht: Nach dem Training, Grandhotel", [2]int{4, 70}, b.Get(path+"?kind=full"))
	if text := strings.Join(p.pages(), ""); strings.Count(text, "Kommentar") < 50 || !strings.Contains(text, "nicht dargestellt") {
		t.Error("got no comments or no hidden groups")
	}
	before, now := document(s, first), document(s, second)
	known := allowed{}
	known.document(t, before.Document)
	known.document(t, now.Document)
	known.differences(compare.Compare(before, now).Fields)
	if sides, ok := compare.Perspectives(now); ok {
		known.differences(sides.Fields)
	}
	pages := p.pages()[2:] // without cover and contents
	if wrong := known.unknown(pages); len(wrong) > 0 {
		t.Errorf("numbers that no result holds: %q", wrong)
	}
	if got := len(decimals.FindAllString(strings.Join(pages, ""), -1)); got < 300 {
		t.Errorf("got %d numbers, want the report's", got)
	}
	if wrong := known.unknown([]string{"Ist 3,97 und 2,41"}); !slices.Equal(wrong, []string{"3,97 on page 1", "2,41 on page 1"}) {
		t.Errorf("got %q, want the two numbers that are made up", wrong)
	}
}

func TestReportOfOnePersonAndWithoutFacetsIsWhole(t *testing.T) {
	s := webtest.New(t, printing)
	c, _ := s.Company("Schreinerei Birke")
	other, _ := s.Company("Tischlerei Erle") // or the second round would be laid beside the first
	open := func(p *rounds.Plan) { p.Mode, p.K, p.AskPerspectives = kompass.Open, 1, false }
	single := s.Open(c, webtest.Full, open)
	s.Fill(single.Links[0], 1)
	s.CloseRound(single.Round.ID)
	plain := s.Open(other, webtest.Tiny, open)
	for range 3 {
		s.Browser().Post("/s/"+string(plain.Links[0].Code), webtest.Values("a1", "yes", "b1", "yes", "c1", "no", "c2", "no")).Want(http.StatusSeeOther)
	}
	s.CloseRound(plain.Round.ID)
	b := s.Trainer()
	for name, round := range map[string]string{"single": single.Round.ID, "plain": plain.Round.ID} {
		for _, lang := range []string{"de", "en"} {
			path := "/app/rounds/" + round + "/report"
			query := "?kind=full&lang=" + lang
			screen := b.Get(path + query)
			p := print(s, t, b, path+".pdf"+query)
			if lang == "de" {
				p.keep(name, 1, 3, 4, 6)
			}
			p.examine(lang, map[string]string{"de": "Ausführlicher Bericht: ", "en": "Full report: "}[lang], [2]int{4, 30}, screen)
			known := allowed{}
			known.document(t, document(s, round).Document)
			if wrong := known.unknown(p.pages()[2:]); len(wrong) > 0 {
				t.Errorf("numbers that the result does not hold: %q", wrong)
			}
		}
	}
}

func TestReportWithoutTargetAndOfATeamIsWhole(t *testing.T) {
	s := webtest.New(t, printing)
	_, teams, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	b.Get(path + "/result").Want(http.StatusOK).One(`a[href="` + path + `/report.pdf"]`)
	for name, query := range map[string]string{"without-target": "?kind=full", "team": "?kind=full&team=" + teams[0].ID} {
		screen := b.Get(path + "/report" + query).Want(http.StatusOK)
		p := print(s, t, b, screen.Href(".report-tools a[download]"))
		p.keep(name, 3, 4)
		p.examine("de", "Ausführlicher Bericht: ", [2]int{4, 40}, screen)
		text := strings.Join(p.pages(), "")
		if !strings.Contains(text, "Hotel Adler") || !strings.Contains(text, "Seite 3 von ") || strings.Contains(text, "Als PDF laden") {
			t.Errorf("%s: got %.500s", name, text)
		}
		if name == "team" && strings.Contains(text, teams[1].Name) {
			t.Error("the report of a team names another")
		}
	}
}

func TestTheAppendixIsADocumentOfItsOwn(t *testing.T) {
	s := webtest.New(t, printing)
	_, _, o := s.ClosedRound()
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/report"
	for lang, want := range map[string][2]string{"de": {"Anhang zum Bericht: ", "Wie jede Zahl entstanden ist"}, "en": {"Appendix to the report: ", "How every number came about"}} {
		query := "?kind=appendix&lang=" + lang
		p := print(s, t, b, path+".pdf"+query)
		p.examine(lang, want[0], [2]int{4, 12}, b.Get(path+query))
		if text := strings.Join(p.pages(), ""); !strings.Contains(text, want[1]) || !strings.Contains(text, document(s, o.Round.ID).Document.Hash) {
			t.Errorf("%s: got %.500s", lang, text)
		}
	}
}
