package views

import (
	"context"

	"kompass/internal/address"
	"kompass/internal/kompass"
)

// Measures is the model of the list of measures: of one company, or of all that the person may see.
type Measures struct {
	Page      Page
	Company   *kompass.Company // nil: of all companies
	Companies []SelectOption   // to choose among, where there are several
	Filter    MeasureFilter
	Lists     []MeasureGroup // all three, or the one that was chosen
	Any       bool           // there is one at least
	Pages     []PageLink     // of a long list, what is still to be done on the first
	NewHref   string         // the form for the latest result, "" where there is none
	FileHref  string
}

// SelectOption is a value that can be chosen in a list, with its text.
type SelectOption struct{ Value, Text string }

// MeasureFilter is the selection of a list, as the address has it.
type MeasureFilter struct{ Company, List, State, Due string }

// Set reports whether the filter leaves anything out.
func (f MeasureFilter) Set() bool { return f != (MeasureFilter{}) }

// MeasureGroup is one of the three lists.
type MeasureGroup struct {
	List kompass.MeasureList
	Rows []MeasureRow
}

// MeasureRow is one measure of a list, written out.
type MeasureRow struct {
	ID, What, Who, Note string
	Context             string // company, team and round, as far as the page does not say them
	Due                 string
	DueNote             string // in words: overdue, today, soon
	Aims                string
	State               kompass.MeasureState
	Since               string
	Back                string // where to come back to from a change of state
}

// next are the states that a measure is offered: those it may well go to, in one click.
func (r MeasureRow) next() []kompass.MeasureState {
	switch r.State {
	case kompass.MeasureAgreed:
		return []kompass.MeasureState{kompass.MeasureUnderWay, kompass.MeasureDone, kompass.MeasureDropped}
	case kompass.MeasureUnderWay:
		return []kompass.MeasureState{kompass.MeasureDone, kompass.MeasureDropped}
	}
	return []kompass.MeasureState{kompass.MeasureAgreed}
}

// path is the address of the page without its selection.
func (m Measures) path() string {
	if m.Company != nil {
		return address.CompanyMeasures(m.Company.ID)
	}
	return address.Measures
}

func (m Measures) heading(ctx context.Context) string {
	if m.Company != nil {
		return tr(ctx, "measures.of", "company", m.Company.Name)
	}
	return tr(ctx, "measures.title")
}

// measureOptions are the texts of a filter's values, with one for no limit in front.
func measureOptions(ctx context.Context, all SelectOption, keys ...SelectOption) []SelectOption {
	out := []SelectOption{{all.Value, tr(ctx, all.Text)}}
	for _, k := range keys {
		out = append(out, SelectOption{k.Value, tr(ctx, k.Text)})
	}
	return out
}

func listOptions(ctx context.Context) []SelectOption {
	out := []SelectOption{{"", tr(ctx, "measures.filter.all")}}
	for _, l := range kompass.MeasureLists {
		out = append(out, SelectOption{string(l), tr(ctx, "measures.list."+string(l))})
	}
	return out
}

func stateOptions(ctx context.Context) []SelectOption {
	out := measureOptions(ctx, SelectOption{"", "measures.filter.all"}, SelectOption{"open", "measures.filter.open"})
	for _, s := range kompass.MeasureStates {
		out = append(out, SelectOption{string(s), tr(ctx, "measures.state."+string(s))})
	}
	return out
}

func dueOptions(ctx context.Context) []SelectOption {
	return measureOptions(ctx, SelectOption{"", "measures.filter.all"}, SelectOption{"overdue", "measures.due.overdue"}, SelectOption{"soon", "measures.due.soon"})
}
