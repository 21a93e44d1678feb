package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Result is the model of the result page: the story of one group, with what the page puts around it.
type Result struct {
	Page     Page
	RoundID  string
	Released bool
	// GroupQuery is what an address adds to mean the group of the page: "?team=…", "" for everyone.
	GroupQuery string
	CanEdit    bool   // the trainer's: leads to the review
	Report     string // address of the report of the same group
	PDF        bool   // it can be had as a file
	Switches   Switches
	Hidden     HiddenGroups
	Moved      *Moved // what was agreed after the round before; nil where nothing was
	Story
}

// Switches lead from one group of a result to another: by team and by perspective.
type Switches struct {
	Teams        []Choice
	Perspectives []Choice
}

// Choice is one of several groups to look at. One that may not be shown has no address, and says why.
type Choice struct {
	Text    string
	Href    string
	Current bool
	Reason  string
}

// HiddenGroups lists what of a round is not shown, each with the reason.
type HiddenGroups struct {
	MinGroup int
	List     []string
}

// Legend explains one mark of a chart.
type Legend struct {
	Key  SVG
	Text string
}

// Row is one line of the table of numbers, written out.
type Row struct {
	Label   string
	Facet   bool
	N       string
	Mean    string
	CI      string
	SD      string
	Target  string
	Gap     string
	Surplus string
	Explain string // where it is told where the numbers come from, "" where it is not
	Note    string // why there are no numbers, or why to be careful with them
}

// FieldRows is everything on one field: its finding in a sentence, its rows, its items.
type FieldRows struct {
	ID      string
	Title   string
	About   string
	Finding string
	Rows    []Row
	Items   []ItemRow
	NoItems string // why there are no items
}

// ItemRow is one item with the distribution of its answers.
type ItemRow struct {
	ID      string
	Name    string
	Text    string
	N       string
	Mean    string
	NA      string
	Explain string
	Note    string
	Strip   []Share // from the lowest answer to the highest
	Scale   string  // the distribution in words
	Source  []string
	Refs    []SourceRef
	Measure string // the address at which a measure for it is agreed, "" where none can be
}

// Share is one answer's part of a distribution: Start and Width in units of the strip's view box.
type Share struct {
	Shade        int // 1 to 5
	Start, Width float64
	Count        string
}

// HiddenText says why a group or a field is not shown.
func HiddenText(ctx context.Context, reason *result.Reason, k int) string {
	if reason == nil || *reason == "" {
		return ""
	}
	return i18n.From(ctx).T("disclosure."+string(*reason), "k", k)
}

// chartFiles are the charts of a result that can be taken away as pictures.
var chartFiles = [...]struct{ file, key string }{
	{"radar.svg", "chart.file.radar.svg"}, {"radar.png", "chart.file.radar.png"},
	{"dots.svg", "chart.file.dots.svg"}, {"dots.png", "chart.file.dots.png"},
}

// chartHref leads to a picture of the group that the page is about.
func (m Result) chartHref(file string) string {
	return "/app/rounds/" + m.RoundID + "/chart/" + file + m.GroupQuery
}
