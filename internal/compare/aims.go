package compare

import (
	"maps"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/score"
)

// Judged is what was decided of one of a family of differences. Divisor is what 5 % was divided by to decide it; Verdict is "" where nothing
// could be tested.
type Judged struct {
	Verdict Verdict
	Divisor int
}

// Judge decides of a family of differences together, by Holm: over all of them at most 5 % of families in which nothing has changed have a
// change in them. A difference that has no interval is one of the family and finds nothing.
func Judge(family []Difference) []Judged {
	p := make([]float64, len(family))
	for i, d := range family {
		p[i] = 1
		if d.CI != nil {
			p[i] = d.test.P()
		}
	}
	out := make([]Judged, len(family))
	for i, by := range score.Holm(p, score.Significance) {
		out[i].Divisor = by
		if d := family[i]; d.CI != nil {
			d.judge(score.Significance / float64(by))
			out[i].Verdict = d.Verdict
		}
	}
	return out
}

// decided are the verdicts that were stored of a group, of what a measure of the earlier of two rounds was to move in the later one.
func decided(a, b Series) map[kompass.Aim]result.Aim {
	later, earlier := b.Document, a.Document
	if later.Aims == nil || later.Aims.Before != earlier.Round {
		later, earlier = earlier, later
	}
	out := map[kompass.Aim]result.Aim{}
	if later.Aims == nil || later.Aims.Before != earlier.Round || !maps.Equal(a.Group.Key, b.Group.Key) {
		return out
	}
	for _, one := range later.Aims.All {
		if maps.Equal(one.Key, b.Group.Key) && one.Verdict != nil {
			out[one.Aim()] = one
		}
	}
	return out
}

// told leaves a facet or an item of another round the verdict that was decided of it as an aim. With as many of them as there are, several
// would differ by chance: what nobody aimed at in advance has no verdict.
func (p pair) told(d Difference, aim kompass.Aim) Difference {
	if !p.rounds || d.Verdict == "" {
		return d
	}
	one, ok := p.decided[aim]
	if !ok {
		d.Verdict, d.Least = "", nil
		return d
	}
	d.judge(score.Significance / float64(max(one.Divisor, 1)))
	d.Verdict = Verdict(*one.Verdict)
	if d.Verdict == Changed {
		d.Least = nil
	}
	return d
}
