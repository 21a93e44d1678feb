package views

import (
	"context"
	"time"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// PersonRow is somebody who signs in.
type PersonRow struct {
	User    kompass.User
	Company string // name, "" for a trainer
	Self    bool   // it is the viewer herself
}

// Invitation is what was typed in the form that invites a person.
type Invitation struct{ Email, Role, Company string }

// People is the model of the list of people.
type People struct {
	Page      Page
	Rows      []PersonRow
	Companies []kompass.Company
	Form      Invitation
	Errors    []FieldError
}

// Person is the model of the page of one person. Problem is a message key, "" for none.
type Person struct {
	PersonRow
	Page    Page
	Problem string
}

// SetupLink is the model of the page that shows a one-time link, once.
type SetupLink struct {
	Page  Page
	User  kompass.User
	URL   string
	Until time.Time
}

// PeopleOf is the part of a company's page that shows its coordinators.
type PeopleOf struct {
	CompanyID string
	Users     []kompass.User
	CanInvite bool
}

func roleText(ctx context.Context, u kompass.User) string {
	if u.Role == kompass.Trainer {
		return tr(ctx, "role.trainer")
	}
	return tr(ctx, "role.coordinator")
}

func userStateText(ctx context.Context, u kompass.User) string {
	switch u.State() {
	case kompass.Invited:
		return tr(ctx, "people.state.invited")
	case kompass.Disabled:
		return tr(ctx, "people.state.disabled")
	}
	return tr(ctx, "people.state.active")
}

func lastSignIn(ctx context.Context, u kompass.User) string {
	if u.LastSignIn.IsZero() {
		return tr(ctx, "people.never")
	}
	return i18n.From(ctx).Date(u.LastSignIn)
}

func onOff(ctx context.Context, on bool) string {
	if on {
		return tr(ctx, "people.on")
	}
	return tr(ctx, "people.off")
}

// facts are what there is to know about a person.
func (m Person) facts(ctx context.Context) []Fact {
	facts := []Fact{{Term: tr(ctx, "people.role"), Value: roleText(ctx, m.User)}}
	if m.Company != "" {
		facts = append(facts, Fact{Term: tr(ctx, "people.company"), Link: &Crumb{m.Company, address.Company(m.User.CompanyID)}})
	}
	return append(facts,
		Fact{Term: tr(ctx, "people.state"), Value: userStateText(ctx, m.User)},
		Fact{Term: tr(ctx, "people.lastsignin"), Value: lastSignIn(ctx, m.User)},
		Fact{Term: tr(ctx, "people.secondstep"), Value: onOff(ctx, m.User.SecondStep)})
}

// roleID is the id of the control that chooses a role; the first one takes the focus when a role is missing.
func roleID(role kompass.Role) string {
	if role == kompass.Coordinator {
		return "role"
	}
	return "role-" + string(role)
}
