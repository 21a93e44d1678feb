package reading

import (
	"unicode"
	"unicode/utf8"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/naming"
)

// writer writes about one group in one language. It remembers how often each statement was made, so that openings take
// turns.
type writer struct {
	naming.Names
	z      i18n.Localizer
	series compare.Series
	made   map[*[]string]int
	gap    *compare.Gap        // between the perspectives, nil where it is not shown
	change *compare.Comparison // since the previous round, nil where there is none
	before string              // the title of the previous round
}

func newWriter(z i18n.Localizer, s compare.Series, previous *compare.Series) *writer {
	w := &writer{Names: naming.New(z, s.Questionnaire, s.Document), z: z, series: s, made: map[*[]string]int{}}
	if gap, ok := compare.Perspectives(s); ok {
		w.gap = &gap
	}
	if previous != nil && s.Group.Shown && previous.Group.Shown {
		change := compare.Compare(*previous, s)
		w.change, w.before = &change, previous.Document.Title
	}
	return w
}

// say writes the next of the variants of a statement.
func (w *writer) say(variants *[]string, pairs ...any) string {
	key := (*variants)[w.made[variants]%len(*variants)]
	w.made[variants]++
	return w.z.T(key, pairs...)
}

// onePerson reports whether the whole group is a single person.
func (w *writer) onePerson() bool { return w.series.Group.N != nil && *w.series.Group.N == 1 }

// complete reports whether every field of the questionnaire is shown.
func (w *writer) complete() bool {
	shown := 0
	for _, f := range w.series.Group.Fields {
		if f.Shown {
			shown++
		}
	}
	return shown == len(w.series.Questionnaire.Fields)
}

// sides are the names of the two perspectives: the first as at the beginning of a sentence, the second as within one.
func (w *writer) sides() (first, second string) {
	p := w.series.Questionnaire.Perspectives
	return w.Text(p[0].Title), w.within(w.Text(p[1].Title))
}

// within writes a name as it stands within a sentence: English titles begin with a small letter there.
func (w *writer) within(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	second, _ := utf8.DecodeRuneInString(name[size:])
	if w.z.Lang() != i18n.English || !unicode.IsLower(second) {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// points writes a distance over n persons as exactly as it is published.
func (w *writer) points(v float64, n int) string { return naming.Points(w.z, v, n) }
