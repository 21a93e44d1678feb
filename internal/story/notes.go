package story

import (
	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// OwnNote is what trainers keep for themselves on a statement or a view. Edit is where it is written.
type OwnNote struct {
	kompass.Note
	Edit string
}

// OwnNoteAt is the note at a place as it stands in the settings, "" with the way to write it.
func OwnNoteAt(settings map[string]string, q *questionnaire.Questionnaire, at kompass.NotePlace, back string) *OwnNote {
	return &OwnNote{Note: at.Read(settings), Edit: address.Note(q.ID, q.Version, at.About, back)}
}

// AddNotes sets the trainers' notes at the statements and views of a story, each with a way to write it and back.
func (s *Story) AddNotes(settings map[string]string, q *questionnaire.Questionnaire, back string) {
	for f := range s.Fields {
		for i := range s.Fields[f].Items {
			it := &s.Fields[f].Items[i]
			it.Own = OwnNoteAt(settings, q, kompass.ItemNote(q.ID, it.ID), back+"#item-"+it.ID)
		}
	}
	if s.Truths != nil {
		s.Truths.List = WithNotes(s.Truths.List, settings, q, back)
	}
}

// WithNotes sets the trainers' notes at views.
func WithNotes(all []TruthNote, settings map[string]string, q *questionnaire.Questionnaire, back string) []TruthNote {
	for i := range all {
		all[i].Own = OwnNoteAt(settings, q, kompass.TruthNote(q.ID, all[i].ID), back)
	}
	return all
}
