package web

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/views"
)

// companyStore is what the pages of companies read and write.
type companyStore interface {
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	CreateCompany(ctx context.Context, actor, name string) (kompass.Company, error)
	UpdateCompany(ctx context.Context, actor string, scope kompass.Scope, c kompass.Company) error
	Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	AddTeam(ctx context.Context, actor string, scope kompass.Scope, t kompass.Team) (kompass.Team, error)
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
	FreezeTarget(ctx context.Context, actor string, scope kompass.Scope, companyID string) error
	RenewTarget(ctx context.Context, actor string, scope kompass.Scope, companyID string) error
	Targets(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Target, error)
	Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error)
	SetPositioning(ctx context.Context, actor string, scope kompass.Scope, p kompass.Positioning) error
	SetLogo(ctx context.Context, actor string, scope kompass.Scope, companyID string, l kompass.Logo) error
	LogoByHash(ctx context.Context, hash string) (kompass.Logo, error)
	DeleteCompany(ctx context.Context, actor string, scope kompass.Scope, companyID, by string) (kompass.Deletion, error)
	Deletion(ctx context.Context, id string) (kompass.Deletion, error)
	teamStore
}

func (s *server) routeSignedIn(app *fiber.App) {
	s.routeSignIn(app)
	s.routeSure(app)
	s.routeAccount(app)
	s.routeSecondStep(app)
	s.routeSettings(app)
	s.routePeople(app)
	s.routeAudit(app)
	s.routeForgotten(app)
	s.get(app, forSignedIn, "/app", s.overview)
	s.routeCompanies(app)
	s.routeTarget(app)
	s.routeSetup(app)
	s.routeRounds(app)
	s.routeStage(app)
	s.routeReview(app)
	s.routeImport(app)
	s.routeQuestionnaires(app)
	s.routeRetention(app)
	s.routeResults(app)
	s.routeCompare(app)
	s.routeExport(app)
	s.routeMeasures(app)
	s.routeReport(app)
}

func (s *server) overview(c *fiber.Ctx) error {
	return s.renderOverview(c, fiber.StatusOK, "", nil)
}

func (s *server) addCompany(c *fiber.Ctx) error {
	raw := posted(c, "name")
	name, err := kompass.ParseName("name", raw)
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return s.renderOverview(c, fiber.StatusUnprocessableEntity, raw, field)
	}
	company, err := s.Store.CreateCompany(c.UserContext(), userOf(c).ID, name)
	if err != nil {
		return err
	}
	return redirect(c, "/app/companies/"+company.ID)
}

func (s *server) renderOverview(c *fiber.Ctx, status int, name string, field *kompass.FieldError) error {
	ctx, user := c.UserContext(), userOf(c)
	model := views.Overview{Page: s.page(c, "overview.title"), CanAdd: user.Role == kompass.Trainer, Name: name}
	if field != nil {
		model.Page, model.Errors = s.errorPage(c, "overview.title"), fieldErrors(localizer(c), field)
	}
	companies, err := s.Store.Companies(ctx, user.Scope())
	if err != nil {
		return err
	}
	rows, err := s.roundRows(ctx, user, "")
	if err != nil {
		return err
	}
	for _, company := range companies {
		row, err := s.companyRow(ctx, user, company, rows)
		if err != nil {
			return err
		}
		model.Companies = append(model.Companies, row)
	}
	model.Attention = s.attention(c, companies, rows)
	return renderSigned(c, status, views.OverviewPage(model))
}

func (s *server) companyRow(ctx context.Context, user kompass.User, company kompass.Company, rows []views.RoundRow) (views.CompanyRow, error) {
	teams, err := s.Store.Teams(ctx, user.Scope(), company.ID)
	if err != nil {
		return views.CompanyRow{}, err
	}
	out := views.CompanyRow{Company: company, Teams: len(teams)}
	for _, t := range teams {
		out.Heads += t.Heads
	}
	for i := range rows {
		if rows[i].Round.CompanyID != company.ID {
			continue
		}
		if out.Rounds == 0 {
			out.Last = &rows[i]
		}
		out.Rounds++
	}
	return out, nil
}

// soon is how long before its end a round is named among what needs attention.
const soon = 3 * 24 * time.Hour

// attention lists what waits for the trainer: rounds whose time is over, that end soon, or that are not released yet.
func (s *server) attention(c *fiber.Ctx, companies []kompass.Company, rows []views.RoundRow) []views.Attention {
	if userOf(c).Role != kompass.Trainer {
		return nil
	}
	names := map[string]string{}
	for _, company := range companies {
		names[company.ID] = company.Name
	}
	z, now := localizer(c), s.Now()
	var out []views.Attention
	for _, row := range rows {
		r := row.Round
		key := ""
		switch {
		case r.State == kompass.StateOpen && row.Phase == kompass.Ended && row.Responses == nil:
			key = "attention.below"
		case r.State == kompass.StateClosing, r.State == kompass.StateOpen && row.Phase == kompass.Ended:
			key = "attention.close"
		case r.State == kompass.StateOpen && !r.ClosesAt.IsZero() && r.ClosesAt.Sub(now) < soon:
			key = "attention.soon"
		case r.State == kompass.StateClosed && row.HasResult:
			key = "attention.release"
		}
		if key != "" {
			text := z.T(key, "company", names[r.CompanyID], "round", r.Title, "date", z.DateTime(r.ClosesAt))
			out = append(out, views.Attention{Text: text, Href: "/app/rounds/" + r.ID})
		}
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
	totals, err := s.Store.RoundTotals(ctx, user.Scope(), ids)
	if err != nil {
		return nil, err
	}
	now := s.Now()
	rows := make([]views.RoundRow, len(rounds))
	for i, r := range rounds {
		rows[i] = views.RoundRow{Round: r, Phase: r.Phase(now), Responses: r.ShownCount(totals[r.ID])}
		rows[i].HasResult = totals[r.ID] >= r.K && (r.State == kompass.StateReleased || r.State == kompass.StateClosed && user.Role == kompass.Trainer)
	}
	return rows, nil
}
