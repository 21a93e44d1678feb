package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Result is the model of the result page of one group of a round.
type Result struct {
	Page          Page
	RoundID       string
	Document      *result.Document
	Group         *result.Group
	Questionnaire *questionnaire.Questionnaire
	Released      bool
	Headline      string
	Summary       string
	Groups        []Choice
	Radar         SVG
	Dots          Sizes
	Legend        []Legend
	DotsLegend    []Legend
	Fields        []FieldRows
	Sides         *Sides
	Divided       *Divided
	Hidden        []string // what is hidden, and why
	Comments      []CommentList
	CommentsNote  string
	CompareHref   string
}

// Choice is one of several groups to look at.
type Choice struct {
	Text    string
	Href    string
	Current bool
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
}

// Share is one answer's part of a distribution: Start and Width in units of the strip's view box.
type Share struct {
	Shade        int // 1 to 5
	Start, Width float64
	Count        string
}

// CommentList holds the comments on one field.
type CommentList struct {
	Title string
	Texts []string
}

// HiddenText says why a group or a field is not shown.
func HiddenText(ctx context.Context, reason *result.Reason, k int) string {
	if reason == nil || *reason == "" {
		return ""
	}
	return i18n.From(ctx).T("disclosure."+string(*reason), "k", k)
}
