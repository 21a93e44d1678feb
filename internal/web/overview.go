package web

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
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
	return kit.Redirect(c, "/app/companies/"+company.ID)
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
	o := overview{z: kit.Localizer(c), user: user, now: s.Now(), companies: companies, rounds: roundsByCompany(rounds)}
	o.wait(rounds)
	if err := s.waitElsewhere(ctx, &o); err != nil {
		return err
	}
	model.Waiting = views.NewWaiting(o.waiting)
	model.Guide = o.guide()
	chosen := o.list(listingOf(c), &model)
	if model.Companies, err = s.companyItems(ctx, o, chosen); err != nil {
		return err
	}
	return kit.RenderSigned(c, status, views.OverviewPage(model))
}

// overview is what the page knows before it writes anything.
type overview struct {
	z         i18n.Localizer
	user      kompass.User
	now       time.Time
	companies []kompass.CompanyEntry
	rounds    map[string][]kompass.RoundEntry // by company, the newest first
	waiting   []views.Attention
	urgency   map[string]int // by company, the most urgent of what waits; see attention.go
}

func (o *overview) trainer() bool { return o.user.CanManage() }

func roundsByCompany(all []kompass.RoundEntry) map[string][]kompass.RoundEntry {
	out := map[string][]kompass.RoundEntry{}
	for _, e := range all {
		out[e.CompanyID] = append(out[e.CompanyID], e)
	}
	return out
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
	now := s.Now()
	rows := make([]views.RoundRow, len(rounds))
	for i, r := range rounds {
		rows[i] = views.RoundRow{Round: r, Phase: r.Phase(now), Responses: disclosure.TotalOf(r.K, slices.Collect(maps.Values(totals[r.ID])))}
		rows[i].HasResult = !rows[i].Responses.Below(r.K) && published.Sees(user, r)
	}
	return rows, nil
}
