// Package score turns answers into the scores of persons and the statistics of groups. It is pure: no clock, no I/O, no
// context, and its results depend on nothing but the questionnaire and the answers.
//
// # Scores
//
// One rule holds at every level: a value is a mean over persons of each person's own mean. A person's facet score is the
// mean of that person's valid answers in that facet of that field, a reversed item counting minimum + maximum − value
// (likert-1932). The field score is the mean of the person's facet scores, each with equal weight. Both are missing where
// too little was answered ([questionnaire.Questionnaire.MinValid]); nothing is imputed. Where no facets are declared, the
// field score is the mean of the field's answers. "Cannot judge" is never a value.
//
// # Reproducibility
//
// A [Tally] holds whole numbers only: answers are counted, and scores are summed as multiples of a unit that divides all of
// them (see grid). Floating point begins after the last sum is complete. Therefore neither the order of answers nor the
// way in which tallies are merged changes a single bit of a result, and memory does not grow with the persons.
//
// What cannot be known is an [Opt] or [Interval] that is not OK; its numbers are then 0, never NaN. There is no correction
// for finite populations: who answers on another day, differs.
//
// Sources are given by id: burke-dunlap-2002, cronbach-1951, feldt-1987, hedges-1981, james-1984, lakens-2013,
// lebreton-senter-2008, likert-1932, meade-craig-2012.
package score

// Codes of an answer that is no point of a scale.
const (
	NA      byte = 0xFE // "cannot judge", where the scale offers it
	Missing byte = 0xFF // not answered
)

// Answers is the packed row of one person: a byte per item in the order of [questionnaire.Questionnaire.Items]. A byte is
// the index of the chosen point, from 0 in ascending order of the scale's values, or [NA] or [Missing].
type Answers []byte

// Opt is a number that may be missing. Value is 0 where OK is false.
type Opt struct {
	Value float64
	OK    bool
}

// Interval is a confidence interval of 95 %, both ends included. Low and High are 0 where OK is false.
type Interval struct {
	Low, High float64
	OK        bool
}

// some is a number that is there.
func some(v float64) Opt { return Opt{Value: v, OK: true} }

// within cuts the interval to [low, high]. It stays an interval even where it lies outside.
func (i Interval) within(low, high float64) Interval {
	return Interval{Low: min(max(i.Low, low), high), High: max(min(i.High, high), low), OK: true}
}
