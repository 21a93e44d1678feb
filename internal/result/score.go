package result

import (
	"errors"
	"iter"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// Person is one row of a file of answers. Group is the value of the group column, "" where it is empty: such a person
// counts for everyone only.
type Person struct {
	Group   string
	Answers score.Answers
}

// ScoreInput is a file of answers and how to group it. GroupBy names the group column, "" for none. Everyone is the label of the
// group of all persons.
type ScoreInput struct {
	Questionnaire *questionnaire.Questionnaire
	MinGroup      int // 1 or more
	GroupBy       string
	Everyone      string
	Persons       iter.Seq[Person]
}

// Score computes the result of a file of answers: everyone, then one group per value of the group column, sorted. Groups
// and fields that are too small, or that would give away others, are hidden as in an anonymous round; the numbers of all
// others are complete and exact, because the caller holds the answers.
func Score(in ScoreInput) (*Document, error) {
	if in.MinGroup < 1 {
		return nil, errors.New("the minimum group size is 1 or more")
	}
	scorer := score.New(in.Questionnaire)
	t := newTallies(scorer)
	for p := range in.Persons {
		group := p.Group
		if in.GroupBy == "" {
			group = ""
		}
		t.add(atom{team: group}, p.Answers)
	}
	p := publisher{q: in.Questionnaire, rules: fileRules}
	return &Document{
		Schema:        Schema,
		Questionnaire: refOf(in.Questionnaire),
		MinGroup:      in.MinGroup,
		AgreementRule: AgreementRule,
		Groups:        p.publish(scorer, t, valuesOf(in, t), in.MinGroup),
	}, nil
}

// valuesOf lists the groups of a file in the order of the document.
func valuesOf(in ScoreInput, t *tallies) []candidate {
	all := []candidate{{kind: disclosure.Everyone, key: Key{}, label: in.Everyone,
		includes: func(atom) bool { return true }}}
	for _, a := range slices.DeleteFunc(t.atoms(), func(a atom) bool { return a.team == "" }) {
		all = append(all, candidate{kind: disclosure.Team, key: Key{in.GroupBy: a.team}, label: a.team,
			includes: func(b atom) bool { return b == a }})
	}
	return all
}
