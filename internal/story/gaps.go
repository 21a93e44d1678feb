package story

import (
	"math"

	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/naming"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// Gaps lists the cells below their target, largest gap first, and those above it. Note says why there are none.
type Gaps struct {
	Finding string
	Note    string
	Rows    []GapRow
	Surplus []GapRow
	Rounded string // that a reader may compute another last digit, "" where nobody would
}

// GapRow is a cell that lies below or above its target. Field and Facet are its ids; Measure is the address at which a
// measure for it is agreed, "" where none can be.
type GapRow struct {
	ID           string // on the page
	Field, Facet string
	Label        string
	N            string
	Mean         string
	CI           string
	Target       string
	Distance     string
	Stands       string
	Explain      string
	Measure      string
}

var standsKeys = map[reading.Standing]string{
	reading.Below: "result.stands.below", reading.Near: "result.stands.near", reading.Reached: "result.stands.reached",
	reading.Untold: "result.stands.untold", reading.Withheld: "result.stands.withheld",
}

// gaps writes out the cells against their targets.
func (w writer) gaps(s compare.Series, finding string) *Gaps {
	if s.Document.Targets == nil {
		return &Gaps{Note: w.z.T("result.gaps.notarget")}
	}
	cells := reading.Cells(s.Document, s.Questionnaire, s.Group)
	out := &Gaps{Finding: finding}
	if w.roundedApart(s.Group) {
		out.Rounded = w.z.T("result.rounded")
	}
	single := s.Group.N != nil && *s.Group.N == 1
	for _, c := range reading.Gaps(cells) {
		out.Rows = append(out.Rows, w.gapRow(c, c.Gap, single))
	}
	for _, c := range reading.Surpluses(cells) {
		row := w.gapRow(c, c.Surplus, single)
		row.ID = "above-" + row.ID
		out.Surplus = append(out.Surplus, row)
	}
	return out
}

func (w writer) gapRow(c reading.Cell, distance float64, single bool) GapRow {
	row := GapRow{
		ID: "gap-" + c.Field, Field: c.Field, Facet: c.Facet, Label: w.Cell(result.Place{Field: c.Field, Facet: c.Facet}), N: w.z.Int(c.N),
		Mean: naming.Mean(w.z, result.Value{N: c.N, Mean: c.Mean, Bound: c.Bound}), Target: w.number(c.Target, result.Decimals(c.N)), Distance: naming.Points(w.z, distance, c.N),
		Stands: w.z.T(standsKeys[c.Stands]), Explain: w.explain(explain.Path{Field: c.Field, Facet: c.Facet}),
	}
	if c.Facet != "" {
		row.ID += "-" + c.Facet
	}
	if c.CI != nil {
		row.CI = w.z.Range(c.CI[0], c.CI[1], result.Decimals(c.N))
	}
	if c.AtLeast {
		row.Distance = w.z.T("result.atleast", "value", w.atLeast(distance, result.Decimals(c.N)))
	}
	if single {
		row.Stands = w.z.T("result.stands.self")
	}
	return row
}

// roundedApart reports whether a group shows a mean and a target whose distance, as a reader would compute it, is not the one beside them.
func (w writer) roundedApart(g *result.Group) bool {
	for _, at := range result.Places(w.q) {
		v, _ := g.At(at)
		if v.Mean == nil || v.Target == nil || v.Gap == nil || v.Surplus == nil {
			continue
		}
		scale := math.Pow10(result.Decimals(v.N))
		tenths := func(x float64) float64 { return math.Round(x*scale + 1e-9) }
		if tenths(*v.Target)-tenths(*v.Mean) != tenths(*v.Gap)-tenths(*v.Surplus) {
			return true
		}
	}
	return false
}

// Weakest lists the weakest facet of each field.
type Weakest struct {
	Finding string
	Rows    []WeakestRow
}

// WeakestRow is a field with its weakest facet. Note says why none is named.
type WeakestRow struct {
	Field   string
	Facet   string
	N       string
	Mean    string
	Target  string
	Gap     string
	Explain string
	Note    string
}

// weakest writes out the weakest facet per field; nil where the questionnaire has no facets.
func (w writer) weakest(s compare.Series, finding string) *Weakest {
	if len(w.q.Facets) == 0 {
		return nil
	}
	out := &Weakest{Finding: finding}
	for _, f := range s.Group.Fields {
		row := WeakestRow{Field: w.Field(f.ID)}
		switch {
		case !f.Shown:
			row.Note = w.Reason(f.Reason)
		case s.Document.WeakestOf(&f) == "":
			row.Note = w.z.T("result.weakest.tie")
		default:
			c, _ := f.Facet(*f.Weakest)
			row.Facet, row.N, row.Mean = w.Facet(c.ID), w.z.Int(c.N), naming.Mean(w.z, c.Value())
			row.Target, row.Gap = w.number(c.Target, result.Decimals(c.N)), w.distance(c.Gap, c.N)
			row.Explain = w.explain(explain.Path{Field: f.ID, Facet: c.ID})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
