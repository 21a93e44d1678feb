package views

import (
	"context"

	"kompass/internal/address"
)

// Area decides which frame a page has.
type Area string

// The areas. The zero value is [AreaPublic].
const (
	AreaPublic      Area = "public"
	AreaParticipant Area = "participant" // one narrow column, no navigation
	AreaApp         Area = "app"         // behind the sign-in, with the top bar
	AreaPresent     Area = "present"     // on the projector
	AreaReport      Area = "report"      // a document to be printed: as [AreaApp] on the screen, alone on paper
)

// Section is the word of the top bar that a page belongs to.
type Section string

// The sections of the top bar.
const (
	SectionOverview Section = "overview"
	SectionMeasures Section = "measures"
	SectionMethod   Section = "method"
	SectionSettings Section = "settings" // the trainer's
	SectionAccount  Section = "account"
)

// Viewer is the signed-in person. The top bar shows for whom pages are made only by being there.
type Viewer struct {
	Email   string
	Trainer bool
}

// Crumb is one step of a breadcrumb. The last has no Href: it is the page itself.
type Crumb struct {
	Text string
	Href string
}

// Page is what the frame of every page needs. All fields but Title may be empty.
type Page struct {
	Title string // without the product's name and without a prefix for errors
	Area  Area
	Path  string // address of the page with its query, for the language switch; "" leaves the switch out
	Error bool   // a form came back with messages
	// Conflict is why a form came back, nil unless somebody else changed what it edits.
	Conflict *Conflict
	Company  string // shown to participants beside the mark
	Viewer   *Viewer
	Section  Section
	Crumbs   []Crumb  // drawn above the page by the frame
	Scripts  []string // names of modules in assets/js
	Running  string   // what stands at the top of every printed page, "" for nothing
	// Standalone says that the page brings its style sheet and fonts with it, to be printed where nothing can be fetched.
	Standalone bool
	// SwitchForm is the id of a form that the language switch sends to SwitchAction instead of leaving the page, so that
	// nothing typed is lost.
	SwitchForm   string
	SwitchAction string
	Preview      *Crumb // the page is shown to try it out: where that was begun
}

func (p Page) fullTitle(ctx context.Context) string {
	title := p.Title + " – " + tr(ctx, "product.name")
	switch {
	case p.Conflict != nil:
		return tr(ctx, "conflict.prefix") + title
	case p.Error:
		return tr(ctx, "common.error.prefix") + title
	}
	return title
}

func (p Page) area() Area {
	if p.Area == "" {
		return AreaPublic
	}
	return p.Area
}

// brand is the name beside the mark: the company for participants, the product elsewhere.
func (p Page) brand(ctx context.Context) string {
	if p.area() == AreaParticipant && p.Company != "" {
		return p.Company
	}
	return tr(ctx, "product.name")
}

// home is where the mark leads, "" for nowhere: a participant must not leave a form by touching it.
func (p Page) home() string {
	switch p.area() {
	case AreaParticipant:
		return ""
	case AreaApp, AreaReport:
		return address.Overview
	}
	return address.Home
}

func (p Page) inSection(s Section) string {
	if p.Section == s {
		return "page"
	}
	return ""
}
