package reading_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/reading"
	"kompass/internal/result"
)

// everySentence is what a reading says, whole texts split into sentences.
func everySentence(r reading.Reading) []string {
	all := slices.Concat([]string{r.Headline, r.Perspectives, r.Divided}, r.Summary)
	for _, f := range r.Fields {
		all = append(all, f.Sentences...)
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

var unfilled = regexp.MustCompile(`[{}\[\]]`)

func TestTextsKeepTheirMeasure(t *testing.T) {
	for name, s := range samples(t) {
		for _, lang := range i18n.Langs {
			r := reading.Of(i18n.For(lang), s.now, s.previous)
			for _, sentence := range everySentence(r) {
				most := 20
				if sentence == r.Headline {
					most = 24 // it says two things where something has changed
				}
				if n := len(strings.Fields(sentence)); n > most {
					t.Errorf("%s: %d words in %q", name, n, sentence)
				}
				if unfilled.MatchString(sentence) || strings.Contains(sentence, "  ") {
					t.Errorf("%s: got %q", name, sentence)
				}
				if lower := strings.ToLower(sentence); strings.Contains(lower, "unverändert") || strings.Contains(lower, "unchanged") {
					t.Errorf("%s: got %q, which no interval tells", name, sentence)
				}
			}
			for _, f := range r.Fields {
				if len(f.Sentences) > reading.MaxSentences {
					t.Errorf("%s: %d sentences on %s", name, len(f.Sentences), f.ID)
				}
			}
			if len(r.Summary) > reading.MaxSummary+1 {
				t.Errorf("%s: %d sentences on the whole", name, len(r.Summary))
			}
			if strings.HasSuffix(r.Headline, ".") || r.Headline == "" {
				t.Errorf("%s: got headline %q", name, r.Headline)
			}
		}
	}
}

// teamWords are what cannot be said of one person.
var teamWords = regexp.MustCompile(`(?i)einig|geteilt|gemischt|team|gruppe|mitarbeitende|viele|agree|divided|mixed|group|staff|many|interval|unsicher|uncertain`)

func TestOnePersonIsReadAsASelfAssessment(t *testing.T) {
	s := samples(t)["one-person"]
	for lang, want := range map[i18n.Lang]string{i18n.German: "Selbsteinschätzung einer Person", i18n.English: "One person’s self-assessment"} {
		r := reading.Of(i18n.For(lang), s.now, s.previous)
		if !strings.HasPrefix(r.Headline, want) {
			t.Errorf("got headline %q", r.Headline)
		}
		for _, sentence := range everySentence(r) {
			if found := teamWords.FindString(sentence); found != "" {
				t.Errorf("got %q in %q", found, sentence)
			}
		}
	}
}

func TestOpeningsTakeTurns(t *testing.T) {
	s := samples(t)["reached"]
	r := reading.Of(i18n.For(i18n.German), s.now, nil)
	for i, f := range r.Fields[1:] {
		for j, sentence := range f.Sentences {
			if slices.Contains(r.Fields[i].Sentences, sentence) {
				t.Errorf("%s says %q like the field before it, sentence %d", f.ID, sentence, j)
			}
		}
	}
}

func TestWhatManyCannotJudgeIsAFinding(t *testing.T) {
	for _, c := range []struct {
		n, na int
		share float64
		many  bool
	}{{7, 3, 0.3, true}, {71, 29, 0.29, false}, {0, 0, 0, false}, {0, 4, 1, true}} {
		share, many := reading.Unknown(result.Item{N: c.n, NA: c.na})
		if share != c.share || many != c.many {
			t.Errorf("%d of %d: got %v, %t", c.na, c.n+c.na, share, many)
		}
	}
}

func TestDisagreementIsOrderedByAgreementWhereItIsKnown(t *testing.T) {
	field := func(id string, sd float64, ad *float64) result.Field {
		return result.Field{ID: id, Shown: true, SD: &sd, AD: ad, Items: []result.Item{{ID: id + "-1", SD: new(sd / 2)}, {ID: id + "-2", SD: new(sd * 2)}, {ID: id + "-3"}}}
	}
	ids := func(all []reading.Spread) (out []string) {
		for _, s := range all {
			if s.Item != nil {
				out = append(out, s.Item.ID)
			} else {
				out = append(out, s.Field.ID)
			}
		}
		return out
	}
	full := &result.Group{Fields: []result.Field{field("a", 1.2, new(0.3)), field("b", 0.5, new(0.9)), {ID: "hidden"}, field("c", 0.8, new(0.5))}}
	if got, want := ids(reading.DividedFields(full)), []string{"b", "c", "a"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v by AD", got, want)
	}
	full.Fields[3].AD = nil
	if got, want := ids(reading.DividedFields(full)), []string{"a", "c", "b"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v by SD", got, want)
	}
	if got, want := ids(reading.DividedItems(full)), []string{"a-2", "c-2", "b-2", "a-1", "c-1", "b-1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestClaimsAreCarriedByIntervals draws fields and checks what their first sentence claims.
func TestClaimsAreCarriedByIntervals(t *testing.T) {
	q := load(t, long)
	z := i18n.For(i18n.English)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 60).Draw(t, "n")
		g := result.Group{Key: result.Key{}, Shown: true, N: &n}
		for _, f := range q.Fields {
			g.Fields = append(g.Fields, drawField(t, f.ID, n))
		}
		d := &result.Document{Rules: result.Rules, Groups: []result.Group{g}}
		r := reading.Of(z, compare.Series{Document: d, Group: d.Everyone(), Questionnaire: q}, nil)
		for _, f := range g.Fields {
			text := strings.Join(r.Field(f.ID), " ")
			if !f.Shown {
				if text != "" {
					t.Errorf("%q about a hidden field", text)
				}
				continue
			}
			for position, says := range claims {
				if says.MatchString(text) != (f.Position != nil && *f.Position == position) {
					t.Errorf("%q with position %v, not %s", text, f.Position, position)
				}
			}
		}
		if strings.HasPrefix(r.Headline, "Furthest") {
			t.Errorf("%q though closing named no field", r.Headline)
		}
	})
}

// claims are what the sentences on a position have in common.
var claims = map[string]*regexp.Regexp{
	result.Below:   regexp.MustCompile(`points (short of its own|to the target|away here)|clearly below`),
	result.Reached: regexp.MustCompile(`(?:Its own|too the) target is reached|has reached its target`),
	result.Near:    regexp.MustCompile(`close (together|to the target|to its target)`),
}

func drawField(t *rapid.T, id string, n int) result.Field {
	if rapid.IntRange(0, 7).Draw(t, "hidden") == 0 {
		return result.Field{ID: id}
	}
	tenth := func(name string, low, high int) float64 { return float64(rapid.IntRange(low, high).Draw(t, name)) / 10 }
	mean, half, target := tenth("mean", 0, 40), tenth("half", 0, 14), tenth("target", 0, 38)
	var position *string
	if n >= 5 {
		position = new(rapid.SampledFrom([]string{result.Below, result.Reached, result.Near, result.Open}).Draw(t, "position"))
	}
	return result.Field{ID: id, Shown: true, N: n, Position: position, Mean: &mean, SD: new(0.5), CI: &result.Interval{max(0, mean-half), min(4, mean+half)},
		Target: &target, Gap: new(max(0, target-mean)), Surplus: new(max(0, mean-target))}
}
