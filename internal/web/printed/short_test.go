package printed_test

import (
	"regexp"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/web/webtest"
)

var fontSize = regexp.MustCompile(`yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"`)

// examineShort checks a short report: as many pages as it has, none but the last less than a third full, nothing too small to
// read, and no number that no result holds.
func (p printed) examineShort(known allowed, pages int) {
	p.Helper()
	texts := p.pages()
	if len(texts) != pages {
		p.Fatalf("got %d pages, want %d", len(texts), pages)
	}
	if wrong := known.unknown(texts); len(wrong) > 0 {
		p.Errorf("numbers that no result holds: %q", wrong)
	}
	if got := len(decimals.FindAllString(strings.Join(texts, ""), -1)); got < 3 {
		p.Errorf("got %d numbers, want the report's", got)
	}
	for i, page := range strings.Split(p.run("pdftotext", "-bbox", "FILE", "-"), "<page ")[1:] {
		lowest := 0.0
		for _, m := range fontSize.FindAllStringSubmatch(page, -1) {
			top, bottom := number(m[1]), number(m[2])
			if bottom < 780 { // the footer stands below
				lowest = max(lowest, bottom)
			}
			if bottom-top < 8 { // a line is higher than its letters
				p.Errorf("something on page %d is %.1f points high", i+1, bottom-top)
			}
		}
		if i+1 < pages && lowest < 842.0/3 {
			p.Errorf("page %d ends after %.0f points", i+1, lowest)
		}
	}
}

func TestTheReportHasFourPagesAndThatOfATeamOne(t *testing.T) {
	s := webtest.New(t, printing)
	b, first, second := large(s)
	before, now := document(s, first), document(s, second)
	known := allowed{}
	known.document(t, before.Document)
	known.document(t, now.Document)
	known.differences(compare.Compare(before, now).Fields)
	if sides, ok := compare.Perspectives(now); ok {
		known.differences(sides.Fields)
	}
	team := ""
	for _, g := range now.Document.Groups {
		if g.Shown && len(g.Key) == 1 && g.Key["team"] != "" {
			team = g.Key["team"]
		}
	}
	path := "/app/rounds/" + second + "/report"
	for lang, title := range map[string]string{"de": "Bericht: ", "en": "Report: "} {
		for query, pages := range map[string]int{"?lang=" + lang: 4, "?lang=" + lang + "&team=" + team: 1} {
			p := print(s, t, b, path+".pdf"+query)
			p.keep("short-"+lang, 1)
			p.examine(lang, title, [2]int{pages, pages}, b.Get(path+query))
			p.examineShort(known, pages)
		}
	}
}
