package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"strings"
)

// frame is what an SVG says about itself: its kind, name and description.
type frame struct {
	kind, title, description, lang string
	id                             string
}

// language matches what may stand in a lang attribute.
var language = regexp.MustCompile(`^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$`)

func newFrame(kind, title, description, lang string) frame {
	if !language.MatchString(lang) {
		lang = ""
	}
	return frame{kind: kind, title: plain(title), description: plain(description), lang: lang}
}

func (f frame) withID(id string) frame {
	f.id = id
	return f
}

// write returns the whole SVG with the children of root.
func (f frame) write(root *element) (SVG, error) {
	width, height := root.attrs.get("width"), root.attrs.get("height")
	if !harmless.MatchString(width+height) || parse(width) <= 0 || parse(height) <= 0 {
		return "", fmt.Errorf("%w: it measures %q by %q", errNotSVG, width, height)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="%s" class="chart %s" role="img" aria-labelledby="%s"`, svgSpace, f.kind, f.labels())
	if f.lang != "" {
		fmt.Fprintf(&b, ` lang="%s"`, escaped(f.lang))
	}
	fmt.Fprintf(&b, ` width="%s" height="%s" viewBox="0 0 %s %s" font-family="%s">`, width, height, width, height, escaped(family))
	fmt.Fprintf(&b, "\n<title id=\"%s-title\">%s</title>", f.id, escaped(f.title))
	if f.description != "" {
		fmt.Fprintf(&b, "\n<desc id=\"%s-desc\">%s</desc>", f.id, escaped(f.description))
	}
	for _, child := range root.children {
		b.WriteString("\n")
		child.write(&b)
	}
	b.WriteString("\n</svg>")
	return SVG(b.String()), nil
}

func (f frame) labels() string {
	if f.description == "" {
		return f.id + "-title"
	}
	return f.id + "-title " + f.id + "-desc"
}

func (e *element) write(b *strings.Builder) {
	b.WriteString("<" + e.name)
	for _, attr := range e.attrs {
		fmt.Fprintf(b, ` %s="%s"`, attr.Name.Local, escaped(attr.Value))
	}
	if e.text == "" && len(e.children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">" + escaped(e.text))
	for _, child := range e.children {
		child.write(b)
	}
	b.WriteString("</" + e.name + ">")
}

func escaped(text string) string {
	var b strings.Builder
	// A strings.Builder takes every write.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// round keeps two decimals: a hundredth of a pixel cannot be seen, and equal
// charts stay equal.
func round(v float64) float64 { return math.Round(v*100) / 100 }
