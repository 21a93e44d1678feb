package chart_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/chart"
)

// node is one element of a parsed SVG.
type node struct {
	name  string
	attrs map[string]string
	text  string
}

// class reports whether the element has the class.
func (n node) class(name string) bool {
	return slices.Contains(strings.Fields(n.attrs["class"]), name)
}

// may lists what an SVG of this package may consist of, apart from the code
// that decides it.
var may = map[string][]string{
	"svg":      {"xmlns", "class", "role", "aria-labelledby", "aria-hidden", "lang", "width", "height", "viewBox", "font-family"},
	"title":    {"id"},
	"desc":     {"id"},
	"g":        {},
	"path":     {"d"},
	"polyline": {"points"},
	"polygon":  {"points"},
	"circle":   {"cx", "cy", "r"},
	"rect":     {"x", "y", "width", "height"},
	"text":     {"x", "y", "text-anchor", "dominant-baseline", "font-size", "font-weight", "paint-order"},
}

var everywhere = []string{
	"class", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "transform",
}

var (
	paint   = regexp.MustCompile(`^(none|#[0-9A-F]{6})$`)
	classes = regexp.MustCompile(`^(?:fill|stroke)-(?:ink|muted|rule|paper|ist|soll|third|fourth)$`)
)

// parse returns all elements of an SVG, and fails the test on whatever may
// not stand in one.
func parse(t *testing.T, svg chart.SVG) []node {
	t.Helper()
	var nodes []node
	var open []int
	decoder := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nodes
		}
		if err != nil {
			t.Fatalf("not XML: %v in %s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			open = append(open, len(nodes))
			nodes = append(nodes, allowedNode(t, token))
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				nodes[open[len(open)-1]].text += string(token)
			}
		default:
			t.Errorf("got %T in an SVG", token)
		}
	}
}

func allowedNode(t *testing.T, start xml.StartElement) node {
	t.Helper()
	own, known := may[start.Name.Local]
	if !known {
		t.Errorf("element %s is not allowed", start.Name.Local)
	}
	n := node{name: start.Name.Local, attrs: map[string]string{}}
	for _, attr := range start.Attr {
		name := attr.Name.Local
		n.attrs[name] = attr.Value
		if !slices.Contains(own, name) && !slices.Contains(everywhere, name) {
			t.Errorf("attribute %s of %s is not allowed", name, n.name)
		}
		if name == "fill" || name == "stroke" {
			checkPaint(t, n.name, name, attr.Value)
		}
		if strings.Contains(attr.Value, "url(") || strings.Contains(attr.Value, ":") && name != "xmlns" {
			t.Errorf("attribute %s of %s refers to %q", name, n.name, attr.Value)
		}
	}
	checkClasses(t, n)
	return n
}

func checkPaint(t *testing.T, element, name, value string) {
	t.Helper()
	if !paint.MatchString(value) {
		t.Errorf("%s of %s is %q, want none or a token colour", name, element, value)
	}
}

// checkClasses wants a class for every colour, so that no paint escapes the
// stylesheet.
func checkClasses(t *testing.T, n node) {
	t.Helper()
	if n.name == "svg" {
		return
	}
	for class := range strings.FieldsSeq(n.attrs["class"]) {
		if !classes.MatchString(class) {
			t.Errorf("class %q of %s is unknown", class, n.name)
		}
	}
	for _, name := range []string{"fill", "stroke"} {
		if strings.HasPrefix(n.attrs[name], "#") && !strings.Contains(n.attrs["class"], name+"-") {
			t.Errorf("%s has %s %s without a class", n.name, name, n.attrs[name])
		}
	}
}

// only returns the elements of a name, with all of the classes.
func only(nodes []node, name string, classes ...string) []node {
	var found []node
	for _, n := range nodes {
		missing := slices.ContainsFunc(classes, func(c string) bool { return !n.class(c) })
		if n.name == name && !missing {
			found = append(found, n)
		}
	}
	return found
}

// texts returns all drawn lines of text.
func texts(nodes []node) []string {
	var all []string
	for _, n := range only(nodes, "text") {
		all = append(all, n.text)
	}
	return all
}

// hasText wants every line among the drawn ones.
func hasText(t *testing.T, nodes []node, want ...string) {
	t.Helper()
	got := texts(nodes)
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("got texts %q, want %q among them", got, line)
		}
	}
}

// count wants a number of elements.
func count(t *testing.T, what string, got []node, want int) {
	t.Helper()
	if len(got) != want {
		t.Errorf("got %d %s, want %d: %v", len(got), what, want, got)
	}
}
