package people

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/qr"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (h *Handler) showSecondStep(c *fiber.Ctx) error {
	return h.renderSecondStep(c, fiber.StatusOK, nil)
}

// renderSecondStep shows the secret that waits for its first code, or says what the second step is for.
func (h *Handler) renderSecondStep(c *fiber.Ctx, status int, mistakes []*kompass.FieldError) error {
	user := kit.User(c)
	m := views.SecondStep{Page: h.accountPage(c, "secondstep.title", len(mistakes) > 0), Required: h.BaseURL.Secure(), InForce: user.SecondStep}
	if len(mistakes) > 0 {
		m.Errors = kit.FieldErrors(kit.Localizer(c), mistakes...)
	}
	secret, err := h.Auth.Offered(c.UserContext(), user.ID)
	if err != nil {
		return err
	}
	if secret != "" {
		m.Secret = secret
		if m.QR, m.QRSize, err = qr.Path(auth.SecretAddress(secret, user.Email)); err != nil {
			return err
		}
	}
	// Not compressed: a secret stands in the page.
	return kit.Render(c, status, views.SecondStepPage(m))
}

func (h *Handler) offerSecondStep(c *fiber.Ctx) error {
	if err := h.Auth.OfferSecondStep(c.UserContext(), kit.User(c).ID); err != nil {
		return err
	}
	return kit.Redirect(c, address.SecondStep)
}

// takeSecondStep checks the first code. The recovery codes are the answer itself: they are kept nowhere, so there is no
// page to go on to that could show them.
func (h *Handler) takeSecondStep(c *fiber.Ctx) error {
	codes, err := h.Auth.TakeSecondStep(c.UserContext(), kit.User(c).ID, kit.Session(c), kit.Posted(c, "code"))
	if errors.Is(err, kompass.ErrBadCode) || errors.Is(err, kompass.ErrConflict) {
		return h.renderSecondStep(c, fiber.StatusUnprocessableEntity, []*kompass.FieldError{{Field: "code", Code: "code.wrong"}})
	}
	if err != nil {
		return err
	}
	return h.showRecovery(c, codes)
}

func (h *Handler) showRecovery(c *fiber.Ctx, codes []string) error {
	m := views.Recovery{Page: h.accountPage(c, "recovery.title", false), Codes: codes, Email: kit.User(c).Email, Today: h.Now()}
	m.Page.Scripts = append(m.Page.Scripts, "print.js")
	return kit.Render(c, fiber.StatusOK, views.RecoveryPage(m))
}

func (h *Handler) renewRecovery(c *fiber.Ctx) error {
	if !kit.User(c).SecondStep {
		return kompass.ErrNotFound
	}
	codes, err := h.Auth.NewRecoveryCodes(c.UserContext(), kit.User(c).ID)
	if err != nil {
		return err
	}
	return h.showRecovery(c, codes)
}

// dropSecondStep goes back to the password alone, which is possible only where no second step is required.
func (h *Handler) dropSecondStep(c *fiber.Ctx) error {
	if h.BaseURL.Secure() {
		return kit.ErrForbidden
	}
	if err := h.store.DropSecondStep(c.UserContext(), kit.User(c).ID, kit.User(c).ID, kit.Session(c).Hash); err != nil {
		return err
	}
	return kit.Redirect(c, address.Account+"#secondstep")
}
