package story

import (
	"math"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/explain"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// writer writes the numbers of one document in one language, with the addresses at which those of one group are explained.
type writer struct {
	naming.Names
	z     i18n.Localizer
	q     *questionnaire.Questionnaire
	round string
	key   result.Key
}

func newWriter(z i18n.Localizer, s compare.Series) writer {
	return writer{Names: naming.New(z, s.Questionnaire, s.Document), z: z, q: s.Questionnaire, round: s.Document.Round, key: s.Group.Key}
}

// of is the writer of another group of the same document.
func (w writer) of(g *result.Group) writer {
	w.key = g.Key
	return w
}

func (w writer) number(v *float64, decimals int) string {
	if v == nil {
		return ""
	}
	return w.z.Num(*v, decimals)
}

// distance writes a gap or surplus over n persons; none at all stays empty, so that the eye finds the others.
func (w writer) distance(v *float64, n int) string {
	if v == nil || *v == 0 {
		return ""
	}
	return naming.Points(w.z, *v, n)
}

// atLeast writes what a distance is at least: rounded up it would claim more than is known.
func (w writer) atLeast(v float64, decimals int) string {
	scale := math.Pow10(decimals)
	return w.z.Num(math.Floor(v*scale+1e-9)/scale, decimals)
}

// Cell is a value with its n, or why there is none. Difference is nil where it is compared with nothing.
type Cell struct {
	Mean       string
	N          string
	Note       string
	Difference *Difference
}

// cell writes the mean of a group at a place, or that it is not shown.
func (w writer) cell(g *result.Group, at result.Place) Cell {
	v, _ := g.At(at)
	mean := naming.Mean(w.z, v)
	if mean == "" {
		return Cell{Note: w.z.T("result.notshown")}
	}
	return Cell{Mean: mean, N: w.z.T("result.n", "n", v.N)}
}

// explain returns where the numbers of a unit are explained, "" for results that are of no round.
func (w writer) explain(p explain.Path) string {
	if w.round == "" {
		return ""
	}
	p.Key = w.key
	return address.Explain(w.round, p.String())
}
