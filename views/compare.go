package views

import (
	"kompass/internal/compare"
	"kompass/internal/kompass"
)

// Compare is the model of the page that lays results over or beside one another.
type Compare struct {
	Page    Page
	Company kompass.Company
	Most    int // how many series can be chosen
	Choices []CompareRound
	Notes   []string // cautions that this selection calls for
	Chosen  bool
	Radar   SVG            // one compass for all, or
	Small   []SmallCompass // a small one for each
	Dots    Sizes
	Legend  []Legend
	Table   CompareTable
	Trend   *Trend
	Items   []CompareItems
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

// CompareSeries is a series with its name on the page. The first of several is what the others are compared with.
type CompareSeries struct {
	Name string
	compare.Series
}

// SmallCompass is one of several small compasses. Note is its n, or that nothing of it is shown.
type SmallCompass struct {
	Name  string
	Note  string
	Radar SVG
}

// CompareTable is the values of all series, with the differences of all but the first from the first.
type CompareTable struct {
	Columns []CompareColumn
	Rows    []CompareRow
}

// CompareColumn is the head of a series. Items says how many items it shares with the first, "" for the first itself.
type CompareColumn struct {
	Name  string
	Items string
}

// CompareRow is one field or facet with a cell per series, and a difference per series but the first.
type CompareRow struct {
	Label string
	Facet bool
	Cells []CompareCell
}

// CompareCell is a value with its n, or why there is none. Difference is nil for the first series.
type CompareCell struct {
	Mean       string
	N          string
	Note       string
	Difference *Difference
}

// CompareItems compares the items of one field, one difference per series but the first.
type CompareItems struct {
	Field string
	Rows  []CompareItem
}

// CompareItem is one item that can be compared with the first series.
type CompareItem struct {
	Name        string
	Differences []Difference
}

// Trend follows groups through their rounds: a chart per field, then the changes from round to round per group.
type Trend struct {
	Fields []TrendChart
	Groups []TrendSteps
}

// TrendChart is the course of one field.
type TrendChart struct {
	Title  string
	Charts []SVG
}

// TrendSteps are the changes of one group from each round to the next.
type TrendSteps struct {
	Title   string
	Columns []string
	Rows    []TrendRow
}

// TrendRow is one field with a difference per step.
type TrendRow struct {
	Label string
	Steps []Difference
}
