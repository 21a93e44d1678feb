package views

import (
	"strings"

	"kompass/internal/story"
)

// Fact is a term and its value.
type Fact struct {
	Term  string
	Value string
	Link  *Crumb // a link after the value, such as to change it
}

// codeGroups splits a grouped code at its hyphens.
func codeGroups(code string) []string { return strings.Split(code, "-") }

// factsOf are facts that a result tells, for [Facts].
func factsOf(told []story.Fact) []Fact {
	out := make([]Fact, len(told))
	for i, f := range told {
		out[i] = Fact{Term: f.Term, Value: f.Value}
	}
	return out
}
