package views

import (
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// TargetCell is one input of the target grid, as typed.
type TargetCell struct {
	Name  string // of the input
	Value string
	Error string // message, "" if none
}

// Target is the model of the page on which the target level is chosen, edited and frozen.
type Target struct {
	Page          Page
	Company       kompass.Company
	Questionnaire *questionnaire.Questionnaire
	Profiles      []questionnaire.TargetProfile
	Profile       string
	Cells         map[string]map[string]TargetCell // field -> facet ("" without facets)
	Target        *kompass.Target
	CanEdit       bool
	TooHigh       bool // the mean is above 3.5 or more than four cells are
	Errors        []FieldError
}
