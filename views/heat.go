package views

import "strconv"

// Heat is the model of the page that shows all teams of a round with all their cells. One hue, the figure in every cell; the
// rows stand in order of creation.
type Heat struct {
	Page    Page
	Rounds  []Choice
	Layers  []Choice
	Caption string
	Fields  []HeatField
	Shades  []string // the ends of the five shades, the lowest first
	Rows    []HeatRow
	Pages   []PageLink
}

// HeatField heads the columns of its facets.
type HeatField struct {
	Title  string
	Facets []string
}

// HeatRow is a group: a cell per facet, or why it is hidden.
type HeatRow struct {
	Label  string
	N      string
	Hidden string
	Cells  []HeatCell
}

// HeatCell is a mean with its n. Shade is 1 to 5. A field that is hidden is one cell over all its facets, with a reason.
type HeatCell struct {
	Label string
	Mean  string
	N     string
	Note  string
	Shade int
	Span  int
}

func (c HeatCell) class() string { return "heat-cell shade-" + strconv.Itoa(c.Shade) }

func (m Heat) columns() int {
	n := 0
	for _, f := range m.Fields {
		n += len(f.Facets)
	}
	return n
}
