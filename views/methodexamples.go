package views

import (
	"context"
	"math"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/score"
	"kompass/internal/story"
)

// The examples of the method page are computed by the functions that compute results, so that they cannot say anything
// else.

// personExample is one person's answers to the statements of a facet, and what she is worth there.
type personExample struct {
	Name    string
	Answers []string
	Own     string
}

// valuesExample are two people, one of whom cannot judge one of three statements.
type valuesExample struct {
	Persons      []personExample
	Mean, Pooled string
}

func newValuesExample(ctx context.Context, unable string) valuesExample {
	z := i18n.From(ctx)
	var ex valuesExample
	var means, pooled []float64
	for i, answers := range [][]float64{{3, 1}, {4, 3, 2}} {
		p := personExample{Name: string(rune('A' + i)), Own: z.Num(average(answers), 1)}
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

// targetExample is one company's promise against the answers that both companies have.
type targetExample struct {
	Name string
	Rows []story.Row
	Fit  string
}

// newTargetExamples lays two targets against the same answers: 2.6, 1.8 and 3.0.
func newTargetExamples(ctx context.Context) (examples []targetExample, mean string) {
	z := i18n.From(ctx)
	facets := []string{tr(ctx, "method.facets.attitude"), tr(ctx, "method.facets.tools"), tr(ctx, "method.facets.processes")}
	actual := []float64{2.6, 1.8, 3.0}
	for i, targets := range [][]float64{{2.5, 1.5, 3.5}, {4.0, 3.5, 3.5}} {
		ex := targetExample{Name: string(rune('A' + i))}
		var means []score.Opt
		for j, target := range targets {
			means = append(means, score.Opt{Value: actual[j], OK: true})
			ex.Rows = append(ex.Rows, story.Row{
				Label: facets[j], Mean: z.Num(actual[j], 1), Target: z.Num(target, 1),
				Gap: z.Num(score.Gap(target, actual[j]), 1), Surplus: z.Num(score.Surplus(target, actual[j]), 1),
			})
		}
		ex.Fit = z.Percent(score.Fit(targets, means, 0).Value)
		examples = append(examples, ex)
	}
	return examples, z.Num(average(actual), 1)
}

// spreadExample is a group of five answers to one statement.
type spreadExample struct{ Name, Answers, Mean, SD, RWG, AD, Word string }

func newSpreadExamples(ctx context.Context) []spreadExample {
	z := i18n.From(ctx)
	var out []spreadExample
	for i, counts := range [][]int{{0, 0, 5, 0, 0}, {2, 0, 1, 0, 2}} {
		var answers []float64
		var written []string
		for value, n := range counts {
			for range n {
				answers, written = append(answers, float64(value)), append(written, z.Num(float64(value), 0))
			}
		}
		variance := sampleVariance(answers)
		rwg, ad := score.RWG(variance, evenVariance), score.ADMean([]float64{0, 1, 2, 3, 4}, counts)
		out = append(out, spreadExample{
			Name: string(rune('A' + i)), Answers: strings.Join(written, " · "), Mean: z.Num(average(answers), 1),
			SD: z.Num(math.Sqrt(variance), 1), RWG: z.Num(rwg, 1),
			AD: z.Num(ad, 1),
			Word: agreementWord(ctx, score.Agreement(score.Dispersion{
				Persons: len(answers), Items: 1, Points: 5, Span: 4, AD: ad, Shared: rwg, SD: math.Sqrt(variance),
			})),
		})
	}
	return out
}

// evenVariance is the variance of an even choice among the five levels 0 to 4.
const evenVariance = 2.0

func agreementWord(ctx context.Context, word string) string {
	switch word {
	case score.Agreed:
		return tr(ctx, "method.agreement.agreed")
	case score.Mixed:
		return tr(ctx, "method.agreement.mixed")
	}
	return tr(ctx, "method.agreement.split")
}

// intervalExample is the sentence that works an interval out.
func intervalExample(ctx context.Context) string {
	z := i18n.From(ctx)
	const mean, sd = 2.5, 0.8
	ci := score.TInterval(10, mean, sd)
	return tr(ctx, "method.interval.example", "mean", mean, "sd", sd, "range", z.Range(ci.Low, ci.High, 1))
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
