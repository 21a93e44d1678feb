// Package resulttest makes up published results for tests of what reads them. The numbers mean nothing; they look like
// those of real rounds and differ from group to group, and some groups and fields are hidden.
package resulttest

import (
	"math"
	"math/rand/v2"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Plan says what a made-up result is of.
type Plan struct {
	Round    kompass.Round
	Company  kompass.Company
	Teams    []kompass.Team
	ClosedOn string // YYYY-MM-DD
	Seed     uint64
}

// maker draws the numbers of one document.
type maker struct {
	q   *questionnaire.Questionnaire
	rng *rand.Rand
}

// Make makes up the result of a round: everyone, all teams, all perspectives, and both together.
func Make(q *questionnaire.Questionnaire, p Plan) *result.Document {
	m := maker{q, rand.New(rand.NewPCG(p.Seed, 1))}
	d := &result.Document{
		Schema: result.Schema, Round: p.Round.ID, Mode: string(p.Round.Mode), MinGroup: p.Round.K, Title: p.Round.Title,
		Questionnaire: result.Ref{ID: q.ID, Version: q.Version, Digest: q.Digest()}, CompanyID: p.Company.ID, Company: p.Company.Name,
		OpenedOn: p.ClosedOn, ClosedOn: p.ClosedOn, CommentsFrom: 2 * p.Round.K,
	}
	d.Groups = append(d.Groups, m.group(result.Key{}, "Alle", 12*max(1, len(p.Teams))))
	for _, t := range p.Teams {
		d.Groups = append(d.Groups, m.group(result.Key{"team": t.ID}, t.Name, 3+m.rng.IntN(24)))
	}
	for _, view := range q.Perspectives {
		d.Groups = append(d.Groups, m.group(result.Key{"perspective": view.ID}, view.ID, 4*max(2, len(p.Teams))))
	}
	for _, t := range p.Teams {
		for _, view := range q.Perspectives {
			d.Groups = append(d.Groups, m.group(result.Key{"team": t.ID, "perspective": view.ID}, t.Name+result.Separator+view.ID, 2+m.rng.IntN(18)))
		}
	}
	return d
}

// group is hidden below five, as it would be.
func (m maker) group(key result.Key, label string, n int) result.Group {
	g := result.Group{Key: key, Label: label}
	if n < kompass.FloorMinGroup {
		g.Reason = new(disclosure.BelowMinimum)
		return g
	}
	g.Shown, g.N = true, &n
	level := 1.5 + m.rng.Float64()
	for _, f := range m.q.Fields {
		if m.rng.IntN(25) == 0 {
			g.Fields = append(g.Fields, result.Field{ID: f.ID, Reason: new(disclosure.BelowMinimum)})
			continue
		}
		g.Fields = append(g.Fields, m.field(f, n, level))
	}
	return g
}

func (m maker) field(f questionnaire.Field, n int, level float64) result.Field {
	mean, sd, ci := m.stat(n, level)
	target := 3.0
	out := result.Field{ID: f.ID, Shown: true, N: n, Mean: mean, SD: sd, CI: ci, Agreement: new("mixed"), Target: &target,
		Facets: []result.Facet{}, Items: []result.Item{}}
	for _, facet := range m.q.Facets {
		if !slices.ContainsFunc(f.Items, func(it questionnaire.Item) bool { return it.Facet == facet.ID }) {
			continue
		}
		mean, sd, ci := m.stat(n, level)
		out.Facets = append(out.Facets, result.Facet{ID: facet.ID, N: n, Mean: mean, SD: sd, CI: ci, Target: &target})
	}
	for _, it := range f.Items {
		if n < 10 {
			break
		}
		mean, sd, _ := m.stat(n, level)
		scale, _ := m.q.Scale(it.Scale)
		out.Items = append(out.Items, result.Item{ID: it.ID, N: n, Mean: mean, SD: sd, Counts: map[string]int{scale.Points[0].ID: n}})
	}
	return out
}

// stat draws a mean about a level with a deviation and an interval, rounded as they are published.
func (m maker) stat(n int, level float64) (mean, sd *float64, ci *result.Interval) {
	tenth := func(x float64) float64 { return math.Round(x*10) / 10 }
	v, s := tenth(min(3.7, max(0.3, level+m.rng.Float64()-0.4))), tenth(0.5+m.rng.Float64()/2)
	half := 2.2 * s / math.Sqrt(float64(n))
	return &v, &s, &result.Interval{tenth(max(0, v-half)), tenth(min(4, v+half))}
}
