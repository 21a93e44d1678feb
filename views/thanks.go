package views

import (
	"kompass/internal/address"
	"kompass/internal/kompass"
)

// Thanks is the model of the page after sending: the receipt and the person's own profile. Page needs only Path.
type Thanks struct {
	Page      Page
	Access    kompass.Access
	Receipt   string // grouped, as [kompass.Receipt.Grouped] writes it
	Profile   Profile
	Tablet    bool
	Corrected bool   // the answers replaced earlier ones
	Outcome   string // address at which the result is to stand, "" where that is the link by which the person answered
}

// AlreadyDone is the model of the page for a browser that has sent this form before. Page needs only Path.
type AlreadyDone struct {
	Page   Page
	Access kompass.Access
}

// againForm is the form that takes the receipt along when the language changes: the page is shown without one only once.
const againForm = "again"

func (m Thanks) frame(title string) Page {
	p := m.Page
	p.Area, p.Company, p.Title = AreaParticipant, m.Access.CompanyName, title
	p.Scripts = []string{"print.js", "copy.js"}
	if !m.Tablet {
		p.SwitchForm, p.SwitchAction = againForm, address.Thanks(m.Access.Link.Code)
	}
	if m.Tablet {
		p.Scripts = append(p.Scripts, "tablet.js")
	}
	if m.keeps() {
		p.Scripts = append(p.Scripts, "profile.js")
	}
	return p
}

// keeps reports whether this device may be asked to keep the profile: it is the person's own, and the profile has something to be
// laid beside.
func (m Thanks) keeps() bool {
	return m.Access.Round.Announced && !m.Tablet && m.Page.Preview == nil
}

func (m AlreadyDone) frame(title string) Page {
	p := m.Page
	p.Area, p.Company, p.Title = AreaParticipant, m.Access.CompanyName, title
	return p
}

func leftFrame(p Page, title string) Page {
	p.Title = title
	p.Scripts = []string{"forget.js"}
	return p
}

// full is the compass of someone who has arrived.
func (p Profile) full() Compass {
	c := Compass{Sectors: make([]Sector, len(p.Fields))}
	for i := range c.Sectors {
		c.Sectors[i].Share = 1
	}
	return c
}
