package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// inLang writes a text of the questionnaire in the language of the page.
type inLang func(questionnaire.Text) string

func newFieldSteps(ctx context.Context, m Questionnaire, text inLang) []fieldStep {
	steps := make([]fieldStep, 0, len(m.Content.Fields))
	number := 0
	for i, f := range m.Content.Fields {
		step := fieldStep{
			ID:       f.ID,
			Position: tr(ctx, "questionnaire.position", "n", i+1, "of", len(m.Content.Fields)),
			Title:    text(f.Title), About: text(f.About), Intro: text(f.Intro),
			Comment: newComment(ctx, m, f, text),
			Compass: m.compass(f.ID),
		}
		scale := "" // of the item before
		spelt := map[string]bool{}
		for _, it := range f.Items {
			number++
			item := newItem(m, it, number, text)
			if scale != it.Scale {
				asked, _ := m.Content.Scale(it.Scale)
				item.Lead, scale = text(asked.Lead), it.Scale
				if !spelt[scale] {
					item.Words, spelt[scale] = item.words(), true
				}
			}
			step.Items = append(step.Items, item)
		}
		if first := step.Items[0]; i == 0 && first.NA != nil {
			step.Keys = tr(ctx, "questionnaire.keys", "n", len(first.Points), "na", first.NA.Text)
		} else if i == 0 {
			step.Keys = tr(ctx, "questionnaire.keys.plain", "n", len(first.Points))
		}
		steps = append(steps, step)
	}
	return steps
}

func newItem(m Questionnaire, it questionnaire.Item, number int, text inLang) itemForm {
	chosen := m.Answers[it.ID]
	out := itemForm{ID: it.ID, Number: number, Text: text(it.Wording(m.Perspective)), Message: messageOf(m.Errors, it.ID).Text}
	scale, _ := m.Content.Scale(it.Scale)
	for _, p := range scale.Points {
		out.Points = append(out.Points, answerChoice{Value: p.ID, Text: text(p.Text), Checked: p.ID == chosen})
	}
	if scale.NA != nil {
		out.NA = &answerChoice{Value: scale.NA.ID, Text: text(scale.NA.Text), Checked: scale.NA.ID == chosen}
	}
	return out
}

func newComment(ctx context.Context, m Questionnaire, f questionnaire.Field, text inLang) commentForm {
	name := CommentPrefix + f.ID
	label := text(f.Comment)
	if label == "" {
		label = tr(ctx, "questionnaire.comment")
	}
	return commentForm{
		Name: name, Label: label, Value: m.Comments[f.ID], Message: messageOf(m.Errors, name).Text,
		Hint: tr(ctx, "questionnaire.comment.hint"),
	}
}

// words lists the answers from left to right, as they stand in a row without room for them.
func (it itemForm) words() string {
	var words []string
	for _, p := range it.Points {
		words = append(words, p.Text)
	}
	return strings.Join(words, " · ")
}

// startBrief says who asks, for whom the person answers, how long it takes, how she is protected and that nobody has to.
func startBrief(ctx context.Context, m Questionnaire, text inLang) []Fact {
	facts := []Fact{{Term: tr(ctx, "start.who"), Value: m.Access.CompanyName}}
	change := &Crumb{Href: m.path(), Text: tr(ctx, "start.change")}
	for _, t := range m.Access.Teams {
		if t.ID == m.TeamID {
			facts = append(facts, Fact{Term: tr(ctx, "start.team"), Value: t.Name, Link: linkIf(m.Access.AsksTeam(), change)})
		}
	}
	for _, p := range m.Content.Perspectives {
		if p.ID == m.Perspective {
			facts = append(facts, Fact{Term: tr(ctx, "start.perspective"), Value: text(p.Title), Link: linkIf(m.Access.AsksPerspective(), change)})
		}
	}
	if m.Content.Minutes > 0 {
		facts = append(facts, Fact{Term: tr(ctx, "start.time"), Value: trn(ctx, "start.minutes", m.Content.Minutes)})
	}
	if m.Access.Round.Mode == kompass.Anonymous {
		facts = append(facts, Fact{Term: tr(ctx, "start.protection"), Value: tr(ctx, "start.anonymous", "k", m.Access.Round.K)})
	}
	return append(facts, Fact{Term: tr(ctx, "start.voluntary"), Value: tr(ctx, "start.voluntary.text")})
}

// startFacts says how much is asked, whom to ask, and until when answering is possible.
func startFacts(ctx context.Context, m Questionnaire) []Fact {
	facts := []Fact{{
		Term:  tr(ctx, "start.size"),
		Value: tr(ctx, "start.items", "items", len(m.Content.Items()), "fields", len(m.Content.Fields)),
	}}
	if !m.Access.Contact.Empty() {
		facts = append(facts, ContactFact(ctx, m.Access.Contact))
	}
	if end := m.Access.Round.ClosesAt; !end.IsZero() {
		facts = append(facts, Fact{Term: tr(ctx, "start.until"), Value: lastMoment(ctx, m.Access.Round)})
	}
	return facts
}

func linkIf(shown bool, link *Crumb) *Crumb {
	if !shown {
		return nil
	}
	return link
}

// lastMoment writes until when a round takes answers: the day, if it ends at midnight, else day and time.
func lastMoment(ctx context.Context, r kompass.Round) string {
	z := i18n.From(ctx)
	end := r.ClosesAt.In(i18n.Zone())
	if end.Hour() == 0 && end.Minute() == 0 {
		return z.Date(end.Add(-time.Minute))
	}
	return z.DateTime(end)
}

// documentTitle is the title of the window while a field is the step shown.
func (f fieldStep) documentTitle(ctx context.Context) string {
	return Page{Title: f.Position + ": " + f.Title}.fullTitle(ctx)
}

func submitLabel(ctx context.Context, m questionnairePage) string {
	if m.Receipt != "" {
		return tr(ctx, "correct.submit")
	}
	return tr(ctx, "check.submit")
}

// formAttrs keeps a shared device from offering the next person what this one chose.
func formAttrs(m questionnairePage) templ.Attributes {
	if !m.Tablet {
		return nil
	}
	return templ.Attributes{"autocomplete": "off"}
}

// thanks is where a browser goes after sending.
func (m questionnairePage) thanks() string {
	if m.Tablet {
		return withQuery(address.Thanks(m.Access.Link.Code), "tablet", "1")
	}
	return address.Thanks(m.Access.Link.Code)
}

// scriptData is what the script may have to say, with #1 and #2 for its numbers, and how it keeps and sends the form.
func scriptData(ctx context.Context, m questionnairePage) templ.Attributes {
	attrs := templ.Attributes{
		"data-text-sending": tr(ctx, "send.sending"),
		"data-text-offline": tr(ctx, "send.offline"),
		"data-text-refused": tr(ctx, "send.refused"),
		"data-text-none":    tr(ctx, "error.answer.none"),
		"data-text-check":   tr(ctx, "check.back"),
		"data-text-error":   tr(ctx, "common.error.prefix"),
		"data-text-done":    tr(ctx, "progress.done", "n", "#1", "of", "#2"),
		"data-text-left":    tr(ctx, "progress.left", "n", "#1"),
		"data-text-open":    tr(ctx, "receipt.open"),
		"data-text-room":    tr(ctx, "questionnaire.comment.room", "n", "#1"),
	}
	if m.Content.Minutes > 0 {
		attrs["data-minutes"] = strconv.Itoa(m.Content.Minutes)
	}
	if m.StoreKey != "" {
		attrs["data-store"] = m.StoreKey
	}
	if m.Receipt == "" && m.Preview == "" {
		attrs["data-fetch"] = true
	}
	if len(m.Answers)+len(m.Comments) > 0 {
		attrs["data-filled"] = true
	}
	if m.Receipt == "" && m.Preview == "" {
		attrs["data-thanks"] = m.thanks()
	}
	return attrs
}

// langAttr marks text in another language than the page's.
func langAttr(lang string) templ.Attributes {
	if lang == "" {
		return nil
	}
	return templ.Attributes{"lang": lang}
}

func invalidGroup(it itemForm) templ.Attributes {
	if it.Message == "" {
		return nil
	}
	return templ.Attributes{"aria-describedby": it.ID + "-error"}
}

func describedComment(c commentForm) templ.Attributes {
	if c.Message == "" {
		return templ.Attributes{"aria-describedby": c.Name + "-hint"}
	}
	return templ.Attributes{"aria-describedby": c.Name + "-hint " + c.Name + "-error", "aria-invalid": "true"}
}
