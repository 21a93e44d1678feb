package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// accountStore is what people see and do about their own account.
type accountStore interface {
	Sessions(ctx context.Context, userID string) ([]kompass.Session, error)
	EndSessionOf(ctx context.Context, userID, sessionID string) error
	EndOtherSessions(ctx context.Context, userID string, but kompass.TokenHash) error
	CountRecoveryKeys(ctx context.Context, userID string) (int, error)
	DropSecondStep(ctx context.Context, actor, userID string, but kompass.TokenHash) error
}

func (s *server) routeAccount(app *fiber.App) {
	s.Get(app, kit.SignedIn|kit.BeforeSecondStep, address.Account, s.showAccount)
	s.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.Account+"/password", s.changePassword)
	s.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.Account+"/sessions", s.endSessions)
	s.Post(app, kit.SignedIn|kit.BeforeSecondStep, "/app/stay", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) })
}

func (s *server) showAccount(c *fiber.Ctx) error {
	return s.renderAccount(c, fiber.StatusOK, views.Account{Done: c.Query("done") == "password"}, nil)
}

func (s *server) renderAccount(c *fiber.Ctx, status int, m views.Account, field *kompass.FieldError) error {
	ctx, user := c.UserContext(), kit.User(c)
	m.Page = s.accountPage(c, "account.title", field != nil)
	m.Page.Crumbs = nil
	m.User, m.Required = user, s.BaseURL.Secure()
	if field != nil {
		m.Errors = kit.FieldErrors(kit.Localizer(c), field)
	}
	var err error
	if user.CompanyID != "" {
		company, err := s.Store.Company(ctx, user.Scope(), user.CompanyID)
		if err != nil {
			return err
		}
		m.Company = company.Name
	}
	if m.Recovery, err = s.Store.CountRecoveryKeys(ctx, user.ID); err != nil {
		return err
	}
	sessions, err := s.Store.Sessions(ctx, user.ID)
	if err != nil {
		return err
	}
	for _, session := range sessions {
		m.Sessions = append(m.Sessions, views.SessionRow{ID: session.ID, Started: session.Created, Seen: session.LastSeen, This: session.ID == kit.Session(c).ID})
	}
	return kit.RenderSigned(c, status, views.AccountPage(m))
}

// accountPage is the frame of the pages about one's own account.
func (s *server) accountPage(c *fiber.Ctx, titleKey string, failed bool) views.Page {
	page := s.Titled(c, kit.Localizer(c).T(titleKey), failed)
	page.Section = views.SectionAccount
	page.Crumbs = []views.Crumb{{Text: kit.Localizer(c).T("account.title"), Href: address.Account}, {Text: page.Title}}
	return page
}

// changePassword takes the old password and a new one. The old one is always asked for, however lately it was given.
func (s *server) changePassword(c *fiber.Ctx) error {
	err := s.Auth.ChangePassword(c.UserContext(), kit.User(c), kit.Session(c), kit.Posted(c, "old"), kit.Posted(c, "password"), kit.Network(c.IP()).String())
	var field *kompass.FieldError
	switch {
	case errors.Is(err, kompass.ErrBadLogin):
		field = &kompass.FieldError{Field: "old", Code: "sure.wrong"}
	case err != nil && !errors.As(err, &field):
		return err
	}
	if field != nil {
		return s.renderAccount(c, fiber.StatusUnprocessableEntity, views.Account{}, field)
	}
	return kit.Redirect(c, address.Account+"?done=password")
}

// endSessions ends one session of one's own, or all others.
func (s *server) endSessions(c *fiber.Ctx) error {
	ctx, user, id := c.UserContext(), kit.User(c), kit.Posted(c, "session")
	var err error
	if id == "" {
		err = s.Store.EndOtherSessions(ctx, user.ID, kit.Session(c).Hash)
	} else {
		err = s.Store.EndSessionOf(ctx, user.ID, id)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Account+"#sessions")
}
