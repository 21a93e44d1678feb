package views

import (
	"kompass/internal/kompass"
	"kompass/internal/story"
)

// Peers is the model of the page that lays a company beside others without their names. Note says why nothing is shown.
type Peers struct {
	Page    Page
	Consent Consent
	Stand   string
	Note    string
	story.Peers
	Dots   Sizes
	Legend []Legend
}

// Consent reports whether a company lets others see it without its name, and since when.
type Consent struct {
	CompanyID string
	Company   string
	Given     bool
	Day       string // on which it was given, or withdrawn; "" where neither happened
	Shown     kompass.Digest
}
