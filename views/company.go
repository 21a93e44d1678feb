package views

import (
	"context"

	"kompass/internal/kompass"
)

// Company is the model of a company's page.
type Company struct {
	Page        Page
	Company     kompass.Company
	Positioning kompass.Positioning
	Teams       []TeamRow // the archived ones among them
	Warnings    []string  // of what few heads mean for an anonymous round
	Target      *kompass.Target
	Profile     string // title of the start profile the target came from
	Rounds      []RoundRow
	Consent     Consent
	People      PeopleOf
	CanEdit     bool
	TeamName    string // as typed
	TeamSize    string
	Errors      []FieldError
}

// TeamRow is one team of a company.
type TeamRow struct {
	Team       kompass.Team
	MergedInto string // name of the team that it became part of, "" for none
	AskedIn    string // title of an open round that asks it, "" for none
	Small      bool   // fewer heads than twice the smallest minimum group
	Name, Size string // as typed
	Chosen     bool   // to be merged
	Shown      kompass.Digest
}

// active reports whether the team can be asked.
func (t TeamRow) active() bool { return t.Team.Archived.IsZero() }

// movable reports whether the team can be merged or archived.
func (t TeamRow) movable() bool { return t.active() && t.AskedIn == "" }

// id names the input of a value of the team.
func (t TeamRow) id(value string) string { return value + "-" + t.Team.ID }

// ActiveTeams returns the teams that can be asked.
func (m Company) ActiveTeams() []kompass.Team {
	var out []kompass.Team
	for _, t := range m.Teams {
		if t.active() {
			out = append(out, t.Team)
		}
	}
	return out
}

// comparable reports whether there are two results to lay over one another, or one with teams.
func (m Company) comparable() bool {
	results := 0
	for _, r := range m.Rounds {
		if r.HasResult {
			results++
		}
	}
	return results > 1 || results == 1 && len(m.Teams) > 1
}

// CompanyDetails is the model of the page on which name, contact and logo of a company are changed, as typed.
type CompanyDetails struct {
	Page    Page
	Company kompass.Company
	Name    string
	Contact kompass.Contact
	Shown   kompass.Digest
	Errors  []FieldError

	LogoShown kompass.Digest
}

// CompanyTeams is the model of the page on which teams are changed, with what was typed.
type CompanyTeams struct {
	Page    Page
	Company kompass.Company
	Teams   []TeamRow
	Merged  string // name of the new team
	Shown   kompass.Digest
	Errors  []FieldError
}

// count says how many teams there are of a kind.
func (m CompanyTeams) count(kind func(TeamRow) bool) int {
	n := 0
	for _, t := range m.Teams {
		if kind(t) {
			n++
		}
	}
	return n
}

func archived(t TeamRow) bool { return !t.active() }

func asked(t TeamRow) bool { return t.AskedIn != "" }

// CompanyProfile is the model of the page on which a company says how it wants to be seen, as typed.
type CompanyProfile struct {
	Page        Page
	Company     kompass.Company
	Positioning kompass.Positioning
	CanEdit     bool
	Shown       kompass.Digest
	Errors      []FieldError
}

// sliders lists the questions between two poles.
func (m CompanyProfile) sliders() []kompass.Slider {
	var out []kompass.Slider
	for s := range kompass.SliderCount {
		out = append(out, s)
	}
	return out
}

// pole is the word at an end of a slider: 1 for the first, 2 for the second.
func pole(ctx context.Context, s kompass.Slider, end string) string {
	return tr(ctx, "slider."+s.String()+"."+end)
}

// stepText says a step of a slider in words.
func stepText(ctx context.Context, s kompass.Slider, step int) string {
	key := [kompass.SliderSteps + 1]string{"slider.none", "slider.first", "slider.rather.first", "slider.middle", "slider.rather.second", "slider.second"}[step]
	return tr(ctx, key, "first", pole(ctx, s, "1"), "second", pole(ctx, s, "2"))
}

// positioningSources are the works that the questions of a positioning rest on.
var positioningSources = []string{"treacy-wiersema-1993", "bowen-lawler-1992", "frei-2008", "wirtz-zeithaml-2018", "sirianni-2013", "hogreve-2017"}
