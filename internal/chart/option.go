package chart

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// family is the typeface of charts, with what stands in for it.
const family = "'Source Sans 3', Arial, sans-serif"

// extension adds to a go-echarts option what its structs have no field for:
// dash arrays, stacking order, exact numbers in axes, and graphic elements.
type extension struct {
	charts.BaseConfigurationVisitor
	looks []seriesLook   // one per series, in order
	parts map[string]any // replace whole components
	sheet *sheet
}

// graphic is one element of ECharts' graphic component.
type graphic map[string]any

// sheet collects the graphic elements of a drawing, all texts among them.
//
// Texts are placed here and not by ECharts because its formatters would have
// to be functions, which JSON cannot carry, and because texts must wrap and
// must not be clipped. ECharts gets a stand-in for every line, and the cleaner
// writes the line in its place: so no text that a person typed ever reaches
// the JavaScript engine, where a name such as "__proto__" does harm.
type sheet struct {
	elements []graphic
	lines    []string
}

func (s *sheet) add(elements ...graphic) { s.elements = append(s.elements, elements...) }

// standIn returns a stand-in for a line of text.
func (s *sheet) standIn(line string) string {
	s.lines = append(s.lines, line)
	return standInPrefix + strconv.Itoa(len(s.lines)-1)
}

const standInPrefix = "t"

// seriesLook overrides the fields of a go-echarts series of the same name.
type seriesLook struct {
	Silent     bool           `json:"silent"`
	Animation  bool           `json:"animation"`
	Clip       bool           `json:"clip"`
	Z          int            `json:"z"`
	Symbol     string         `json:"symbol"`
	SymbolSize float64        `json:"symbolSize"`
	LineStyle  map[string]any `json:"lineStyle"`
	ItemStyle  map[string]any `json:"itemStyle"`
}

// VisitSeriesOpt lays the looks over the series. A field of seriesLook wins
// over one of SingleSeries: encoding/json takes the shallower of two.
func (e extension) VisitSeriesOpt(series charts.MultiSeries) any {
	type plainSeries struct{ charts.SingleSeries }
	type styled struct {
		plainSeries
		seriesLook
	}
	all := make([]styled, len(series))
	for i, s := range series {
		all[i] = styled{plainSeries{s}, e.looks[i]}
	}
	return all
}

// Visit replaces components and adds the graphic elements.
func (e extension) Visit(option map[string]any) {
	for _, unused := range []string{"title", "legend", "tooltip", "toolbox", "color"} {
		delete(option, unused)
	}
	option["animation"] = false
	for name, part := range e.parts {
		option[name] = part
	}
	if len(e.sheet.elements) > 0 {
		option["graphic"] = map[string]any{"elements": e.sheet.elements}
	}
}

// onSeries is the look of a line with its markers.
func (l look) onSeries() seriesLook {
	return seriesLook{
		Z: l.z, Symbol: l.symbol, SymbolSize: l.size,
		LineStyle: lineStyle(l.colour, l.width, l.dash),
		ItemStyle: l.itemStyle(),
	}
}

func (l look) itemStyle() map[string]any {
	if l.hollow {
		return map[string]any{"color": l.colour, "opacity": 1}
	}
	return map[string]any{"color": l.colour, "borderColor": paper, "borderWidth": haloWidth, "opacity": 1}
}

func lineStyle(colour string, width float64, dash []float64) map[string]any {
	style := map[string]any{"color": colour, "width": width, "type": "solid", "cap": "butt", "join": "round"}
	if dash != nil {
		style["type"] = dash
	}
	return style
}

// point is a place in CSS pixels, from the top left.
type point struct{ x, y float64 }

func (p point) pair() []float64 { return []float64{round(p.x), round(p.y)} }

// polyline draws a line outside of any coordinate system.
func polyline(points []point, l look) graphic {
	pairs := make([][]float64, len(points))
	for i, p := range points {
		pairs[i] = p.pair()
	}
	style := map[string]any{"stroke": l.colour, "lineWidth": l.width, "lineJoin": "round"}
	if l.dash != nil {
		style["lineDash"] = l.dash
	}
	style["fill"] = "none"
	return graphic{"type": "polyline", "z": l.z, "silent": true, "shape": map[string]any{"points": pairs}, "style": style}
}

// hairline draws a thin rule.
func hairline(from, to point) graphic {
	return polyline([]point{from, to}, look{colour: rule, width: 1, z: 0})
}

// symbolAt draws the marker of a look as ECharts would on a series.
func symbolAt(at point, l look) graphic {
	style := map[string]any{"fill": l.colour, "stroke": paper, "lineWidth": haloWidth}
	if l.hollow {
		style = map[string]any{"fill": paper, "stroke": l.colour, "lineWidth": hollowWidth}
	}
	element := graphic{"type": "polygon", "z": l.z, "z2": 100, "silent": true, "style": style}
	if l.symbol == "circle" {
		element["type"] = "circle"
		element["shape"] = map[string]any{"cx": round(at.x), "cy": round(at.y), "r": l.size / 2}
		return element
	}
	var pairs [][]float64
	for _, corner := range l.corners(at) {
		pairs = append(pairs, corner.pair())
	}
	element["shape"] = map[string]any{"points": pairs}
	return element
}

// corners of the markers that have any, as ECharts draws them.
func (l look) corners(at point) []point {
	half := l.size / 2
	left, right, top, bottom := at.x-half, at.x+half, at.y-half, at.y+half
	switch l.symbol {
	case "emptyDiamond":
		return []point{{at.x, top}, {right, at.y}, {at.x, bottom}, {left, at.y}}
	case "triangle":
		return []point{{at.x, top}, {right, bottom}, {left, bottom}}
	default:
		return []point{{left, top}, {right, top}, {right, bottom}, {left, bottom}}
	}
}

// label is a text of one or more lines; align and valign say which of its
// edges lies at the point.
type label struct {
	at            point
	lines         []string
	face          typeface
	colour        string
	align, valign string // left, center, right; top, middle, bottom
	halo          bool   // of paper, where lines run beneath
	z             int
}

// text adds one element a line, so that no layout is left to ECharts.
func (s *sheet) text(l label) {
	height := l.face.lineHeight()
	top := l.at.y
	switch l.valign {
	case "middle":
		top -= height * float64(len(l.lines)) / 2
	case "bottom":
		top -= height * float64(len(l.lines))
	}
	for i, line := range l.lines {
		style := map[string]any{
			"text": s.standIn(line), "fill": l.colour, "align": l.align, "verticalAlign": "middle",
			"fontFamily": family, "fontSize": l.face.size,
			"x": round(l.at.x), "y": round(top + height*(float64(i)+0.5)),
		}
		if l.face.bold {
			style["fontWeight"] = 600
		}
		if l.halo {
			style["stroke"], style["lineWidth"] = paper, 3
		}
		s.add(graphic{"type": "text", "z": l.z, "silent": true, "style": style})
	}
}

// textZ puts texts above all lines and markers.
const textZ = 20
