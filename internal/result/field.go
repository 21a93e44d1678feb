package result

import (
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// straightStep is the step to which the share of straight-lined forms is published.
const straightStep = 0.05

// publisher turns the statistics of a group that is shown into the numbers that are published.
type publisher struct {
	q       *questionnaire.Questionnaire
	rules   rules
	targets kompass.TargetValues
}

// fill enters the numbers of a group that is shown.
func (p publisher) fill(g *Group, s score.Group, reasons []disclosure.Reason) {
	g.Shown, g.N = true, &s.N
	if s.N >= p.rules.straightline {
		share := float64(s.Straightlined) / float64(s.N)
		if p.rules.rounded {
			share = toStep(share, straightStep)
		}
		g.Straightlined = &share
	}
	for i, f := range s.Fields {
		if reasons[i] != disclosure.Shown {
			g.Fields = append(g.Fields, Field{ID: p.q.Fields[i].ID, Reason: &reasons[i]})
			continue
		}
		g.Fields = append(g.Fields, p.field(p.q.Fields[i], f))
	}
}

// field returns what is published of one field of a group.
func (p publisher) field(q questionnaire.Field, s score.Field) Field {
	f := Field{ID: q.ID, Shown: true, N: s.N, Facets: []Facet{}, Items: []Item{}}
	f.Mean, f.Bound, f.SD, f.CI = p.stat(s.Stat, s.N)
	f.Target = fieldTarget(p.q, q, p.targets[q.ID])
	f.Gap, f.Surplus = gap(f.Target, f.Mean)
	for _, i := range covered(p.q, q) {
		f.Facets = append(f.Facets, p.facet(q, i, s.Facets[i], s.N))
	}
	cells := cellsOf(&f)
	f.Weakest = p.weakest(cells)
	f.Fit = fit(cells, p.q.Min())
	p.agreement(&f, s)
	if s.N >= p.rules.items {
		for i, item := range s.Items {
			f.Items = append(f.Items, p.item(q.Items[i], item))
		}
	}
	return f
}

func (p publisher) facet(q questionnaire.Field, i int, s score.Stat, persons int) Facet {
	f := Facet{ID: p.q.Facets[i].ID, N: s.N}
	f.Mean, f.Bound, f.SD, f.CI = p.stat(s, min(s.N, persons))
	if v, ok := p.targets[q.ID][f.ID]; ok {
		f.Target = new(round(v, 4))
	}
	f.Gap, f.Surplus = gap(f.Target, f.Mean)
	return f
}

// covered returns the facets that a field has items in, as indices into the questionnaire's. Only those are its cells.
func covered(q *questionnaire.Questionnaire, f questionnaire.Field) []int {
	var all []int
	for i, facet := range q.Facets {
		if slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.Facet == facet.ID }) {
			all = append(all, i)
		}
	}
	return all
}

// cellsOf returns the facets of a field, or the field itself where it has none.
func cellsOf(f *Field) []cell {
	if len(f.Facets) == 0 {
		return []cell{{id: f.ID, n: f.N, mean: f.Mean, bound: f.Bound, target: f.Target, gap: f.Gap}}
	}
	cells := make([]cell, 0, len(f.Facets))
	for _, c := range f.Facets {
		cells = append(cells, cell{id: c.ID, n: c.N, mean: c.Mean, bound: c.Bound, target: c.Target, gap: c.Gap})
	}
	return cells
}

// stat returns what is published of a mean over persons. Near an end of the scale a small group gets a bound in place
// of all numbers: the standard deviation or the interval would tell the mean that the bound conceals.
func (p publisher) stat(s score.Stat, persons int) (mean *float64, bound *string, sd *float64, ci *Interval) {
	if s.Mean.OK && persons < p.rules.exactEnds {
		if bound = p.bound(s.Mean.Value); bound != nil {
			return nil, bound, nil, nil
		}
	}
	d := Decimals(s.N)
	return p.number(s.Mean, d), nil, p.number(s.SD, d), p.interval(s.CI, d)
}

// bound returns the bound in place of a mean strictly nearer to an end of the scale than [endShare] of its range.
func (p publisher) bound(mean float64) *string {
	margin := endShare * (p.q.Max() - p.q.Min())
	switch high, low := p.q.Max()-margin, p.q.Min()+margin; {
	case mean > high+noise:
		return new(">" + decimal(high))
	case mean < low-noise:
		return new("<" + decimal(low))
	}
	return nil
}

// number returns a number as it is published, nil where there is none.
func (p publisher) number(o score.Opt, decimals int) *float64 {
	switch {
	case !o.OK:
		return nil
	case !p.rules.rounded:
		return new(o.Value)
	}
	return new(round(o.Value, decimals))
}

func (p publisher) interval(ci score.Interval, decimals int) *Interval {
	low, high := p.number(score.Opt{Value: ci.Low, OK: ci.OK}, decimals), p.number(score.Opt{Value: ci.High, OK: ci.OK}, decimals)
	if low == nil {
		return nil
	}
	return &Interval{*low, *high}
}

// agreement enters what is published about agreement and reliability, all computed listwise.
func (p publisher) agreement(f *Field, s score.Field) {
	if s.Listwise < p.rules.listwise {
		return
	}
	if s.Agreement != "" {
		f.Agreement = &s.Agreement
	}
	if s.N >= p.rules.indices {
		f.RWG, f.AD = p.number(s.RWG, 2), p.number(s.AD, 2)
	}
	if value := p.number(s.Alpha.Value, 2); value != nil && s.N >= p.rules.alpha {
		f.Alpha = &Alpha{Value: *value, CI: p.interval(s.Alpha.CI, 2), N: s.Alpha.N}
	}
}

func (p publisher) item(q questionnaire.Item, s score.Item) Item {
	d := Decimals(s.N)
	item := Item{
		ID: q.ID, N: s.N, NA: s.NA, Missing: s.Missing,
		Mean: p.number(s.Mean, d), SD: p.number(s.SD, d), Favourable: p.number(s.Favourable, 2),
		Counts: make(map[string]int, len(s.Counts)),
	}
	scale, _ := p.q.Scale(q.Scale)
	for i, n := range s.Counts {
		item.Counts[scale.Points[i].ID] = n
	}
	return item
}
