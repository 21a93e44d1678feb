package story

import (
	"fmt"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/workshop"
)

// Agenda is a proposal for the workshop: what is talked about, and when.
type Agenda struct {
	Note string // which rule the order follows
	Rows []AgendaRow
}

// AgendaRow is one step. Minutes is 0 for the end.
type AgendaRow struct {
	From    string // as on a clock, "9:00"
	Minutes int
	Title   string
	Text    string
	Topic   bool
}

// AgendaOf proposes an agenda by the rule of package workshop. With a result the topics are the statements whose answers lie
// furthest apart, at most one of a field, then the largest gaps; without one (nil) they are the fields in the order of the
// questionnaire.
func AgendaOf(z i18n.Localizer, q *questionnaire.Questionnaire, s *compare.Series) Agenda {
	a := Agenda{Note: z.T("agenda.note.neutral")}
	topics := neutralTopics(z, q)
	if s != nil && s.Group.Shown {
		a.Note = z.T("agenda.note.result", "hash", s.Document.Hash)
		topics = append(dividedTopics(z, *s), gapTopics(z, *s)...)
	}
	for _, slot := range workshop.Plan(len(topics)) {
		var row AgendaRow
		switch slot.Step {
		case workshop.Topic:
			row = topics[slot.Index]
			row.Topic = true
		case workshop.End:
			row.Title = z.T("agenda.end")
		default:
			row.Title, row.Text = z.T(stepTitles[slot.Step]), z.T(stepTexts[slot.Step])
		}
		row.Minutes, row.From = slot.Minutes, fmt.Sprintf("%d:%02d", slot.From/60, slot.From%60)
		a.Rows = append(a.Rows, row)
	}
	return a
}

var stepTitles = map[workshop.Step]string{
	workshop.Welcome: "agenda.welcome", workshop.Guess: "agenda.guess", workshop.Read: "agenda.read",
	workshop.Break: "agenda.break", workshop.Measures: "agenda.measures", workshop.Close: "agenda.close",
}

var stepTexts = map[workshop.Step]string{
	workshop.Welcome: "agenda.welcome.text", workshop.Guess: "agenda.guess.text", workshop.Read: "agenda.read.text",
	workshop.Break: "agenda.break.text", workshop.Measures: "agenda.measures.text", workshop.Close: "agenda.close.text",
}

func neutralTopics(z i18n.Localizer, q *questionnaire.Questionnaire) []AgendaRow {
	names := naming.Questions(z, q)
	var out []AgendaRow
	for _, f := range q.Fields[:min(len(q.Fields), workshop.MostFields)] {
		out = append(out, AgendaRow{Title: names.Text(f.Title), Text: z.T("agenda.field.text")})
	}
	return out
}

// dividedTopics are the most divided statements, or the most divided fields where statements are not shown.
func dividedTopics(z i18n.Localizer, s compare.Series) []AgendaRow {
	d := DividedOf(z, s, "")
	if d == nil {
		return nil
	}
	var out []AgendaRow
	taken := map[string]bool{}
	for _, it := range d.Items {
		if taken[it.Field] || len(out) == workshop.MostDivided {
			continue
		}
		taken[it.Field] = true
		out = append(out, AgendaRow{Title: z.T("agenda.divided", "what", it.Field+": "+it.Name), Text: z.T("agenda.divided.text", "sd", it.SD, "n", it.N) + " " + it.Discuss})
	}
	if len(d.Items) > 0 {
		return out
	}
	for _, f := range d.Fields[:min(len(d.Fields), workshop.MostDivided)] {
		out = append(out, AgendaRow{Title: z.T("agenda.divided", "what", f.Title), Text: z.T("agenda.divided.text", "sd", f.SD, "n", f.N)})
	}
	return out
}

func gapTopics(z i18n.Localizer, s compare.Series) []AgendaRow {
	rows := newWriter(z, s).gaps(s, "").Rows
	var out []AgendaRow
	for _, g := range rows[:min(len(rows), workshop.MostGaps)] {
		out = append(out, AgendaRow{Title: z.T("agenda.gap", "what", g.Label),
			Text: z.T("agenda.gap.text", "mean", g.Mean, "target", g.Target, "gap", g.Distance, "n", g.N)})
	}
	return out
}
