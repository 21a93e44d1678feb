package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"kompass/internal/chart"
)

func caption() chart.Caption {
	return chart.Caption{
		Title: `Hotel "Adler" <b>`,
		Legend: []chart.LegendEntry{{Key: chart.LegendKey(chart.RoleIst), Text: "Ist (n = 12)"}, {Key: chart.LegendKey(chart.RoleSoll), Text: "Soll"},
			{Key: chart.MarkerKey(true), Text: "Führungskräfte (n = 5)"}},
		Lines: []string{"12 Antworten von 14 Personen.", strings.Repeat("Prüfsumme ", 30)},
	}
}

func pictures(t *testing.T) map[string]chart.SVG {
	t.Helper()
	out := map[string]chart.SVG{}
	for name, draw := range map[string]func() (chart.SVG, error){
		"radar": func() (chart.SVG, error) { return shared.Radar(t.Context(), radar()) },
		"dots":  func() (chart.SVG, error) { return shared.Dots(t.Context(), dots()) },
		"trend": func() (chart.SVG, error) { return shared.Trend(t.Context(), trend()) },
	} {
		svg, err := draw()
		if err != nil {
			t.Fatal(err)
		}
		if out[name], err = shared.Picture(svg, caption()); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestPictureStandsAlone(t *testing.T) {
	for name, svg := range pictures(t) {
		for _, needed := range []string{"12 Antworten von 14 Personen.", "Ist (n = 12)", "&lt;b&gt;", "<title>", `fill="#FFFFFF"`} {
			if !strings.Contains(string(svg), needed) {
				t.Errorf("%s lacks %s", name, needed)
			}
		}
		decoder := xml.NewDecoder(strings.NewReader(string(svg)))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range start.Attr {
				if a.Name.Local == "class" || a.Name.Local == "style" || strings.Contains(a.Value, "url(") || strings.HasPrefix(a.Name.Local, "on") {
					t.Errorf("%s: <%s %s=%q> needs something beside it", name, start.Name.Local, a.Name.Local, a.Value)
				}
			}
		}
	}
}

// TestImageShowsWhatThePictureShows looks for each colour and for the ink of every caption line.
func TestImageShowsWhatThePictureShows(t *testing.T) {
	for name, svg := range pictures(t) {
		data, err := shared.PNG(svg, 2)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var root struct {
			Width  int `xml:"width,attr"`
			Height int `xml:"height,attr"`
		}
		if err := xml.Unmarshal([]byte(svg), &root); err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Size(); got != image.Pt(2*root.Width, 2*root.Height) {
			t.Errorf("%s: got %v, want twice %d by %d", name, got, root.Width, root.Height)
		}
		seen := map[color.RGBA]int{}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				seen[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
			}
		}
		for what, c := range map[string]color.RGBA{"paper": {255, 255, 255, 255}, "ink": {0x14, 0x23, 0x3A, 255}, "muted": {0x4A, 0x55, 0x68, 255},
			"Ist": {0, 0x5A, 0x9C, 255}, "Soll": {0xB3, 0x47, 0, 255}} {
			if seen[c] < 100 {
				t.Errorf("%s: got %d pixels of %s", name, seen[c], what)
			}
		}
		again, err := shared.PNG(svg, 2)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: the same picture gave two images", name)
		}
	}
}

func TestDashedLinesAndHollowMarksStaySo(t *testing.T) {
	paint := func(inside string) image.Image {
		t.Helper()
		data, err := shared.PNG(chart.SVG(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">`+inside+`</svg>`), 1)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return img
	}
	row := func(img image.Image, y int) string {
		var b strings.Builder
		for x := range 40 {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				b.WriteByte('#')
			} else {
				b.WriteByte('.')
			}
		}
		return b.String()
	}
	for inside, want := range map[string]string{
		`<line x1="0" y1="10" x2="40" y2="10" stroke="#000000" stroke-width="4" stroke-dasharray="10,10"/>`:            "##########..........##########..........",
		`<polyline points="0 10 15 10 40 10" fill="none" stroke="#000000" stroke-width="4" stroke-dasharray="20 10"/>`: "####################..........##########",
		`<rect x="10" y="0" width="20" height="20" fill="none" stroke="#000000" stroke-width="4"/>`:                    "........####................####........",
		`<path d="M0 -1L1 0L0 1L-1 0Z" transform="matrix(8,0,0,8,20,10.5)" fill="#000000"/>`:                           "............################............",
		`<path d="M10 0l20 0l0 20l-20 0ZM14 0L14 20L26 20L26 0Z" fill="#000000"/>`:                                     "..........####............####..........",
		`<g transform="translate(10,0)"><circle cx="10" cy="10.5" r="10" fill="#000000"/></g>`:                         "..........####################..........",
	} {
		if got := row(paint(inside), 10); got != want {
			t.Errorf("%s\n got %s\nwant %s", inside, got, want)
		}
	}
}

func TestPicturesAreOfChartsOnly(t *testing.T) {
	for _, bad := range []chart.SVG{"", "<svg", "text", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0C1 1 2 2 3 3" fill="#000000"/></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g transform="rotate(3)"><path d="M0 0L1 1" stroke="#000000"/></g></svg>`} {
		if _, err := shared.PNG(bad, 2); err == nil {
			t.Errorf("%.80q became an image", bad)
		}
	}
}
