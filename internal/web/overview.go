package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/dashboard"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// overview is the dashboard, the first page after signing in: what needs attention, and all companies.
func (s *server) overview(c *fiber.Ctx) error {
	return s.renderOverview(c, fiber.StatusOK, "", nil)
}

func (s *server) addCompany(c *fiber.Ctx) error {
	raw := kit.Posted(c, "name")
	name, err := kompass.ParseName("name", raw)
	var company kompass.Company
	if err == nil {
		company, err = s.Store.CreateCompany(c.UserContext(), kit.User(c).ID, name)
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return s.renderOverview(c, fiber.StatusUnprocessableEntity, raw, mistakes)
	}
	return kit.Redirect(c, address.Company(company.ID))
}

func (s *server) renderOverview(c *fiber.Ctx, status int, name string, mistakes []*kompass.FieldError) error {
	ctx, user := c.UserContext(), kit.User(c)
	model := views.Overview{Page: s.Page(c, "overview.title"), Trainer: user.CanManage(), Name: name}
	if len(mistakes) > 0 {
		model.Page, model.Errors = s.ErrorPage(c, "overview.title"), kit.FieldErrors(kit.Localizer(c), mistakes...)
	}
	companies, err := s.Store.CompanyEntries(ctx, user.Scope())
	if err != nil {
		return err
	}
	rounds, err := s.Store.RoundEntries(ctx, user.Scope())
	if err != nil {
		return err
	}
	d := dashboard.New(kit.Localizer(c), user, s.Now(), companies, rounds)
	if err := s.addWaiting(ctx, user, d); err != nil {
		return err
	}
	model.Waiting, model.Guide = views.NewWaiting(d.Waiting()), d.Guide()
	for _, company := range d.List(dashboard.ListingOf(kit.At(c)), &model) {
		latest, err := s.Published.Latest(ctx, user, d.Rounds(company.ID), 2)
		if err != nil {
			return err
		}
		model.Companies = append(model.Companies, d.Company(company, latest))
	}
	return kit.RenderSigned(c, status, views.OverviewPage(model))
}

// dueMost is how many measures the overview names at most.
const dueMost = 100

// addWaiting adds what waits beside the rounds: measures, and for the trainer what only she can do.
func (s *server) addWaiting(ctx context.Context, user kompass.User, d *dashboard.Dashboard) error {
	due, err := s.Store.Measures(ctx, user.Scope(), kompass.MeasureFilter{Open: true, DueUntil: s.dayIn(kompass.DueSoonDays), Limit: dueMost})
	if err != nil {
		return err
	}
	d.AddMeasures(due, s.today())
	trouble, err := s.Rounds.KeyTrouble(ctx)
	if err != nil {
		return err
	}
	d.AddKeys(trouble)
	if !user.CanManage() {
		return nil
	}
	settings, err := s.Store.Settings(ctx)
	if err != nil {
		return err
	}
	d.AddOwn(settings, dueTexts())
	space, err := s.Store.Space()
	if err != nil {
		return err
	}
	d.AddSpace(space)
	return nil
}

// roundRows lists the rounds that a user may see, newest first, with the counts that may be shown.
func (s *server) roundRows(ctx context.Context, user kompass.User, companyID string) ([]views.RoundRow, error) {
	rounds, err := s.Store.Rounds(ctx, user.Scope(), companyID)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rounds))
	for i, r := range rounds {
		ids[i] = r.ID
	}
	totals, err := s.Store.TeamTotals(ctx, user.Scope(), ids)
	if err != nil {
		return nil, err
	}
	return dashboard.RoundRows(user, s.Now(), rounds, totals), nil
}
