package reading

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// writer writes about one group in one language. It remembers how often each statement was made, so that openings take
// turns.
type writer struct {
	z      i18n.Localizer
	series compare.Series
	made   map[*[]string]int
	gap    *compare.Gap        // between the perspectives, nil where it is not shown
	change *compare.Comparison // since the previous round, nil where there is none
	before string              // the title of the previous round
}

func newWriter(z i18n.Localizer, s compare.Series, previous *compare.Series) *writer {
	w := &writer{z: z, series: s, made: map[*[]string]int{}}
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

// onePerson says whether the whole group is a single person.
func (w *writer) onePerson() bool { return w.series.Group.N != nil && *w.series.Group.N == 1 }

// complete says whether every field of the questionnaire is shown.
func (w *writer) complete() bool {
	shown := 0
	for _, f := range w.series.Group.Fields {
		if f.Shown {
			shown++
		}
	}
	return shown == len(w.series.Questionnaire.Fields)
}

func (w *writer) text(t questionnaire.Text) string {
	return t.In(questionnaire.Lang(w.z.Lang()), w.series.Questionnaire.Languages[0])
}

func (w *writer) fieldTitle(id string) string {
	for _, f := range w.series.Questionnaire.Fields {
		if f.ID == id {
			return w.text(f.Title)
		}
	}
	return id
}

func (w *writer) facetTitle(id string) string {
	for _, f := range w.series.Questionnaire.Facets {
		if f.ID == id {
			return w.text(f.Title)
		}
	}
	return id
}

// fieldTitles lists fields: "Kunden, Führung und Akteure".
func (w *writer) fieldTitles(ids []string) string {
	titles := make([]string, len(ids))
	for i, id := range ids {
		titles[i] = w.fieldTitle(id)
	}
	last := len(titles) - 1
	if last < 1 {
		return strings.Join(titles, "")
	}
	return strings.Join(titles[:last], ", ") + " " + w.z.T("common.and") + " " + titles[last]
}

// sides are the names of the two perspectives: the first as at the beginning of a sentence, the second as within one.
func (w *writer) sides() (first, second string) {
	p := w.series.Questionnaire.Perspectives
	return w.text(p[0].Title), w.within(w.text(p[1].Title))
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
func (w *writer) points(v float64, n int) string { return w.z.Num(v, Decimals(n)) }

// Decimals is how exactly numbers over n persons are published.
func Decimals(n int) int {
	if n < 100 {
		return 1
	}
	return 2
}

// Bound writes a bound that stands for a mean: ">3.8" as "über 3,8".
func Bound(z i18n.Localizer, bound string) string {
	value := bound[1:]
	if z.Lang() == i18n.German {
		value = strings.Replace(value, ".", ",", 1)
	}
	if strings.HasPrefix(bound, "<") {
		return z.T("result.below", "value", value)
	}
	return z.T("result.above", "value", value)
}

// boundOf reads a bound; high says that the mean lies above it.
func boundOf(bound string) (limit float64, high bool) {
	limit, err := strconv.ParseFloat(bound[1:], 64)
	return limit, err == nil && strings.HasPrefix(bound, ">")
}
