package story

import (
	"kompass/internal/address"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/result"
)

// Explanation says where the numbers of a group, field, facet or item come from, written out.
type Explanation struct {
	Key     result.Key // of the group
	Title   string
	Facts   []string
	Numbers []Derivation
	Items   []Statement
	Parts   []Part
	Sources []ExplainedBy
}

// Derivation is one number with how it came about. Value is "" where it is not given; Absent then says why.
type Derivation struct {
	ID     string // on the page
	Name   string
	Value  string
	Absent string
	How    []string
	Facts  []Fact // the formula, with and without its numbers, and how it was rounded
}

// Statement is what was asked, with how it counts and how many answered it.
type Statement struct{ Text, Note string }

// Part leads to what can be explained next.
type Part struct{ Name, Href string }

// ExplainedBy is a cited work. Mark says how sure the citation is.
type ExplainedBy struct{ Citation, URL, Mark string }

// ExplanationOf writes out where numbers of a round come from.
func ExplanationOf(z i18n.Localizer, roundID string, e *explain.Explanation) Explanation {
	out := Explanation{Key: e.Key, Title: e.Title, Facts: e.Facts}
	for _, n := range e.Numbers {
		out.Numbers = append(out.Numbers, derivation(z, n))
	}
	for _, it := range e.Items {
		out.Items = append(out.Items, Statement{Text: it.Text, Note: itemNote(z, it)})
	}
	for _, p := range e.Parts {
		out.Parts = append(out.Parts, Part{Name: p.Name, Href: address.Explain(roundID, p.Path)})
	}
	for _, s := range e.Sources {
		out.Sources = append(out.Sources, ExplainedBy{Citation: s.Citation, URL: s.URL, Mark: s.Mark})
	}
	return out
}

func derivation(z i18n.Localizer, n explain.Number) Derivation {
	out := Derivation{ID: "number-" + string(n.Kind), Name: n.Name, Value: n.Value, Absent: n.Absent, How: n.How}
	for _, x := range []struct{ key, text string }{{"explain.formula", n.Formula}, {"explain.filled", n.Filled}, {"explain.rounding", n.Rounding}} {
		if x.text != "" {
			out.Facts = append(out.Facts, Fact{Term: z.T(x.key), Value: x.text})
		}
	}
	return out
}

// itemNote says how an item counts and how many answered it.
func itemNote(z i18n.Localizer, it explain.Item) string {
	note := ""
	if it.N != nil {
		note = z.T("explain.item.counts", "n", *it.N, "na", *it.NA, "missing", *it.Missing)
	}
	switch {
	case !it.Reverse:
		return note
	case note == "":
		return z.T("explain.item.reversed")
	}
	return note + ", " + z.T("explain.item.reversed")
}
