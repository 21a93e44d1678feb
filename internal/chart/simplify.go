package chart

import (
	"regexp"
	"strconv"
	"strings"
)

// unitCircle is the path of ECharts' circle marker, drawn at radius 1 and
// scaled by a matrix. It is not quite closed.
const unitCircle = "M1 0A1 1 0 1 1 1 -0.1A1 1 0 0 1 1 0"

var (
	uniform = regexp.MustCompile(`^matrix\(([\d.]+),0,0,([\d.]+),([-\d.]+),([-\d.]+)\)$`)
	shifted = regexp.MustCompile(`^translate\(([-\d.]+)[ ,]([-\d.]+)\)$`)
	numeral = regexp.MustCompile(`-?\d*\.\d{3,}(?:e-?\d+)?`)
)

// simplify writes e shorter without changing what it looks like, and adds the
// classes of its token colours.
func (e *element) simplify() {
	switch e.name {
	case "path":
		e.circle()
	case "text":
		e.place()
	}
	for i, attr := range e.attrs {
		e.attrs[i].Value = numeral.ReplaceAllStringFunc(attr.Value, func(n string) string { return decimal(parse(n)) })
	}
	e.classes()
}

// circle turns a circle marker into a circle element.
func (e *element) circle() {
	m := uniform.FindStringSubmatch(e.attrs.get("transform"))
	if m == nil || m[1] != m[2] || e.attrs.get("d") != unitCircle {
		return
	}
	factor := parse(m[1])
	e.name = "circle"
	e.attrs.drop("d")
	e.attrs.drop("transform")
	e.attrs.set("cx", decimal(parse(m[3])))
	e.attrs.set("cy", decimal(parse(m[4])))
	e.attrs.set("r", decimal(factor))
	if width := e.attrs.get("stroke-width"); width != "" {
		e.attrs.set("stroke-width", decimal(parse(width)*factor))
	}
}

// place folds the shift of a text into its x and y.
func (e *element) place() {
	m := shifted.FindStringSubmatch(e.attrs.get("transform"))
	if m == nil {
		return
	}
	e.attrs.drop("transform")
	e.attrs.set("x", decimal(parse(e.attrs.get("x"))+parse(m[1])))
	e.attrs.set("y", decimal(parse(e.attrs.get("y"))+parse(m[2])))
}

// classes names the token colours, so that a stylesheet can answer them; the
// colours themselves stay for where there is none.
func (e *element) classes() {
	var names []string
	for _, paint := range []string{"fill", "stroke"} {
		colour := strings.ToUpper(e.attrs.get(paint))
		if colour == "#FFF" {
			colour = paper
		}
		if token := tokenName(colour); token != "" {
			e.attrs.set(paint, colour)
			names = append(names, paint+"-"+token)
		}
	}
	if len(names) > 0 {
		e.attrs.set("class", strings.Join(names, " "))
	}
}

// decimal writes at most three decimals: markers are drawn small and scaled.
func decimal(v float64) string {
	text := strconv.FormatFloat(v, 'f', 3, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" || text == "" {
		return "0"
	}
	return text
}
