package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/views"
)

const secondStepPath = accountPath + "/code"

func (s *server) routeSecondStep(app *fiber.App) {
	s.get(app, forSignedIn|beforeSecondStep, secondStepPath, s.showSecondStep)
	s.post(app, forSignedIn|beforeSecondStep|passwordAgain, secondStepPath, s.offerSecondStep)
	s.post(app, forSignedIn|beforeSecondStep, secondStepPath+"/confirm", s.takeSecondStep)
	s.post(app, forSignedIn|passwordAgain, secondStepPath+"/off", s.dropSecondStep)
	s.post(app, forSignedIn|passwordAgain, secondStepPath+"/recovery", s.renewRecovery)
}

func (s *server) showSecondStep(c *fiber.Ctx) error {
	return s.renderSecondStep(c, fiber.StatusOK, nil)
}

// renderSecondStep shows the secret that waits for its first code, or says what the second step is for.
func (s *server) renderSecondStep(c *fiber.Ctx, status int, field *kompass.FieldError) error {
	user := userOf(c)
	m := views.SecondStep{Page: s.accountPage(c, "secondstep.title", field != nil), Required: s.BaseURL.Secure(), InForce: user.SecondStep}
	if field != nil {
		m.Errors = fieldErrors(localizer(c), field)
	}
	secret, err := s.Auth.Offered(c.UserContext(), user.ID)
	if err != nil {
		return err
	}
	if secret != "" {
		m.Secret = secret
		if m.QR, m.QRSize, err = qrPath(auth.SecretAddress(secret, user.Email)); err != nil {
			return err
		}
	}
	// Not compressed: a secret stands in the page.
	return render(c, status, views.SecondStepPage(m))
}

func (s *server) offerSecondStep(c *fiber.Ctx) error {
	if err := s.Auth.OfferSecondStep(c.UserContext(), userOf(c).ID); err != nil {
		return err
	}
	return redirect(c, secondStepPath)
}

// takeSecondStep checks the first code. The recovery codes are the answer itself: they are kept nowhere, so there is no
// page to go on to that could show them.
func (s *server) takeSecondStep(c *fiber.Ctx) error {
	codes, err := s.Auth.TakeSecondStep(c.UserContext(), userOf(c).ID, sessionOf(c), posted(c, "code"))
	if errors.Is(err, kompass.ErrBadCode) || errors.Is(err, kompass.ErrConflict) {
		return s.renderSecondStep(c, fiber.StatusUnprocessableEntity, &kompass.FieldError{Field: "code", Code: "code.wrong"})
	}
	if err != nil {
		return err
	}
	return s.showRecovery(c, codes)
}

func (s *server) showRecovery(c *fiber.Ctx, codes []string) error {
	m := views.Recovery{Page: s.accountPage(c, "recovery.title", false), Codes: codes, Email: userOf(c).Email, Today: s.Now()}
	m.Page.Scripts = append(m.Page.Scripts, "print.js")
	return render(c, fiber.StatusOK, views.RecoveryPage(m))
}

func (s *server) renewRecovery(c *fiber.Ctx) error {
	if !userOf(c).SecondStep {
		return kompass.ErrNotFound
	}
	codes, err := s.Auth.NewRecoveryCodes(c.UserContext(), userOf(c).ID)
	if err != nil {
		return err
	}
	return s.showRecovery(c, codes)
}

// dropSecondStep goes back to the password alone, which is possible only where no second step is required.
func (s *server) dropSecondStep(c *fiber.Ctx) error {
	if s.BaseURL.Secure() {
		return errForbidden
	}
	if err := s.Store.DropSecondStep(c.UserContext(), userOf(c).ID, userOf(c).ID, sessionOf(c).Hash); err != nil {
		return err
	}
	return redirect(c, accountPath+"#secondstep")
}
