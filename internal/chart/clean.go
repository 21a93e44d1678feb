package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// errNotSVG means that what ECharts drew could not be read.
var errNotSVG = errors.New("drawing is not the expected SVG")

// allowed lists the elements that may stand in a chart, with the attributes
// each may carry beside those of [painted]. All else is dropped: scripts,
// handlers, styles, links, foreign content, definitions.
var allowed = map[string]string{
	"g":        "",
	"path":     "d",
	"polyline": "points",
	"polygon":  "points",
	"line":     "x1 y1 x2 y2",
	"circle":   "cx cy r",
	"rect":     "x y width height",
	"text":     "x y text-anchor dominant-baseline font-size font-weight paint-order",
}

// painted lists the attributes any element may carry.
const painted = "fill stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin opacity transform"

// harmless is what values of attributes consist of: numbers, path commands,
// colours, keywords. It excludes references of every kind, as "url(#a)" needs
// a letter before a bracket; only transform may have that.
var (
	harmless  = regexp.MustCompile(`^[-+#%., 0-9A-Za-z]*$`)
	transform = regexp.MustCompile(`^(?:(?:matrix|translate|scale|rotate)\([-+.,e 0-9]*\) ?)*$`)
)

// element is an SVG element with its cleaned attributes in the order drawn.
type element struct {
	name     string
	attrs    attrs
	children []*element
	text     string
}

// attrs keeps the order, so that equal charts are equal bytes.
type attrs []xml.Attr

func (a attrs) get(name string) string {
	for _, attr := range a {
		if attr.Name.Local == name {
			return attr.Value
		}
	}
	return ""
}

func (a *attrs) set(name, value string) {
	for i, attr := range *a {
		if attr.Name.Local == name {
			(*a)[i].Value = value
			return
		}
	}
	*a = append(*a, xml.Attr{Name: xml.Name{Local: name}, Value: value})
}

func (a *attrs) drop(name string) {
	kept := (*a)[:0]
	for _, attr := range *a {
		if attr.Name.Local != name {
			kept = append(kept, attr)
		}
	}
	*a = kept
}

// clean turns ECharts' SVG into what the package comment promises, with lines
// of text in the place of their stand-ins.
func clean(raw string, lines []string, f frame) (SVG, error) {
	decoder := xml.NewDecoder(strings.NewReader(raw))
	for {
		token, err := decoder.Token()
		if err != nil {
			return "", fmt.Errorf("%w: %w", errNotSVG, err)
		}
		start, isStart := token.(xml.StartElement)
		if !isStart {
			continue
		}
		if start.Name.Local != "svg" {
			return "", fmt.Errorf("%w: root is %s", errNotSVG, start.Name.Local)
		}
		root := &element{name: "svg", attrs: start.Attr}
		if err := root.read(decoder); err != nil {
			return "", fmt.Errorf("%w: %w", errNotSVG, err)
		}
		if err := root.fill(lines); err != nil {
			return "", err
		}
		return f.write(root)
	}
}

// read fills e with its allowed children up to its end tag.
func (e *element) read(decoder *xml.Decoder) error {
	for {
		token, err := decoder.Token()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return io.ErrUnexpectedEOF
			}
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			if e.name == "text" {
				e.text += string(token)
			}
		case xml.StartElement:
			if err := e.readChild(decoder, token); err != nil {
				return err
			}
		}
	}
}

func (e *element) readChild(decoder *xml.Decoder, start xml.StartElement) error {
	own, known := allowed[start.Name.Local]
	if !known || start.Name.Space != svgSpace {
		return decoder.Skip()
	}
	child := &element{name: start.Name.Local, attrs: keep(start.Attr, own)}
	if err := child.read(decoder); err != nil {
		return err
	}
	child.simplify()
	if !child.invisible() {
		e.children = append(e.children, child)
	}
	return nil
}

const svgSpace = "http://www.w3.org/2000/svg"

// keep returns the allowed attributes, those of a style attribute among them.
func keep(all []xml.Attr, own string) attrs {
	var kept attrs
	for _, attr := range unstyled(all) {
		if attr.Name.Space != "" || !listed(own, attr.Name.Local) && !listed(painted, attr.Name.Local) {
			continue
		}
		pattern := harmless
		if attr.Name.Local == "transform" {
			pattern = transform
		}
		if pattern.MatchString(attr.Value) {
			kept.set(attr.Name.Local, attr.Value)
		}
	}
	return kept
}

func listed(names, name string) bool {
	for candidate := range strings.FieldsSeq(names) {
		if candidate == name {
			return true
		}
	}
	return false
}

// fontShorthand is how ECharts writes "font: 600 14px family".
var fontShorthand = regexp.MustCompile(`^(?:(\d+|bold) )?([\d.]+)px `)

// unstyled turns the declarations of a style attribute, which a strict
// content security policy ignores, into presentation attributes.
func unstyled(all []xml.Attr) []xml.Attr {
	var plain []xml.Attr
	for _, attr := range all {
		if attr.Name.Local != "style" {
			plain = append(plain, attr)
			continue
		}
		for declaration := range strings.SplitSeq(attr.Value, ";") {
			name, value, _ := strings.Cut(declaration, ":")
			name, value = strings.TrimSpace(name), strings.TrimSpace(value)
			if short := fontShorthand.FindStringSubmatch(value); name == "font" && short != nil {
				plain = append(plain, attribute("font-size", short[2]))
				name, value = "font-weight", short[1]
			}
			if value != "" {
				plain = append(plain, attribute(name, strings.TrimSuffix(value, "px")))
			}
		}
	}
	return plain
}

func attribute(name, value string) xml.Attr {
	return xml.Attr{Name: xml.Name{Local: name}, Value: value}
}

// fill puts lines in the place of their stand-ins.
func (e *element) fill(lines []string) error {
	if e.name == "text" {
		index, err := strconv.Atoi(strings.TrimPrefix(e.text, standInPrefix))
		if err != nil || index < 0 || index >= len(lines) {
			return fmt.Errorf("%w: unexpected text %q", errNotSVG, e.text)
		}
		e.text = lines[index]
	}
	for _, child := range e.children {
		if err := child.fill(lines); err != nil {
			return err
		}
	}
	return nil
}

// invisible reports whether e paints nothing, such as the background.
func (e *element) invisible() bool {
	switch e.name {
	case "g":
		return len(e.children) == 0
	case "text":
		return strings.TrimSpace(e.text) == ""
	default:
		unpainted := func(name string) bool { v := e.attrs.get(name); return v == "none" || v == "transparent" }
		return unpainted("fill") && (e.attrs.get("stroke") == "" || unpainted("stroke"))
	}
}

// parse reads a number of a drawing; what is none counts as 0.
func parse(text string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return 0
	}
	return v
}
