package views

// Forgotten is the model of the page for a forgotten password. Mails reports whether this server sends any.
type Forgotten struct {
	Page  Page
	Mails bool
	Sent  bool
}
