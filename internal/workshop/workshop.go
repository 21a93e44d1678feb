// Package workshop is the rule by which a result is talked about: what a workshop takes up, how long its steps last, and
// which questions are worth asking. It knows no words; package story writes them. It is pure: no clock, no I/O.
package workshop

// How many topics of each kind a workshop takes up. Four topics fill the time between two longer rounds; of disagreement and
// of gaps there are as many, because the first needs to be understood and the second to be worked on.
const (
	MostDivided = 2 // statements or fields whose answers lie furthest apart, at most one statement of a field
	MostGaps    = 2 // places furthest below their target
	MostFields  = 4 // fields, in the order of the questionnaire, where there is no result yet
)

// Begin is when a workshop begins, in minutes after midnight, and minutes how long each step of it takes.
const Begin = 9 * 60

var minutes = map[Step]int{Welcome: 15, Guess: 15, Read: 30, Topic: 25, Break: 15, Measures: 40, Close: 10, End: 0}

// Step names what a stretch of a workshop is for.
type Step string

// The steps, in their order. The break stands between the first half of the topics and the second.
const (
	Welcome  Step = "welcome"
	Guess    Step = "guess"
	Read     Step = "read"
	Topic    Step = "topic"
	Break    Step = "break"
	Measures Step = "measures"
	Close    Step = "close"
	End      Step = "end"
)

// Slot is a step with its time. From is in minutes after midnight; Index counts the topics from 0 and is 0 for other steps.
type Slot struct {
	Step          Step
	From, Minutes int
	Index         int
}

// Plan lays out a workshop on a number of topics.
func Plan(topics int) []Slot {
	var out []Slot
	clock := Begin
	add := func(s Step, index int) {
		out = append(out, Slot{Step: s, From: clock, Minutes: minutes[s], Index: index})
		clock += minutes[s]
	}
	for _, s := range []Step{Welcome, Guess, Read} {
		add(s, 0)
	}
	for i := range topics {
		if i > 0 && i == topics/2 {
			add(Break, 0)
		}
		add(Topic, i)
	}
	for _, s := range []Step{Measures, Close, End} {
		add(s, 0)
	}
	return out
}
