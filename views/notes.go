package views

import "kompass/internal/kompass"

// NoteForm is the model of the page on which a trainer writes what she keeps for herself on a statement or a view.
type NoteForm struct {
	Page   Page
	Action string
	Back   string // where saving leads
	About  string // the statement or the view
	Note   kompass.Note
	Errors []FieldError
	Shown  kompass.Digest
}
