package views

import "kompass/internal/kompass"

// Compare is the model of the page that lays up to three results over one another.
type Compare struct {
	Page    Page
	Company kompass.Company
	Choices []CompareRound
	Notes   []string // cautions that this selection calls for
	Chosen  bool
	Radar   SVG
	Dots    Sizes
	Legend  []Legend
	Columns []string // names of the series
	Rows    []CompareRow
}

// CompareRound lists the groups of one round that can be chosen.
type CompareRound struct {
	Title  string
	Day    string
	Groups []CompareChoice
}

// CompareChoice is one group of one round.
type CompareChoice struct {
	Value   string
	Text    string
	Checked bool
}

// CompareRow is one field or facet with a cell per series.
type CompareRow struct {
	Label string
	Facet bool
	Cells []CompareCell
}

// CompareCell is a value with its n, or why there is none.
type CompareCell struct {
	Mean string
	N    string
	Note string
}
