package e2e_test

import (
	"cmp"
	"math"
	"slices"

	"kompass/internal/questionnaire"
)

// The formulas of the method, written down once more as plainly as they are stated, without the code under test: a mean
// of person means at every level, listwise agreement, t intervals.

// sheet is one person's answers: points by item id. An item that is left open or cannot be judged is absent.
type sheet map[string]float64

// spread is what is told of a set of persons' own means.
type spread struct {
	n        int
	mean, sd float64
	low      float64
	high     float64
}

// tQuantiles are the 97.5 % quantiles of Student's t by degrees of freedom, from a printed table.
var tQuantiles = map[int]float64{
	4: 2.776445, 5: 2.570582, 6: 2.446912, 7: 2.364624, 8: 2.306004, 9: 2.262157, 10: 2.228139, 11: 2.200985, 12: 2.178813,
}

func average(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// variance is that of a sample.
func variance(values []float64) float64 {
	mean, sum := average(values), 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(values)-1)
}

// describe returns the spread of values, its interval cut to the scale from 0 to 4.
func describe(values []float64) spread {
	s := spread{n: len(values), mean: average(values), sd: math.Sqrt(variance(values))}
	half := tQuantiles[s.n-1] * s.sd / math.Sqrt(float64(s.n))
	s.low, s.high = max(0, s.mean-half), min(4, s.mean+half)
	return s
}

// itemsOf are the items of a cell, or of a whole field where facet is empty.
func itemsOf(f questionnaire.Field, facet string) (ids []string) {
	for _, item := range f.Items {
		if facet == "" || item.Facet == facet {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

// ownMean is a person's mean over items, if she answered at least the share of them.
func (s sheet) ownMean(items []string, share float64) (float64, bool) {
	var given []float64
	for _, id := range items {
		if v, ok := s[id]; ok {
			given = append(given, v)
		}
	}
	if float64(len(given)) < math.Ceil(share*float64(len(items))-1e-9) || len(given) == 0 {
		return 0, false
	}
	return average(given), true
}

// cell is the spread of a cell over persons.
func cell(sheets []sheet, q *questionnaire.Questionnaire, f questionnaire.Field, facet string) spread {
	var means []float64
	for _, s := range sheets {
		if m, ok := s.ownMean(itemsOf(f, facet), minAnswered); ok {
			means = append(means, m)
		}
	}
	return describe(means)
}

// minAnswered is the share of items, and of facets, that the shipped questionnaire asks for.
const minAnswered = 0.66

// whole is the spread of a field over persons: the mean of a person's facets, each with the same weight.
func whole(sheets []sheet, q *questionnaire.Questionnaire, f questionnaire.Field) spread {
	var means []float64
	for _, s := range sheets {
		var facets []float64
		for _, facet := range q.Facets {
			if m, ok := s.ownMean(itemsOf(f, facet.ID), minAnswered); ok {
				facets = append(facets, m)
			}
		}
		if float64(len(facets)) >= math.Ceil(minAnswered*float64(len(q.Facets))) {
			means = append(means, average(facets))
		}
	}
	return describe(means)
}

// agreement returns r_WG(J) against an even choice among five points, whose variance is 2, AD_M(J), and the mean variance as a share of
// that of the even choice: over the persons who answered every item of the field.
func agreement(sheets []sheet, f questionnaire.Field) (rwg, ad, share float64) {
	items := itemsOf(f, "")
	var variances, deviations []float64
	for _, id := range items {
		var given []float64
		for _, s := range sheets {
			if _, complete := s.ownMean(items, 1); complete {
				given = append(given, s[id])
			}
		}
		variances = append(variances, variance(given))
		var away []float64
		for _, v := range given {
			away = append(away, math.Abs(v-average(given)))
		}
		deviations = append(deviations, average(away))
	}
	share = average(variances) / 2
	if share >= 1 {
		return 0, average(deviations), share
	}
	j := float64(len(items))
	return j * (1 - share) / (j*(1-share) + share), average(deviations), share
}

// word is the word for agreement on nine or ten items of five points. The critical values of small groups lie above 5/6 there.
func word(ad, share, sd float64) string {
	switch {
	case ad <= 5.0/6 && sd < 0.9:
		return "agreed"
	case share > 0.7 || sd >= 0.9:
		return "split"
	}
	return "mixed"
}

// weakest is the facet with the largest gap, if a paired t test tells it from the next.
func weakest(sheets []sheet, q *questionnaire.Questionnaire, f questionnaire.Field, targets map[string]float64) string {
	gap := func(facet string) float64 { return targets[facet] - cell(sheets, q, f, facet).mean }
	ids := []string{q.Facets[0].ID, q.Facets[1].ID, q.Facets[2].ID}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(gap(b), gap(a)) })
	var differences []float64
	for _, s := range sheets {
		a, here := s.ownMean(itemsOf(f, ids[0]), minAnswered)
		b, there := s.ownMean(itemsOf(f, ids[1]), minAnswered)
		if here && there {
			differences = append(differences, a-b-targets[ids[0]]+targets[ids[1]])
		}
	}
	n, mean := len(differences), average(differences)
	if gap(ids[0]) <= 0 || n < 5 || -mean <= tQuantiles[n-1]*math.Sqrt(variance(differences)/float64(n)) {
		return ""
	}
	return ids[0]
}

// rounded rounds halves away from zero.
func rounded(x float64, decimals int) float64 {
	p := math.Pow10(decimals)
	return math.Round(math.Round(x*p*1e6)/1e6) / p
}
