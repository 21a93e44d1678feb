package views

import (
	"strings"

	"github.com/a-h/templ"
)

// Input is a one-line field of a form: label, hint, message and control, wired by id.
type Input struct {
	Name         string // also the id
	Type         string // "" is text
	Label        string
	Hint         string
	Value        string
	Class        string // beside input
	Autocomplete string
	Mode         string // inputmode
}

func (in Input) kind() string {
	if in.Type == "" {
		return "text"
	}
	return in.Type
}

// attributes wires the control to its hint and its message.
func (in Input) attributes(message Message) templ.Attributes {
	attrs := described(in.Name, in.Hint != "", message)
	for name, value := range map[string]string{"autocomplete": in.Autocomplete, "inputmode": in.Mode} {
		if value != "" {
			attrs[name] = value
		}
	}
	return attrs
}

// described wires a control to its hint and its message.
func described(id string, hint bool, message Message) templ.Attributes {
	var ids []string
	attrs := templ.Attributes{}
	if hint {
		ids = append(ids, id+"-hint")
	}
	if message.Text != "" {
		ids = append(ids, message.id(id))
	}
	if message.Wrong() {
		attrs["aria-invalid"] = "true"
	}
	if len(ids) > 0 {
		attrs["aria-describedby"] = strings.Join(ids, " ")
	}
	return attrs
}

// messageOf is the first message for a control, none where there is none.
func messageOf(errs []FieldError, name string) Message {
	for _, e := range errs {
		if e.Field == name {
			return e.At()
		}
	}
	return Message{}
}
