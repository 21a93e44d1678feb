package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/sources"
)

// disciplineTitle is the name of a lead discipline.
func disciplineTitle(ctx context.Context, d kompass.Discipline) string {
	return tr(ctx, "discipline."+string(d))
}

// disciplineText explains a lead discipline.
func disciplineText(ctx context.Context, d kompass.Discipline) string {
	return tr(ctx, "discipline."+string(d)+".text")
}

// DisciplineAnswer is the name of the lead discipline that was chosen, "" where none was.
func DisciplineAnswer(ctx context.Context, d kompass.Discipline) string {
	if d == "" {
		return ""
	}
	return disciplineTitle(ctx, d)
}

// SliderTitle names the two poles of a question.
func SliderTitle(ctx context.Context, s kompass.Slider) string {
	return pole(ctx, s, "1") + " ↔ " + pole(ctx, s, "2")
}

// SliderAnswer is the step that was chosen between two poles, in words, "" where none was.
func SliderAnswer(ctx context.Context, s kompass.Slider, step int) string {
	if step == 0 {
		return ""
	}
	return stepText(ctx, s, step)
}

// profileFacts is what the page of a company says of its profile: what was said, and whom to ask.
func profileFacts(ctx context.Context, m Company) []Fact {
	facts := positioningFacts(ctx, m.Positioning, false)
	if !m.Company.Contact.Empty() {
		fact := ContactFact(ctx, m.Company.Contact)
		fact.Term = tr(ctx, "details.contact")
		facts = append(facts, fact)
	}
	return facts
}

// positioningFacts lists the answers that were given, with the steps between the poles if all are asked for.
func positioningFacts(ctx context.Context, p kompass.Positioning, all bool) []Fact {
	var facts []Fact
	add := func(term, value string) {
		if value != "" {
			facts = append(facts, Fact{Term: term, Value: value})
		}
	}
	add(tr(ctx, "positioning.promise"), p.Promise)
	add(tr(ctx, "positioning.omitted"), p.Omitted)
	if p.Discipline != "" {
		add(tr(ctx, "discipline.title"), disciplineTitle(ctx, p.Discipline))
	}
	for s, step := range p.Steps {
		if all && step > 0 {
			add(SliderTitle(ctx, kompass.Slider(s)), stepText(ctx, kompass.Slider(s), step))
		}
	}
	return facts
}

func profileLink(ctx context.Context, canEdit bool) string {
	if canEdit {
		return tr(ctx, "company.profile.change")
	}
	return tr(ctx, "company.profile.show")
}

// archivedText says since when a team is not asked any more, and what became of it.
func archivedText(ctx context.Context, t TeamRow) string {
	date := i18n.From(ctx).Date(t.Team.Archived)
	if t.MergedInto != "" {
		return tr(ctx, "teams.mergedinto", "team", t.MergedInto, "date", date)
	}
	return tr(ctx, "teams.archivedon", "date", date)
}

// targetState reports whether a target may still be changed, or who froze it when.
func targetState(ctx context.Context, t kompass.Target) string {
	if !t.Frozen() {
		return tr(ctx, "target.draft")
	}
	return tr(ctx, "target.frozen", "date", i18n.From(ctx).DateTime(t.FrozenAt), "by", frozenBy(ctx, t))
}

func frozenBy(ctx context.Context, t kompass.Target) string {
	switch {
	case t.FrozenByEmail != "":
		return t.FrozenByEmail
	case t.FrozenBy == "command line":
		return tr(ctx, "target.by.command")
	case len(t.FrozenBy) < 16: // no user's id: a part of the product
		return t.FrozenBy
	}
	return tr(ctx, "target.by.gone")
}

// workOf is the work with this id, which is one of those that the product cites.
func workOf(id string) sources.Source {
	work, _ := sources.Get(id)
	return work
}
