package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
)

// Caption is what a picture carries of the page around it when it travels
// alone: a title above the chart, a legend, and lines below it that say on how
// many answers it rests and where it comes from.
type Caption struct {
	Title  string
	Legend []LegendEntry
	Lines  []string
}

// LegendEntry is a mark of [LegendKey] or [MarkerKey] with its name.
type LegendEntry struct {
	Key  SVG
	Text string
}

// Distances of a picture in CSS pixels.
const (
	pictureEdge = 24
	legendGap   = 28 // between two entries
	keyGap      = 8  // between a mark and its name
)

var (
	titleFace   = typeface{size: 20, bold: true}
	legendFace  = typeface{size: 14}
	captionFace = typeface{size: 13}
)

// picture is a drawing that grows downwards.
type picture struct {
	fonts *fonts
	width float64
	y     float64
	parts []*element
}

// Picture returns a chart as a picture that stands alone: on white paper, in
// the colours of the light scheme as attributes, without classes, and with its
// caption inside, so that it never travels without it. The chart must be one
// that a [Renderer] drew.
func (r *Renderer) Picture(svg SVG, c Caption) (SVG, error) {
	f, err := r.fonts()
	if err != nil {
		return "", err
	}
	chart, about, err := parseSVG(svg)
	if err != nil {
		return "", err
	}
	width, height := parse(chart.attrs.get("width")), parse(chart.attrs.get("height"))
	p := &picture{fonts: f, width: width + 2*pictureEdge, y: pictureEdge}
	p.lines(c.Title, titleFace, ink)
	p.place(chart.children, pictureEdge, p.y)
	p.y += height + 8
	p.legend(c.Legend)
	for _, line := range c.Lines {
		p.lines(line, captionFace, muted)
	}
	return p.write(about, chart.attrs.get("lang"))
}

// lines sets a text in as many lines as it needs.
func (p *picture) lines(text string, face typeface, colour string) {
	for _, line := range p.fonts.wrap(text, face, p.width-2*pictureEdge, 6).lines {
		p.text(line, pictureEdge, p.y+face.lineHeight()/2, face, colour)
		p.y += face.lineHeight()
	}
	p.y += 6
}

func (p *picture) text(line string, x, y float64, face typeface, colour string) {
	e := &element{name: "text", text: line}
	for _, a := range [][2]string{{"x", decimal(x)}, {"y", decimal(y)}, {"dominant-baseline", "central"}, {"font-size", decimal(face.size)}, {"fill", colour}} {
		e.attrs.set(a[0], a[1])
	}
	if face.bold {
		e.attrs.set("font-weight", "600")
	}
	p.parts = append(p.parts, e)
}

// legend sets marks and names beside one another, in rows.
func (p *picture) legend(entries []LegendEntry) {
	x := float64(pictureEdge)
	for _, e := range entries {
		name := plain(e.Text)
		width := keyWidth + keyGap + p.fonts.width(name, legendFace.size, false)
		if x > pictureEdge && x+width > p.width-pictureEdge {
			x, p.y = pictureEdge, p.y+legendFace.lineHeight()+6
		}
		if mark, _, err := parseSVG(e.Key); err == nil {
			p.place(mark.children, x, p.y)
		}
		p.text(name, x+keyWidth+keyGap, p.y+keyHeight/2, legendFace, ink)
		x += width + legendGap
	}
	if len(entries) > 0 {
		p.y += legendFace.lineHeight() + 14
	}
}

// place moves elements to a place of the picture.
func (p *picture) place(children []*element, x, y float64) {
	group := &element{name: "g", children: children}
	group.attrs.set("transform", "translate("+decimal(x)+","+decimal(y)+")")
	group.unclass()
	p.parts = append(p.parts, group)
}

// unclass leaves the light colours alone: no stylesheet answers a picture.
func (e *element) unclass() {
	e.attrs.drop("class")
	for _, child := range e.children {
		child.unclass()
	}
}

func (p *picture) write(about frame, lang string) (SVG, error) {
	height := math.Ceil(p.y + pictureEdge - 6)
	ground := &element{name: "rect"}
	for _, a := range [][2]string{{"x", "0"}, {"y", "0"}, {"width", decimal(p.width)}, {"height", decimal(height)}, {"fill", paper}} {
		ground.attrs.set(a[0], a[1])
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="%s" role="img" width="%s" height="%s" viewBox="0 0 %[2]s %[3]s" font-family="%s"`,
		svgSpace, decimal(p.width), decimal(height), escaped(family))
	if language.MatchString(lang) {
		fmt.Fprintf(&b, ` lang="%s"`, escaped(lang))
	}
	fmt.Fprintf(&b, "><title>%s</title><desc>%s</desc>", escaped(about.title), escaped(about.description))
	for _, part := range append([]*element{ground}, p.parts...) {
		part.write(&b)
	}
	b.WriteString("</svg>\n")
	return SVG(b.String()), nil
}

// parseSVG reads an SVG of this package back, with its title and description.
func parseSVG(svg SVG) (*element, frame, error) {
	var root struct {
		XMLName xml.Name `xml:"svg"`
		Title   string   `xml:"title"`
		Desc    string   `xml:"desc"`
	}
	if err := xml.Unmarshal([]byte(svg), &root); err != nil {
		return nil, frame{}, fmt.Errorf("%w: %w", errNotSVG, err)
	}
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	token, err := decoder.Token()
	start, isStart := token.(xml.StartElement)
	if err != nil || !isStart {
		return nil, frame{}, fmt.Errorf("%w: it does not begin with an element", errNotSVG)
	}
	e := &element{name: "svg", attrs: start.Attr}
	if err := e.read(decoder); err != nil {
		return nil, frame{}, fmt.Errorf("%w: %w", errNotSVG, err)
	}
	return e, frame{title: root.Title, description: root.Desc}, nil
}
