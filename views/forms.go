package views

import "github.com/a-h/templ"

// FieldError is a message, in the language of the page, for the input named Field.
type FieldError struct {
	Field   string
	Message string
}

func current(value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{"aria-current": value}
}

func sectorID(id string) templ.Attributes {
	if id == "" {
		return nil
	}
	return templ.Attributes{"data-sector": id}
}
