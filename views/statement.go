package views

import (
	"context"
	"slices"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// statement is what a round promises to the people who answer, made from the round's own settings.
type statement struct {
	Heading string
	Lead    string // "" where the facts say it all
	Facts   []Fact
}

// newStatement writes the statement of an anonymous or an open round.
func newStatement(ctx context.Context, a kompass.Access, q *questionnaire.Questionnaire) statement {
	mode := string(a.Round.Mode)
	from := kompass.CommentsFrom(a.Round.Mode, a.Round.K)
	fact := func(name, key string, pairs ...any) Fact {
		return Fact{Term: tr(ctx, "statement."+name), Value: tr(ctx, key, pairs...)}
	}
	s := statement{
		Heading: tr(ctx, "statement."+mode+".heading"),
		Facts: []Fact{
			{Term: tr(ctx, "statement.stored"), Value: storedParts(ctx, a, q)},
			fact("sealed", sealedText(a.Round)),
			fact("notstored", notStored(a)),
			fact("results", "statement.results.text"),
			fact("groups", "statement."+mode+".groups", "k", a.Round.K),
			fact("comments", "statement."+mode+".comments", "n", from),
			fact("audience", "statement."+mode+".audience", "company", a.CompanyName),
			fact("receipt", "statement.receipt.text"),
		},
	}
	if one, ok := a.Audience(); ok && a.Round.Mode == kompass.Anonymous {
		s.Facts = slices.Insert(s.Facts, 5, headsFact(ctx, a, one, q))
	}
	if a.Recorded {
		s.Facts = slices.Insert(s.Facts, 3, fact("journal", "statement.journal.text"))
	}
	if a.Round.Mode == kompass.Open {
		s.Lead = tr(ctx, "statement.open.lead")
	}
	return s
}

// notStored is the key of what is not stored of whoever answers.
func notStored(a kompass.Access) string {
	if a.Recorded {
		return "statement.notstored.recorded"
	}
	return "statement.notstored.text"
}

// sealedText is the key of what is said of how answers lie until the round is closed, and who has the key.
func sealedText(r kompass.Round) string {
	switch {
	case !r.Sealed:
		return "statement.sealed.not"
	case !r.Held:
		return "statement.sealed.server"
	case r.Holder == "":
		return "statement.sealed.held"
	}
	return "statement.sealed." + string(r.Holder)
}

// headsFact says how many people share the access, that forms are counted and not people, and what follows. Where the team is
// still to be chosen, it says so of each.
func headsFact(ctx context.Context, a kompass.Access, all kompass.Audience, q *questionnaire.Questionnaire) Fact {
	text := tr(ctx, "statement.heads.text", "heads", all.Heads)
	if a.AsksTeam() {
		text = tr(ctx, "statement.heads.teams", "heads", all.Heads, "teams", teamHeads(ctx, a))
	}
	if all.Before > 0 {
		text += " " + tr(ctx, "statement.heads.risen", "before", all.Before)
	}
	for _, p := range q.Perspectives {
		of := kompass.HeadsOf(a.Audiences, "", p.ID)
		if of.Heads == 0 || a.Link.Perspective != "" && a.Link.Perspective != p.ID {
			continue
		}
		text += " " + tr(ctx, "statement.heads.of", "perspective", namesOf(ctx, q).Text(p.Title), "heads", of.Heads)
		if of.Before > 0 {
			text += " " + tr(ctx, "statement.heads.risen", "before", of.Before)
		}
	}
	return Fact{Term: tr(ctx, "statement.heads"), Value: text}
}

// teamHeads names the teams with how many people each has.
func teamHeads(ctx context.Context, a kompass.Access) string {
	var names []string
	for _, t := range a.Teams {
		names = append(names, t.Name+" "+i18n.From(ctx).Int(kompass.HeadsOf(a.Audiences, t.ID, "").Heads))
	}
	return joined(names)
}

// perspectiveNames names what people can answer as.
func perspectiveNames(ctx context.Context, q *questionnaire.Questionnaire) string {
	var names []string
	for _, p := range q.Perspectives {
		names = append(names, namesOf(ctx, q).Text(p.Title))
	}
	return strings.Join(names, " "+tr(ctx, "common.or")+" ")
}

// storedParts names everything that is kept of a form.
func storedParts(ctx context.Context, a kompass.Access, q *questionnaire.Questionnaire) string {
	parts := []string{tr(ctx, "statement.stored.answers"), tr(ctx, "statement.stored.comments")}
	if len(a.Round.TeamIDs) > 0 {
		parts = append(parts, tr(ctx, "statement.stored.team"))
	}
	if len(a.Round.Perspectives) > 0 {
		parts = append(parts, tr(ctx, "statement.stored.perspective", "names", perspectiveNames(ctx, q)))
	}
	last := len(parts) - 1
	return tr(ctx, "statement.stored.text", "parts",
		strings.Join(parts[:last], ", ")+" "+tr(ctx, "common.and")+" "+parts[last])
}
