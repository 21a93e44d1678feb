package kompass

import "strings"

// MaxNote is the longest note of a trainer, in characters.
const MaxNote = 1000

// Note is what trainers keep for themselves on a statement or a view of a questionnaire. Both parts may be empty; Link is an address
// with http or https of at most [MaxWeb] bytes.
type Note struct{ Text, Link string }

// Empty reports whether there is no note.
func (n Note) Empty() bool { return n == Note{} }

// ParseNote checks what was typed of a note. The fields of its errors are "note" and "link".
func ParseNote(text, link string) (Note, []*FieldError) {
	var errs []*FieldError
	n := Note{Link: strings.TrimSpace(link)}
	text, err := ParseText("note", text, MaxNote)
	if wrong, ok := err.(*FieldError); ok {
		errs = append(errs, wrong)
	}
	n.Text = text
	if n.Link != "" {
		address, ok := parseWeb(n.Link)
		if !ok {
			return n, append(errs, &FieldError{Field: "link", Code: "error.web.invalid"})
		}
		n.Link = address
	}
	return n, errs
}

// NotePlace is where a note lies: a statement or a view of a questionnaire, in all its versions.
type NotePlace struct{ Questionnaire, About string }

// ItemNote is the place of a note on a statement.
func ItemNote(questionnaireID, item string) NotePlace {
	return NotePlace{questionnaireID, "item-" + item}
}

// TruthNote is the place of a note on a view worth questioning.
func TruthNote(questionnaireID, truth string) NotePlace {
	return NotePlace{questionnaireID, "truth-" + truth}
}

// text and link are the settings that keep the two parts of a note.
func (p NotePlace) text() string { return "note." + p.Questionnaire + "." + p.About + ".text" }
func (p NotePlace) link() string { return "note." + p.Questionnaire + "." + p.About + ".link" }

// Names are the settings that keep a note.
func (p NotePlace) Names() []string { return []string{p.text(), p.link()} }

// Settings are a note as settings.
func (p NotePlace) Settings(n Note) map[string]string {
	return map[string]string{p.text(): n.Text, p.link(): n.Link}
}

// Read takes the note out of all settings.
func (p NotePlace) Read(settings map[string]string) Note {
	return Note{Text: settings[p.text()], Link: settings[p.link()]}
}
