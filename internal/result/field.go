package result

import (
	"math"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// straightStep is the step to which the share of straight-lined forms is published.
const straightStep = 0.05

// A standard deviation below these shares of the range of the scale is narrow, and medium.
const (
	narrowBelow = 0.125
	mediumBelow = 0.225
)

// publisher turns the statistics of a group that is shown into the numbers that are published.
type publisher struct {
	q       *questionnaire.Questionnaire
	rules   rules
	targets kompass.TargetValues
}

// fill enters the numbers of a group that is shown.
func (p publisher) fill(g *Group, s score.Group, d disclosure.Decision) {
	g.Shown, g.N = true, &s.N
	if s.N >= p.rules.straightline {
		share := float64(s.Straightlined) / float64(s.N)
		if p.rules.rounded {
			share = toStep(share, straightStep)
		}
		g.Straightlined = &share
	}
	for i, f := range s.Fields {
		if d.Fields[i] != disclosure.Shown {
			g.Fields = append(g.Fields, Field{ID: p.q.Fields[i].ID, Reason: &d.Fields[i]})
			continue
		}
		g.Fields = append(g.Fields, p.field(p.q.Fields[i], f, d.Items[i]))
		if len(g.Key) == 0 && f.N >= p.rules.consistency && f.Listwise >= p.rules.listwise {
			p.consistency(&g.Fields[i], &f)
		}
	}
	p.superlatives(g, s)
}

// consistency enters what only the answers tell and a later study of the questionnaire needs: they are deleted at closing.
func (p publisher) consistency(out *Field, s *score.Field) {
	o := s.Omega()
	if value := p.number(o.Value, 2); value != nil {
		out.Omega = &Alpha{Value: *value, CI: p.alphaInterval(o.CI), N: o.N}
	}
	for i, total := range s.ItemTotals()[:len(out.Items)] {
		it := &out.Items[i]
		it.Total, it.Floor, it.Ceiling = p.number(total, 1), p.number(s.Items[i].Floor, 2), p.number(s.Items[i].Ceiling, 2)
	}
}

// field returns what is published of one field of a group, with or without what its items tell.
func (p publisher) field(q questionnaire.Field, s score.Field, items bool) Field {
	f := Field{ID: q.ID, Shown: true, N: s.N, Facets: []Facet{}, Items: []Item{}}
	l := p.level(s.Stat, s.N, fieldTarget(p.q, q, p.targets[q.ID]))
	f.Mean, f.Bound, f.SD, f.CI, f.Spread = l.mean, l.bound, l.sd, l.ci, l.spread
	f.Target, f.Gap, f.Surplus, f.Position = l.target, l.gap, l.surplus, l.position
	whole := true
	for _, i := range covered(p.q, q) {
		if p.few(q, p.q.Facets[i].ID) && !items {
			whole = false
			continue
		}
		f.Facets = append(f.Facets, p.facet(q, i, s.Facets[i], s.N))
	}
	if whole {
		f.Weakest = p.weakest(q, &s)
		if s.N >= p.rules.fit {
			f.Fit = fit(cellsOf(&f), p.q.Min())
		}
	}
	f.pay()
	p.agreement(&f, s)
	if items {
		for i, item := range s.Items {
			f.Items = append(f.Items, p.item(q.Items[i], item))
		}
	}
	return f
}

// pay keeps a surplus of one facet from paying for another that is below its target: such a field has not reached its own.
func (f *Field) pay() {
	isBelow := func(c Facet) bool { return c.Position != nil && *c.Position == Below }
	if f.Position != nil && *f.Position == Reached && slices.ContainsFunc(f.Facets, isBelow) {
		f.Position = new(Open)
	}
}

func (p publisher) facet(q questionnaire.Field, i int, s score.Stat, persons int) Facet {
	f := Facet{ID: p.q.Facets[i].ID, N: s.N}
	var target *float64
	if v, ok := p.targets[q.ID][f.ID]; ok {
		target = &v
	}
	l := p.level(s, min(s.N, persons), target)
	f.Mean, f.Bound, f.SD, f.CI, f.Spread = l.mean, l.bound, l.sd, l.ci, l.spread
	f.Target, f.Gap, f.Surplus, f.Position = l.target, l.gap, l.surplus, l.position
	return f
}

// few reports whether a facet of a field rests on so few items that it tells what they tell: a mean and a standard deviation of
// one item are its distribution.
func (p publisher) few(f questionnaire.Field, facet string) bool {
	n := 0
	for _, it := range f.Items {
		if it.Facet == facet {
			n++
		}
	}
	return n < p.rules.few
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
		return []cell{{target: f.Target, gap: f.Gap}}
	}
	cells := make([]cell, 0, len(f.Facets))
	for _, c := range f.Facets {
		cells = append(cells, cell{target: c.Target, gap: c.Gap})
	}
	return cells
}

// level is what is published of a mean over persons.
type level struct {
	mean, sd, target, gap, surplus *float64
	bound, spread, position        *string
	ci                             *Interval
}

// level returns what is published of a mean over persons and its exact target. Near an end of the scale a small group gets a bound in place
// of all numbers: the standard deviation, the interval or the distance would tell the mean that the bound conceals.
func (p publisher) level(s score.Stat, persons int, target *float64) level {
	d := Decimals(s.N)
	l := level{position: p.position(s, target)}
	if target != nil {
		l.target = p.number(score.Opt{Value: *target, OK: true}, d)
	}
	if s.Mean.OK && persons < p.rules.exactEnds {
		if l.bound = p.bound(s.Mean.Value); l.bound != nil {
			return l
		}
	}
	l.mean, l.sd, l.spread = p.number(s.Mean, d), p.number(s.SD, d), p.spread(s.SD)
	if target != nil && s.Mean.OK {
		l.gap = p.number(score.Opt{Value: score.Gap(*target, s.Mean.Value), OK: true}, d)
		l.surplus = p.number(score.Opt{Value: score.Surplus(*target, s.Mean.Value), OK: true}, d)
	}
	parts := math.Pow10(d)
	if persons < p.rules.words {
		l.sd, parts = nil, 2
	}
	if s.SD.OK && s.SD.Value > noise {
		l.ci = p.interval(s.CI, parts)
	}
	return l
}

// spread returns the word for a standard deviation, nil where there is none.
func (p publisher) spread(sd score.Opt) *string {
	span := p.q.Max() - p.q.Min()
	switch {
	case !sd.OK:
		return nil
	case sd.Value < narrowBelow*span-noise:
		return new(Narrow)
	case sd.Value < mediumBelow*span-noise:
		return new(Medium)
	}
	return new(Wide)
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

// interval returns an interval as it is published: rounded outward to multiples of 1/parts, so that it covers no less than
// it claims to.
func (p publisher) interval(ci score.Interval, parts float64) *Interval {
	switch {
	case !ci.OK:
		return nil
	case !p.rules.rounded:
		return &Interval{ci.Low, ci.High}
	}
	return new(outward(ci.Low, ci.High, parts, p.q.Min(), p.q.Max()))
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
		f.Alpha = &Alpha{Value: *value, CI: p.alphaInterval(s.Alpha.CI), N: s.Alpha.N}
	}
}

// alphaInterval returns the interval of an alpha, which has no scale to stay within.
func (p publisher) alphaInterval(ci score.Interval) *Interval {
	low, high := p.number(score.Opt{Value: ci.Low, OK: ci.OK}, 2), p.number(score.Opt{Value: ci.High, OK: ci.OK}, 2)
	if low == nil {
		return nil
	}
	return &Interval{*low, *high}
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
