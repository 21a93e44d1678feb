package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/views"
)

// chooseNext asks for what a link leaves open, one question a page: the team first, then the perspective.
func (s *server) chooseNext(c *fiber.Ctx, a kompass.Access, p standpoint, q *questionnaire.Questionnaire) error {
	z := localizer(c)
	page := s.participantPage(c)
	page.Company = a.CompanyName
	model := views.Choose{Round: a.Round.Title}
	if a.AsksTeam() && p.team == "" {
		page.Title, model.Question, model.Hint = z.T("choose.team"), z.T("choose.team"), z.T("choose.team.hint")
		if a.Round.Mode == kompass.Open {
			model.Hint = z.T("choose.team.hint.open")
		}
		for _, t := range a.Teams {
			next := p
			next.team = t.ID
			model.Options = append(model.Options, views.Option{Text: t.Name, Href: standpointPath(a, next)})
		}
	} else {
		page.Title, model.Question, model.Hint = z.T("choose.perspective"), z.T("choose.perspective"), z.T("choose.perspective.hint")
		for _, id := range a.Round.Perspectives {
			next := p
			next.perspective = id
			model.Options = append(model.Options, views.Option{Text: perspectiveTitle(c, q, id), Href: standpointPath(a, next)})
		}
	}
	model.Page = page
	return render(c, fiber.StatusOK, views.ChoosePage(model))
}
