package participant

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// choosePage is the page that asks for what a link leaves open on one page of links: teams, perspectives, or perspectives under each team.
func (h *Handler) choosePage(c *fiber.Ctx, path string, a kompass.Access, p standpoint, q *questionnaire.Questionnaire) views.Choose {
	z := kit.Localizer(c)
	model := views.Choose{Page: h.ParticipantPage(c), Round: a.Round.Title}
	model.Page.Company = a.CompanyName
	needsTeam, needsView := a.AsksTeam() && p.team == "", a.AsksPerspective() && p.perspective == ""
	switch {
	case needsTeam && needsView:
		model.Question, model.Hint = z.T("choose.both"), z.T("choose.perspective.hint")
		model.Meant = perspectiveFacts(c, a, q)
		for _, t := range a.Teams {
			at := p
			at.team = t.ID
			model.Groups = append(model.Groups, views.OptionGroup{Title: t.Name, Options: perspectiveOptions(c, path, a, at, q)})
		}
	case needsTeam:
		model.Question, model.Hint = z.T("choose.team"), z.T("choose.team.hint")
		if a.Round.Mode == kompass.Open {
			model.Hint = z.T("choose.team.hint.open")
		}
		model.Groups = []views.OptionGroup{{Options: teamOptions(path, a, p)}}
	default:
		model.Question, model.Hint = z.T("choose.perspective"), z.T("choose.perspective.hint")
		if own := kit.Text(c, q, q.PerspectiveQuestion); own != "" {
			model.Question = own
		}
		options := perspectiveOptions(c, path, a, p, q)
		for i, id := range a.Round.Perspectives {
			options[i].Hint = perspectiveHelp(c, q, id)
		}
		model.Groups = []views.OptionGroup{{Options: options}}
	}
	model.Page.Title = model.Question
	return model
}

func teamOptions(path string, a kompass.Access, p standpoint) []views.Option {
	var out []views.Option
	for _, t := range a.Teams {
		p.team = t.ID
		out = append(out, views.Option{Text: t.Name, Href: standpointPath(path, a, p)})
	}
	return out
}

func perspectiveOptions(c *fiber.Ctx, path string, a kompass.Access, p standpoint, q *questionnaire.Questionnaire) []views.Option {
	var out []views.Option
	for _, id := range a.Round.Perspectives {
		p.perspective = id
		out = append(out, views.Option{Text: kit.PerspectiveTitle(c, q, id), Href: standpointPath(path, a, p)})
	}
	return out
}

// perspectiveFacts say once who the perspectives mean, where they are chosen under each team.
func perspectiveFacts(c *fiber.Ctx, a kompass.Access, q *questionnaire.Questionnaire) []views.Fact {
	var out []views.Fact
	for _, id := range a.Round.Perspectives {
		if help := perspectiveHelp(c, q, id); help != "" {
			out = append(out, views.Fact{Term: kit.PerspectiveTitle(c, q, id), Value: help})
		}
	}
	return out
}

// perspectiveHelp says who a perspective means, "" where the questionnaire does not say.
func perspectiveHelp(c *fiber.Ctx, q *questionnaire.Questionnaire, id string) string {
	for _, v := range q.Perspectives {
		if v.ID == id {
			return kit.Text(c, q, v.Help)
		}
	}
	return ""
}
