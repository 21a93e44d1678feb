package reading_test

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
)

var (
	results = flag.Int("results", 150, "random results whose sentences are held against their answers")
	write   = flag.Bool("write", false, "write the rates of the sentences into the docs")
)

// template is a text of the catalogue as a pattern, with the names of its gaps.
type template struct {
	key     string
	pattern *regexp.Regexp
}

var gapIn = regexp.MustCompile(`\\\{([a-z]+)\\\}`)

// templates are the texts of a language, the more specific ones first.
func templates(lang i18n.Lang) []template {
	var all []template
	for _, key := range i18n.Keys() {
		if !strings.HasPrefix(key, "reading.") || key == "reading.head.every" || strings.Contains(key, ".one.") || key == "reading.gaps.one" {
			continue
		}
		seen := map[string]bool{}
		source := gapIn.ReplaceAllStringFunc(regexp.QuoteMeta(i18n.For(lang).T(key)), func(gap string) string {
			name := gapIn.FindStringSubmatch(gap)[1]
			if seen[name] {
				return `.+?`
			}
			seen[name] = true
			return `(?P<` + name + `>.+?)`
		})
		all = append(all, template{key, regexp.MustCompile("^" + source + "$")})
	}
	slices.SortStableFunc(all, func(a, b template) int {
		return cmp.Compare(strings.Count(a.pattern.String(), "(?P"), strings.Count(b.pattern.String(), "(?P"))
	})
	return all
}

// said is a sentence, taken apart.
type said struct {
	key  string
	with map[string]string
}

// heard takes a sentence apart. A headline that has two things to say gives two.
func heard(all []template, sentence string) []said {
	for _, t := range all {
		m := t.pattern.FindStringSubmatch(sentence)
		if m == nil {
			continue
		}
		s := said{key: t.key, with: map[string]string{}}
		for i, name := range t.pattern.SubexpNames() {
			if name != "" {
				s.with[name] = m[i]
			}
		}
		if head, ok := s.with["head"]; ok {
			return append(heard(all, head), s)
		}
		return []said{s}
	}
	return nil
}

// someAnswers answers at random about a level, persons lean, and fields and facets differ by as much as apart says.
func someAnswers(q *questionnaire.Questionnaire, r *rand.Rand, n int, apart float64) []kompass.Response {
	p := people{n: n, level: 1 + 2*r.Float64(), spread: 0.2 + 0.6*r.Float64(), noise: 0.5 + 0.7*r.Float64(), seed: r.Uint64(), field: map[string]float64{}, cell: map[string]float64{}}
	for _, f := range q.Fields {
		p.field[f.ID] = apart * r.NormFloat64()
		for _, c := range q.Facets {
			p.cell[f.ID+"/"+c.ID] = apart * r.NormFloat64()
		}
	}
	return p.answers(q)
}

func resultOf(t *testing.T, q *questionnaire.Questionnaire, forms []kompass.Response, targets kompass.TargetValues) compare.Series {
	t.Helper()
	in := round{id: "r", title: "R", closed: "2026-01-01", mode: kompass.Anonymous}.input(q)
	in.Target = &kompass.Target{QuestionnaireID: q.ID, Values: targets}
	in.Responses = func(yield func(kompass.Response, error) bool) {
		for _, f := range forms {
			if !yield(f, nil) {
				return
			}
		}
	}
	d, err := result.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return compare.Series{Document: d, Group: d.Everyone(), Questionnaire: q}
}

// utterances lists what is said of the whole and of each field.
func utterances(q *questionnaire.Questionnaire, r reading.Reading, all []template, each func(sentence string, said []said, field int)) {
	whole := slices.Concat([]string{r.Headline, r.Divided, r.Gaps, r.Weakest}, r.Summary)
	for _, sentence := range slices.DeleteFunc(whole, func(s string) bool { return s == "" }) {
		each(sentence, heard(all, sentence), -1)
	}
	for i, f := range q.Fields {
		for _, sentence := range r.Field(f.ID) {
			each(sentence, heard(all, sentence), i)
		}
	}
}

// TestEverySentenceIsTrueOfItsAnswers builds random results and computes anew, from the answers alone, whatever their sentences claim. The long
// run, make sentences, takes three thousand results.
func TestEverySentenceIsTrueOfItsAnswers(t *testing.T) {
	q := load(t, long)
	r := rand.New(rand.NewPCG(17, 19))
	heardAt := map[i18n.Lang][]template{i18n.German: templates(i18n.German), i18n.English: templates(i18n.English)}
	sentences, wrong := 0, 0
	for range *results {
		forms := someAnswers(q, r, 5+r.IntN(24), 0.4*r.Float64())
		targets := kompass.TargetValues{}
		for _, f := range q.Fields {
			targets[f.ID] = map[string]float64{}
			for _, c := range q.Facets {
				targets[f.ID][c.ID] = float64(4+r.IntN(11)) / 4
			}
		}
		s := resultOf(t, q, forms, targets)
		for _, lang := range i18n.Langs {
			v := newTruth(q, lang, s, forms)
			utterances(q, reading.Of(i18n.For(lang), s, nil), heardAt[lang], func(sentence string, parts []said, field int) {
				sentences++
				if len(parts) == 0 {
					t.Fatalf("%q is not in the catalogue", sentence)
				}
				for _, part := range parts {
					is, known := v.holds(part, field)
					if !known {
						t.Fatalf("no rule says when %s is true: %q", part.key, sentence)
					}
					if !is {
						wrong++
						t.Errorf("n = %d, field %d, %s is false: %q", len(forms), field, part.key, sentence)
					}
				}
			})
			if wrong > 10 {
				t.FailNow()
			}
		}
	}
	t.Logf("%d sentences on %d results in both languages, %d false", sentences, *results, wrong)
}

// chance is how often each sentence is said of results in which no field and no facet differs from another and each target is what
// people answer on average: whatever it finds there is found by chance.
func chance(t *testing.T, rounds int) string {
	q, all := load(t, long), templates(i18n.German)
	r := rand.New(rand.NewPCG(23, 29))
	times, variant := map[string]int{}, regexp.MustCompile(`\.(first|second|third|one|other)$`)
	for range rounds {
		forms := someAnswers(q, r, 12, 0)
		mean := 0.0
		for i := range q.Fields {
			m, _, _ := interval(newTruth(q, i18n.German, compare.Series{Document: &result.Document{}, Group: &result.Group{}}, forms).at(i, -1))
			mean += m / float64(len(q.Fields))
		}
		targets := kompass.TargetValues{}
		for _, f := range q.Fields {
			targets[f.ID] = map[string]float64{"attitude": mean, "tools": mean, "processes": mean}
		}
		s := resultOf(t, q, forms, targets)
		once := map[string]bool{}
		utterances(q, reading.Of(i18n.For(i18n.German), s, nil), all, func(_ string, parts []said, _ int) {
			for _, p := range parts {
				once[variant.ReplaceAllString(p.key, "")] = true
			}
		})
		for key := range once {
			times[key]++
		}
	}
	var b strings.Builder
	b.WriteString("| sentence | share of results |\n| --- | --- |\n")
	for _, key := range slices.Sorted(func(yield func(string) bool) {
		for key := range times {
			if !yield(key) {
				return
			}
		}
	}) {
		fmt.Fprintf(&b, "| `%s` | %.2f |\n", key, float64(times[key])/float64(rounds))
	}
	return b.String()
}

const (
	statistics = "../../docs/statistics.md"
	begin, end = "<!-- sentences by chance, written by go test ./internal/reading -run ByChance -write -->\n", "<!-- end -->\n"
)

func TestRatesByChanceAreThoseOfTheDocs(t *testing.T) {
	data, err := os.ReadFile(statistics)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), begin)
	block, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s has no place for the rates", statistics)
	}
	got := chance(t, 300)
	if *write {
		if err := os.WriteFile(statistics, []byte(before+begin+got+end+after), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != block {
		t.Errorf("got\n%s\nwant\n%s", got, block)
	}
}
