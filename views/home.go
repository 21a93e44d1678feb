package views

// Home is the model of the start page, where a code is typed in. Errors name the input "code".
type Home struct {
	Page   Page
	Code   string // as typed
	Sender Sender
	Errors []FieldError
}

// Choose is the model of the page where a participant chooses what the link leaves open: a team, a perspective, or both
// at once, the perspectives grouped by team.
type Choose struct {
	Page     Page // Title is the question; Company beside the mark
	Round    string
	Question string
	Hint     string
	Meant    []Fact // who the perspectives mean, where they are chosen under each team
	Groups   []OptionGroup
}

// OptionGroup lists the choices under one team, or all of them where Title is "".
type OptionGroup struct {
	Title   string
	Options []Option
}

// Option is one choice and the address it leads to.
type Option struct {
	Text string
	Href string
	Hint string // who is meant, "" where the words say it
}
