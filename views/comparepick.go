package views

import (
	"context"
	"slices"

	"kompass/internal/i18n"
)

// ComparePicker is the form that chooses what to compare. It sends itself by GET: the selection is in the address.
type ComparePicker struct {
	Action    string
	Open      bool // nothing has been chosen yet
	Layers    []PickOption
	Rounds    []PickOption
	Search    string
	Columns   []PickColumn
	Rows      []PickRow
	None      bool // no row is left by the search
	Pages     []PageLink
	Companies bool // lists of companies stand in place of rows and columns
	Lists     []PickList
	Kept      []string // chosen, but not to be seen in the form
	Chosen    []PickChip
	More      int // chosen beyond those in Chosen
	Bases     []PickOption
	Target    string
	Targets   []PickOption
}

// PickOption is one of several, of which one is chosen.
type PickOption struct {
	Value  string
	Text   string
	Chosen bool
}

// PickColumn is a round. All chooses all its teams, nil where there are none to speak of.
type PickColumn struct {
	Title string
	Day   string
	All   *Pick
}

// PickRow is a group. Note says what it was called before. All chooses all its rounds.
type PickRow struct {
	Label string
	Note  string
	All   *Pick
	Cells []PickCell
}

// PickCell is a group in a round: something to choose, or why there is nothing.
type PickCell struct {
	Round  string
	Pick   *Pick
	Note   string
	Hidden bool
}

// Pick is one check box. Covered says that something else chooses it already.
type Pick struct {
	Value   string
	Label   string
	Note    string
	Checked bool
	Covered bool
}

// PickList offers the results of one company.
type PickList struct {
	Title string
	Href  string
	Picks []Pick
}

// PickChip names something chosen, with the address of the page without it.
type PickChip struct {
	Text   string
	Remove string
}

// PageLink leads to a page of a long list.
type PageLink struct {
	Number  int
	Href    string
	Current bool
}

// Text is the number of the page.
func (p PageLink) Text(ctx context.Context) string { return i18n.From(ctx).Int(p.Number) }

func (p PageLink) inList() string { return currentIf(p.Current, "page") }

func (c Choice) inList() string { return currentIf(c.Current, "true") }

func currentIf(yes bool, what string) string {
	if yes {
		return what
	}
	return ""
}

// anyColumn reports whether all teams of a round can be chosen at once.
func (p ComparePicker) anyColumn() bool {
	return slices.ContainsFunc(p.Columns, func(c PickColumn) bool { return c.All != nil })
}
