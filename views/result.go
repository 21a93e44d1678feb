package views

import (
	"kompass/internal/address"
	"kompass/internal/result"
	"kompass/internal/story"
)

// Result is the model of the result page: the story of one group, with what the page puts around it.
type Result struct {
	Page      Page
	RoundID   string
	Released  bool
	Group     result.Key // of the page, none for everyone
	CanEdit   bool       // the trainer's: leads to the review
	Report    string     // address of the report of the same group
	PDF       bool       // it can be had as a file
	Documents []Choice   // the other documents of the group
	Formats   []string   // in which the numbers can be had, by the endings of their files
	Switches  Switches
	Hidden    HiddenGroups
	Ideas     Ideas
	Moved     *story.Moved // what was agreed after the round before; nil where nothing was
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

// chartFiles are the charts of a result that can be taken away as pictures.
var chartFiles = [...]struct{ file, key string }{
	{"radar.svg", "chart.file.radar.svg"}, {"radar.png", "chart.file.radar.png"},
	{"dots.svg", "chart.file.dots.svg"}, {"dots.png", "chart.file.dots.png"},
}

// chartHref leads to a picture of the group that the page is about.
func (m Result) chartHref(file string) string {
	return address.With(address.Chart(m.RoundID, file), address.Group(m.Group))
}
