package story

import (
	"cmp"

	"kompass/internal/questionnaire"
	"kompass/internal/sources"
)

// SourceNote is a work that statements or views rest on, under the number that stands at them.
type SourceNote struct {
	Number int
	Source sources.Source
}

// Anchor is the id of the note on the page.
func (s SourceNote) Anchor() string { return "source-" + s.Source.ID }

// SourceRef leads from a statement to the note on a source.
type SourceRef struct {
	Number string
	Href   string
}

// cite numbers the sources in the order in which a story cites them, and sets the numbers where they are cited.
func (w writer) cite(s *Story) []SourceNote {
	var notes []SourceNote
	byID := map[string]int{}
	refs := func(ids []string) []SourceRef {
		var out []SourceRef
		for _, id := range ids {
			if byID[id] == 0 {
				byID[id] = len(notes) + 1
				notes = append(notes, SourceNote{Number: byID[id], Source: SourceOf(w.q, id)})
			}
			out = append(out, SourceRef{Number: w.z.Int(byID[id]), Href: "#" + notes[byID[id]-1].Anchor()})
		}
		return out
	}
	for f := range s.Fields {
		for i := range s.Fields[f].Items {
			it := &s.Fields[f].Items[i]
			it.Refs = refs(it.sources)
		}
	}
	if s.Truths != nil {
		for i := range s.Truths.List {
			t := &s.Truths.List[i]
			t.Refs = refs(t.sources)
		}
	}
	return notes
}

// SourceOf is the work with this id: of the product, or of the questionnaire.
func SourceOf(q *questionnaire.Questionnaire, id string) sources.Source {
	if s, ok := sources.Get(id); ok {
		return s
	}
	s := q.Sources[id]
	return sources.Source{
		ID: id, Citation: cmp.Or(s.Citation, id), DOI: s.DOI,
		Checked: cmp.Or(sources.Checked(s.Checked), sources.Unconfirmed), Read: cmp.Or(sources.Read(s.Read), sources.ReadNothing),
	}
}
