package views

import "kompass/internal/kompass"

// TeamLinks is the model of the page on which the trainer says which team became which.
type TeamLinks struct {
	Page      Page
	CompanyID string
	Errors    []FieldError
	From      []PickOption
	To        []PickOption
	Merged    bool
	Links     []TeamLinkRow
}

// TeamLinkRow is one link, with the value that takes it back.
type TeamLinkRow struct {
	From      string
	To        string
	Continues bool
	Day       string
	Value     string
	Shown     kompass.Digest
}
