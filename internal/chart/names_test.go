package chart_test

import (
	"strconv"
	"strings"
	"testing"

	"kompass/internal/chart"
)

// area is the rectangle a line of text covers.
type area struct{ left, top, right, bottom float64 }

func covered(t *testing.T, line node) area {
	t.Helper()
	x, y, size := number(t, line, "x"), number(t, line, "y"), number(t, line, "font-size")
	width, err := chart.TextWidth(line.text, size, line.attrs["font-weight"] == "600")
	if err != nil {
		t.Fatal(err)
	}
	left := x
	switch line.attrs["text-anchor"] {
	case "middle":
		left -= width / 2
	case "end":
		left -= width
	}
	return area{left, y - size/2, left + width, y + size/2}
}

func number(t *testing.T, n node, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(n.attrs[name], 64)
	if err != nil {
		t.Fatalf("%s of %v: %v", name, n, err)
	}
	return v
}

// legible wants every line inside the drawing and none over another.
func legible(t *testing.T, nodes []node, lines []node) {
	t.Helper()
	width, height := number(t, nodes[0], "width"), number(t, nodes[0], "height")
	var before []area
	for _, line := range lines {
		a := covered(t, line)
		if a.left < 0 || a.top < 0 || a.right > width || a.bottom > height {
			t.Errorf("%q at %v is outside of %g by %g", line.text, a, width, height)
		}
		for _, b := range before {
			if a.left < b.right && b.left < a.right && a.top < b.bottom-0.01 && b.top < a.bottom-0.01 {
				t.Errorf("%q at %v lies over another text at %v", line.text, a, b)
			}
		}
		before = append(before, a)
	}
}

func TestRadarNamesAreInsideAndApart(t *testing.T) {
	long := map[string]string{
		"a sentence":        "Erwartungen der Kundinnen und Kunden kennen und übertreffen",
		"one word":          "Rindfleischetikettierungsüberwachungsaufgabenübertragungsge",
		"over a line long":  strings.TrimSpace(strings.Repeat("Service-Excellence ", 11)),
		"with soft hyphens": "Kunden\u00ADorientierungs\u00ADkompetenz\u00ADentwicklung der Führungs\u00ADkräfte",
		"wide characters":   strings.Repeat("卓越服务", 15),
		"a letter":          "M",
		"nothing":           "",
	}
	r := shared
	for name, text := range long {
		for _, n := range []int{3, 4, 12} {
			t.Run(name+" on "+strconv.Itoa(n), func(t *testing.T) {
				c := axes(n)
				for i := range c.Axes {
					c.Axes[i] = text
				}
				c.Width, c.Height = 420, 420
				nodes := drawnBy(t, r, c)
				legible(t, nodes, only(nodes, "text", "fill-ink"))
				count(t, "lines of the series", only(nodes, "polyline", "stroke-ist"), 1)
			})
		}
	}
}

func drawnBy(t *testing.T, r *chart.Renderer, c chart.Radar) []node {
	t.Helper()
	svg, err := r.Radar(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, svg)
}

func TestRadarWritesNamesOfSixtyCharactersInFull(t *testing.T) {
	c := radar()
	c.Axes = []string{
		"Kundenorientierung und Kundenerlebnis im ganzen Unternehmen",
		"Führung und Strategie der Entwicklung von Service-Excellence",
		"Befähigung der Mitarbeitenden und Gestaltungsspielraum",
		"Abläufe, Innovation und Angebote für Kundinnen und Kunden",
	}
	var lines []string
	for _, line := range only(drawn(t, c), "text", "fill-ink") {
		lines = append(lines, line.text)
	}
	got := strings.ReplaceAll(strings.Join(lines, " "), "- ", "-")
	if want := strings.Join(c.Axes, " "); got != want {
		t.Errorf("got names %q, want %q", got, want)
	}
}

func TestRadarBreaksWordsAtSoftHyphens(t *testing.T) {
	c := radar()
	c.Width = 420
	c.Axes[1] = "Kunden\u00ADorientierungs\u00ADkompetenz\u00ADentwicklung"
	for _, line := range texts(drawn(t, c)) {
		if strings.Contains(line, "\u00AD") {
			t.Errorf("line %q carries a soft hyphen", line)
		}
		if strings.HasSuffix(line, "-") && line != "Kundenorientierungs-" && line != "Kunden-" && line != "orientierungs-" && line != "Kundenorientierungskompetenz-" && line != "kompetenz-" && line != "orientierungskompetenz-" {
			t.Errorf("line %q breaks elsewhere", line)
		}
	}
}

func TestTrendNamesAreInsideAndApart(t *testing.T) {
	c := trend()
	c.Width = 420
	for i := range c.Series {
		c.Series[i].Name = strings.Repeat("Filiale am Marktplatz ", 3)
		c.Series[i].Values = values(3, 3, 3.9)
		c.Series[i].Low, c.Series[i].High = nil, nil
	}
	svg, err := shared.Trend(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	nodes := parse(t, svg)
	var names []node
	for _, line := range only(nodes, "text") {
		if line.attrs["font-weight"] == "600" {
			names = append(names, line)
		}
	}
	legible(t, nodes, names)
	if len(names) < 3 {
		t.Errorf("got %d lines of names, want at least one a series", len(names))
	}
}

func TestDotsTextsAreInsideAndApart(t *testing.T) {
	c := dots()
	c.Width = 420
	for i := range c.Rows {
		c.Rows[i].Label = "Erwartungen der Kundinnen und Kunden kennen und übertreffen"
		c.Rows[i].Note = "zu wenige Antworten für eine Aussage"
	}
	svg, err := shared.Dots(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	nodes := parse(t, svg)
	legible(t, nodes, only(nodes, "text"))
}
