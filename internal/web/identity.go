package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *settingsDesk) showIdentity(c *fiber.Ctx) error {
	sender, err := s.Store.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderIdentity(c, fiber.StatusOK, sender, nil)
}

func (s *settingsDesk) renderIdentity(c *fiber.Ctx, status int, sender kompass.Sender, errs []*kompass.FieldError) error {
	page := s.SettingsPage(c, kit.Localizer(c).T("identity.title"), len(errs) > 0)
	shown, err := s.Sender(c.UserContext())
	if err != nil {
		return err
	}
	stored, err := s.Store.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, status, views.IdentityPage(views.Identity{
		Page: page, Typed: sender, Shown: shown, Digest: kit.Shows(c, address.Identity, stored.Digest()),
		LogoDigest: kit.Shows(c, address.UploadIdentityLogo, stored.Logo.Digest()),
		Errors:     kit.FieldErrors(kit.Localizer(c), errs...),
	}))
}

func (s *settingsDesk) saveIdentity(c *fiber.Ctx) error {
	sender, errs := kompass.ParseSender(kit.Posted(c, "contact-name"), kit.Posted(c, "contact-email"), kit.Posted(c, "contact-phone"), kit.Posted(c, "web"))
	if len(errs) > 0 {
		sender = kompass.Sender{Web: kit.Posted(c, "web"), Contact: kompass.Contact{
			Name: kit.Posted(c, "contact-name"), Email: kit.Posted(c, "contact-email"), Phone: kit.Posted(c, "contact-phone")}}
		return s.renderIdentity(c, fiber.StatusUnprocessableEntity, sender, errs)
	}
	defer s.ForgetSender()
	err := s.Store.SetSender(c.UserContext(), kit.User(c).ID, sender, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.identityChanged(c, sender)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Identity)
}

// identityChanged shows what was typed beside what somebody else stored meanwhile.
func (s *settingsDesk) identityChanged(c *fiber.Ctx, typed kompass.Sender) error {
	stored, err := s.Store.Sender(c.UserContext())
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	what := kit.Change{Action: "audit.action.setting.change", Object: kompass.SenderName, Href: address.Identity,
		Parts: []string{kompass.SenderEmail, kompass.SenderPhone, kompass.SenderWeb}}
	errs, err := s.Changed(c, what, []kit.Cell{
		kit.NewCell("contact-name", z.T("identity.name"), typed.Name, stored.Name),
		kit.NewCell("contact-email", z.T("signin.email"), typed.Email, stored.Email),
		kit.NewCell("contact-phone", z.T("identity.phone"), typed.Phone, stored.Phone),
		kit.NewCell("web", z.T("identity.web"), typed.Web, stored.Web),
	})
	if err != nil {
		return err
	}
	s.ForgetSender()
	return s.renderIdentity(c, fiber.StatusConflict, typed, errs)
}

func (s *settingsDesk) uploadSenderLogo(c *fiber.Ctx) error {
	picture, file, err := readLogo(c)
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		sender, err := s.Store.Sender(c.UserContext())
		if err != nil {
			return err
		}
		return s.renderIdentity(c, fiber.StatusUnprocessableEntity, sender, mistakes)
	}
	return s.setSenderLogo(c, picture, kit.Localizer(c).T("conflict.file", "file", file))
}

func (s *settingsDesk) removeSenderLogo(c *fiber.Ctx) error {
	return s.setSenderLogo(c, kompass.Logo{}, kit.Localizer(c).T("conflict.press"))
}

// setSenderLogo is [companyDesk.setLogo] for whoever asks.
func (s *settingsDesk) setSenderLogo(c *fiber.Ctx, l kompass.Logo, choice string) error {
	defer s.ForgetSender()
	err := s.Store.SetSenderLogo(c.UserContext(), kit.User(c).ID, l, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		s.ForgetSender()
		if _, err := s.Changed(c, kit.Change{Kind: "setting.logo", Choice: choice}, nil); err != nil {
			return err
		}
		sender, err := s.Store.Sender(c.UserContext())
		if err != nil {
			return err
		}
		return s.renderIdentity(c, fiber.StatusConflict, sender, nil)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.IdentityLogo)
}
