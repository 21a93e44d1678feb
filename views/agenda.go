package views

import (
	"context"
	"fmt"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// Agenda is a proposal for the workshop: what is talked about, and when.
type Agenda struct {
	Note string // which rule the order follows
	Rows []AgendaRow
}

// AgendaRow is one step. Times are those of a workshop that begins at nine.
type AgendaRow struct {
	From    string
	Minutes int
	Title   string
	Text    string
	Topic   bool
}

// The rule of the agenda: how many topics of each kind there are, and how long the steps take, in minutes.
const (
	agendaStart   = 9 * 60
	agendaDivided = 2
	agendaGaps    = 2
	agendaTopic   = 25
	agendaBreak   = 15
	agendaNeutral = 4 // topics without a result
)

// AgendaOf proposes an agenda. With a result the topics are the statements whose answers lie furthest apart, at most one of a
// field, then the largest gaps; without one (nil) they are the fields in the order of the questionnaire.
func AgendaOf(ctx context.Context, q *questionnaire.Questionnaire, s *compare.Series) Agenda {
	a := Agenda{Note: tr(ctx, "agenda.note.neutral")}
	topics := neutralTopics(ctx, q)
	if s != nil && s.Group.Shown {
		a.Note = tr(ctx, "agenda.note.result", "hash", s.Document.Hash)
		topics = append(dividedTopics(ctx, *s), gapTopics(ctx, *s)...)
	}
	clock := agendaStart
	add := func(minutes int, row AgendaRow) {
		row.Minutes, row.From = minutes, fmt.Sprintf("%d:%02d", clock/60, clock%60)
		a.Rows = append(a.Rows, row)
		clock += minutes
	}
	step := func(name string, minutes int) {
		add(minutes, AgendaRow{Title: tr(ctx, "agenda."+name), Text: tr(ctx, "agenda."+name+".text")})
	}
	step("welcome", 15)
	step("guess", 15)
	step("read", 30)
	for i, t := range topics {
		if i > 0 && i == len(topics)/2 {
			step("break", agendaBreak)
		}
		t.Topic = true
		add(agendaTopic, t)
	}
	step("measures", 40)
	step("close", 10)
	add(0, AgendaRow{Title: tr(ctx, "agenda.end")})
	return a
}

func neutralTopics(ctx context.Context, q *questionnaire.Questionnaire) []AgendaRow {
	var out []AgendaRow
	for _, f := range q.Fields[:min(len(q.Fields), agendaNeutral)] {
		out = append(out, AgendaRow{Title: wordsOf(ctx, q)(f.Title), Text: tr(ctx, "agenda.field.text")})
	}
	return out
}

// dividedTopics are the most divided statements, or the most divided fields where statements are not shown.
func dividedTopics(ctx context.Context, s compare.Series) []AgendaRow {
	d := DividedOf(ctx, s, "")
	if d == nil {
		return nil
	}
	var out []AgendaRow
	taken := map[string]bool{}
	for _, it := range d.Items {
		if taken[it.Field] || len(out) == agendaDivided {
			continue
		}
		taken[it.Field] = true
		out = append(out, AgendaRow{Title: tr(ctx, "agenda.divided", "what", it.Field+": "+it.Name), Text: tr(ctx, "agenda.divided.text", "sd", it.SD, "n", it.N) + " " + it.Discuss})
	}
	if len(d.Items) > 0 {
		return out
	}
	for _, f := range d.Fields[:min(len(d.Fields), agendaDivided)] {
		out = append(out, AgendaRow{Title: tr(ctx, "agenda.divided", "what", f.Title), Text: tr(ctx, "agenda.divided.text", "sd", f.SD, "n", f.N)})
	}
	return out
}

func gapTopics(ctx context.Context, s compare.Series) []AgendaRow {
	rows := newWriter(i18n.From(ctx), s).gaps(s, "").Rows
	var out []AgendaRow
	for _, g := range rows[:min(len(rows), agendaGaps)] {
		out = append(out, AgendaRow{Title: tr(ctx, "agenda.gap", "what", g.Label),
			Text: tr(ctx, "agenda.gap.text", "mean", g.Mean, "target", g.Target, "gap", g.Distance, "n", g.N)})
	}
	return out
}
