package people

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// stay keeps the session: asking is enough.
func (h *Handler) stay(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) }

func (h *Handler) showAccount(c *fiber.Ctx) error {
	return h.renderAccount(c, fiber.StatusOK, views.Account{Done: c.Query("done") == "password"}, nil)
}

func (h *Handler) renderAccount(c *fiber.Ctx, status int, m views.Account, mistakes []*kompass.FieldError) error {
	ctx, user := c.UserContext(), kit.User(c)
	m.Page = h.accountPage(c, "account.title", len(mistakes) > 0)
	m.Page.Crumbs = nil
	m.User, m.Required = user, h.BaseURL.Secure()
	if len(mistakes) > 0 {
		m.Errors = kit.FieldErrors(kit.Localizer(c), mistakes...)
	}
	var err error
	if user.CompanyID != "" {
		company, err := h.store.Company(ctx, user.Scope(), user.CompanyID)
		if err != nil {
			return err
		}
		m.Company = company.Name
	}
	if m.Recovery, err = h.store.CountRecoveryKeys(ctx, user.ID); err != nil {
		return err
	}
	sessions, err := h.store.Sessions(ctx, user.ID)
	if err != nil {
		return err
	}
	for _, session := range sessions {
		m.Sessions = append(m.Sessions, views.SessionRow{ID: session.ID, Started: session.Created, Seen: session.LastSeen, This: session.ID == kit.Session(c).ID})
	}
	return kit.RenderSigned(c, status, views.AccountPage(m))
}

// accountPage is the frame of the pages about one's own account.
func (h *Handler) accountPage(c *fiber.Ctx, titleKey string, failed bool) views.Page {
	page := h.Titled(c, kit.Localizer(c).T(titleKey), failed)
	page.Section = views.SectionAccount
	page.Crumbs = []views.Crumb{{Text: kit.Localizer(c).T("account.title"), Href: address.Account}, {Text: page.Title}}
	return page
}

// changePassword takes the old password and a new one. The old one is always asked for, however lately it was given.
func (h *Handler) changePassword(c *fiber.Ctx) error {
	err := h.Auth.ChangePassword(c.UserContext(), kit.User(c), kit.Session(c),
		auth.PasswordChange{Old: kit.Posted(c, "old"), New: kit.Posted(c, "password"), Network: kit.Network(c.IP()).String()})
	if errors.Is(err, kompass.ErrBadLogin) {
		err = &kompass.FieldError{Field: "old", Code: "reauthenticate.wrong"}
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return h.renderAccount(c, fiber.StatusUnprocessableEntity, views.Account{}, mistakes)
	}
	return kit.Redirect(c, address.Account+"?done=password")
}

// endSessions ends one session of one's own, or all others.
func (h *Handler) endSessions(c *fiber.Ctx) error {
	ctx, user, id := c.UserContext(), kit.User(c), kit.Posted(c, "session")
	var err error
	if id == "" {
		err = h.store.EndOtherSessions(ctx, user.ID, kit.Session(c).Hash)
	} else {
		err = h.store.EndSessionOf(ctx, user.ID, id)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Account+"#sessions")
}
