package views

// Home is the model of the start page, where a code is typed in. Errors name the input "code".
type Home struct {
	Page   Page
	Code   string // as typed
	Errors []FieldError
}

// Choose is the model of the page where a participant chooses a team or a perspective that the link leaves open: one
// question a page, the team first.
type Choose struct {
	Page     Page // Title is the question; Company beside the mark
	Round    string
	Question string
	Hint     string
	Options  []Option
}

// Option is one choice and the address it leads to.
type Option struct {
	Text string
	Href string
}
