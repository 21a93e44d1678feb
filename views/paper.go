package views

import (
	"context"
	"slices"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Paper is the questionnaire of a round to be filled in by hand.
type Paper struct {
	Page    Page
	Access  kompass.Access // its link is empty where the sheet is for everybody
	Content *questionnaire.Questionnaire
	Link    *LinkRow // where the questionnaire can be answered as well; nil where no code may stand on paper
	Links   []Choice // for whom there are sheets
	Teams   []string // to be ticked, none where the link says the team
	Views   []string // perspectives to be ticked, likewise
	Home    string   // where the code is typed
	Logo    Picture
	Batch   string // number of the batch, "" without one
	PDF     string // address of the same as a file, "" where nothing can make it
	Back    string
}

// Picture is a picture that stands in the page itself. It is empty where there is none.
type Picture struct {
	Source        string
	Width, Height string
	Alt           string
}

// PaperField is a field as it stands on paper: its statements in blocks that share a scale.
type PaperField struct {
	ID      string
	Title   string
	Comment string
	Blocks  []PaperBlock
}

// PaperBlock is a run of statements with the same answers. The items of a field are put together by their scale, so that
// the words of the levels stand once above them.
type PaperBlock struct {
	Lead   string // the question that all levels answer
	Levels []PaperLevel
	NA     *PaperLevel // nil where the scale has no "cannot judge"
	Items  []PaperItem
}

// PaperLevel is one answer: the point's id and its words.
type PaperLevel struct {
	ID   string
	Text string
}

// PaperItem is a statement with its number on the sheet.
type PaperItem struct {
	Number int
	ID     string
	Name   string
	Text   string
}

// PaperFields lays a questionnaire out as it is printed and as it is typed in again: both go through the items in this order.
func PaperFields(ctx context.Context, q *questionnaire.Questionnaire, perspective string) []PaperField {
	say := namesOf(ctx, q).Text
	number := 0
	var out []PaperField
	for _, f := range q.Fields {
		field := PaperField{ID: f.ID, Title: say(f.Title), Comment: say(f.Comment)}
		for _, scale := range scalesOf(f) {
			block := paperBlock(q, scale, say)
			for _, it := range f.Items {
				if it.Scale == scale {
					number++
					text := say(it.Wording(perspective))
					name := say(it.Name)
					if name == "" {
						name = text
					}
					block.Items = append(block.Items, PaperItem{Number: number, ID: it.ID, Name: name, Text: text})
				}
			}
			field.Blocks = append(field.Blocks, block)
		}
		out = append(out, field)
	}
	return out
}

// scalesOf are the scales of a field in the order in which they first appear.
func scalesOf(f questionnaire.Field) []string {
	var out []string
	for _, it := range f.Items {
		if !slices.Contains(out, it.Scale) {
			out = append(out, it.Scale)
		}
	}
	return out
}

func paperBlock(q *questionnaire.Questionnaire, id string, say func(questionnaire.Text) string) PaperBlock {
	scale, _ := q.Scale(id)
	out := PaperBlock{Lead: say(scale.Lead)}
	for _, p := range scale.Points {
		out.Levels = append(out.Levels, PaperLevel{ID: p.ID, Text: say(p.Text)})
	}
	if scale.NA != nil {
		out.NA = &PaperLevel{ID: scale.NA.ID, Text: say(scale.NA.Text)}
	}
	return out
}

// statement is what the round promises to whoever fills in a sheet: on paper there is no receipt.
func (m Paper) statement(ctx context.Context) statement {
	s := newStatement(ctx, m.Access, m.Content)
	s.Facts[len(s.Facts)-1] = Fact{Term: tr(ctx, "paper.sheet"), Value: tr(ctx, "paper.sheet.text")}
	return s
}

func (m Paper) path() string { return address.Paper(m.Access.Round.ID) }

// who is for whom the sheet is, "" for everybody.
func (m Paper) who() string {
	if m.Link == nil {
		return ""
	}
	return m.Link.who()
}

// who is for whom a link is, "" for everybody.
func (l LinkRow) who() string {
	if l.Team != "" && l.Perspective != "" {
		return l.Team + " · " + l.Perspective
	}
	return l.Team + l.Perspective
}
