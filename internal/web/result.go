package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

// groupKey reads which group of a result is asked for.
func groupKey(c *fiber.Ctx) result.Key {
	key := result.Key{}
	for _, name := range []string{"team", "perspective"} {
		if v := c.Query(name); v != "" {
			key[name] = v
		}
	}
	return key
}

func (s *resultDesk) showResult(c *fiber.Ctx, p published.Result) error {
	group, ok := p.Document.Find(groupKey(c))
	if !ok {
		return kompass.ErrNotFound
	}
	model, err := s.resultModel(c, p, group)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ResultPage(model))
}

func (s *resultDesk) resultModel(c *fiber.Ctx, p published.Result, group *result.Group) (views.Result, error) {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	t := newLabels(z, p.Questionnaire, p.Document)
	page := s.Titled(c, z.T("result.title", "round", p.Document.Title, "company", p.Document.Company), false)
	page.Scripts = append(page.Scripts, "print.js")
	page.Crumbs = append(resultCrumbs(z, p), views.Crumb{Text: z.T("round.result")})
	history, err := s.Published.History(ctx, user, p.Round.CompanyID)
	if err != nil {
		return views.Result{}, err
	}
	told, err := s.reports.Story(ctx, user, history, p, group)
	if err != nil {
		return views.Result{}, err
	}
	told.LinkMeasures(p.Round.ID, group.Key)
	if err := s.addNotes(c, &told, p, group); err != nil {
		return views.Result{}, err
	}
	moved, err := s.reports.Moved(ctx, user, history, p, group.Key)
	if err != nil {
		return views.Result{}, err
	}
	ideas, err := s.ideas(c, p, group)
	if err != nil {
		return views.Result{}, err
	}
	return views.Result{
		Ideas: ideas, Page: page, RoundID: p.Round.ID, Group: group.Key, Released: p.Released(), CanEdit: user.CanManage(),
		Switches: t.switches(p.Round.ID, group), Hidden: report.Hidden(z, p), Moved: moved, Story: told,
		Documents: documents(z, p, group),
		Report:    address.With(address.Report(p.Round.ID), report.Asked{Group: group}.Query()), PDF: s.PDF != nil && group.Shown, Formats: formats(),
	}, nil
}

// addNotes sets the notes of trainers, for trainers, where the questionnaire is one that is kept here.
func (s *resultDesk) addNotes(c *fiber.Ctx, told *views.Story, p published.Result, group *result.Group) error {
	settings, trainer, err := s.Notes(c)
	if _, kept := s.Rounds.Library().Version(p.Questionnaire.ID, p.Questionnaire.Version); trainer && kept {
		told.AddNotes(settings, p.Questionnaire, address.GroupResult(p.Round.ID, group.Key))
	}
	return err
}

// documents are what is made of a result beside its report.
func documents(z i18n.Localizer, p published.Result, group *result.Group) []views.Choice {
	var out []views.Choice
	for _, kind := range views.ReportKinds {
		if kind != report.Default {
			asked := report.Asked{Group: group, Kind: kind}
			out = append(out, views.Choice{Text: report.KindName(z, kind), Href: address.With(address.Report(p.Round.ID), asked.Query())})
		}
	}
	return out
}

// resultCrumbs lead to a round by way of its company, as its result names them.
func resultCrumbs(z i18n.Localizer, p published.Result) []views.Crumb {
	return append(kit.CompanyCrumbs(z, kompass.Company{ID: p.Round.CompanyID, Name: p.Document.Company}),
		views.Crumb{Text: p.Document.Title, Href: address.Round(p.Round.ID)})
}
