package story

import (
	"math"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/score"
)

// The examples of the method page are computed by the functions that compute results, so that they cannot say anything
// else.

// PersonExample is one person's answers to the statements of a facet, and what she is worth there.
type PersonExample struct {
	Name    string
	Answers []string
	Own     string
}

// ValuesExample are two people, one of whom cannot judge one of three statements.
type ValuesExample struct {
	Persons      []PersonExample
	Mean, Pooled string
}

// WorkOutValues computes means of persons, and the mean of all answers beside their mean. Unable is what stands for an answer that is none.
func WorkOutValues(z i18n.Localizer, unable string) ValuesExample {
	var ex ValuesExample
	var means, pooled []float64
	for i, answers := range [][]float64{{3, 1}, {4, 3, 2}} {
		p := PersonExample{Name: string(rune('A' + i)), Own: z.Num(average(answers), 1)}
		for _, a := range answers {
			p.Answers = append(p.Answers, z.Num(a, 0))
		}
		for len(p.Answers) < 3 {
			p.Answers = append(p.Answers, unable)
		}
		means, pooled = append(means, average(answers)), append(pooled, answers...)
		ex.Persons = append(ex.Persons, p)
	}
	ex.Mean, ex.Pooled = z.Num(average(means), 1), z.Num(average(pooled), 1)
	return ex
}

// TargetExample is one company's promise against the answers that both companies have.
type TargetExample struct {
	Name string
	Rows []Row
	Fit  string
}

// WorkOutTargets lays two targets against the same answers, 2.6, 1.8 and 3.0, whose mean it returns as well.
func WorkOutTargets(z i18n.Localizer) (examples []TargetExample, mean string) {
	facets := []string{z.T("method.facets.attitude"), z.T("method.facets.tools"), z.T("method.facets.processes")}
	actual := []float64{2.6, 1.8, 3.0}
	for i, targets := range [][]float64{{2.5, 1.5, 3.5}, {4.0, 3.5, 3.5}} {
		ex := TargetExample{Name: string(rune('A' + i))}
		var means []score.Opt
		for j, target := range targets {
			means = append(means, score.Opt{Value: actual[j], OK: true})
			ex.Rows = append(ex.Rows, Row{
				Label: facets[j], Mean: z.Num(actual[j], 1), Target: z.Num(target, 1),
				Gap: z.Num(score.Gap(target, actual[j]), 1), Surplus: z.Num(score.Surplus(target, actual[j]), 1),
			})
		}
		ex.Fit = z.Percent(score.Fit(targets, means, 0).Value)
		examples = append(examples, ex)
	}
	return examples, z.Num(average(actual), 1)
}

// SpreadExample is a group of five answers to one statement.
type SpreadExample struct{ Name, Answers, Mean, SD, RWG, AD, Word string }

// WorkOutSpreads computes the spread of a group that agrees and of one that does not.
func WorkOutSpreads(z i18n.Localizer) []SpreadExample {
	var out []SpreadExample
	for i, counts := range [][]int{{0, 0, 5, 0, 0}, {2, 0, 1, 0, 2}} {
		var answers []float64
		var written []string
		for value, n := range counts {
			for range n {
				answers, written = append(answers, float64(value)), append(written, z.Num(float64(value), 0))
			}
		}
		variance := sampleVariance(answers)
		rwg, ad := score.RWG(variance, EvenVariance), score.ADMean([]float64{0, 1, 2, 3, 4}, counts)
		out = append(out, SpreadExample{
			Name: string(rune('A' + i)), Answers: strings.Join(written, " · "), Mean: z.Num(average(answers), 1),
			SD: z.Num(math.Sqrt(variance), 1), RWG: z.Num(rwg, 1),
			AD: z.Num(ad, 1),
			Word: agreementWord(z, score.Agreement(score.Dispersion{
				Persons: len(answers), Items: 1, Points: 5, Span: 4, AD: ad, Shared: rwg, SD: math.Sqrt(variance),
			})),
		})
	}
	return out
}

// EvenVariance is the variance of an even choice among the five levels 0 to 4.
const EvenVariance = 2.0

func agreementWord(z i18n.Localizer, word string) string {
	switch word {
	case score.Agreed:
		return z.T("method.agreement.agreed")
	case score.Mixed:
		return z.T("method.agreement.mixed")
	}
	return z.T("method.agreement.split")
}

// WorkOutInterval returns the sentence that works an interval out.
func WorkOutInterval(z i18n.Localizer) string {
	const mean, sd = 2.5, 0.8
	ci := score.TInterval(10, mean, sd)
	return z.T("method.interval.example", "mean", mean, "sd", sd, "range", z.Range(ci.Low, ci.High, 1))
}

func average(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

func sampleVariance(values []float64) float64 {
	mean, sum := average(values), 0.0
	for _, v := range values {
		sum += (v - mean) * (v - mean)
	}
	return sum / float64(len(values)-1)
}
