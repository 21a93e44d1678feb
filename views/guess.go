package views

import "strconv"

// Guess is the model of the page on which a person says where she thinks the company stands.
type Guess struct {
	Page          Page
	Action        string
	Questionnaire string // address of the questions
	Min           int    // from so many guesses on their mean is shown
	Done          bool   // this browser has guessed
	Fields        []GuessField
	Errors        []FieldError
}

// GuessField is one field with the steps to choose from.
type GuessField struct {
	Name, Title, About, Message string
	Steps                       []GuessStep
}

// GuessStep is one level.
type GuessStep struct {
	Value, Label string
	Chosen       bool
}

func (f GuessField) stepID(i int) string {
	if i == 0 {
		return f.Name
	}
	return f.Name + "-" + strconv.Itoa(i)
}

// spoken is what a step is called where its neighbours are not seen: the ends say what they mean.
func (f GuessField) end(i int) string {
	switch i {
	case 0:
		return "guess.low"
	case len(f.Steps) - 1:
		return "guess.high"
	}
	return ""
}
