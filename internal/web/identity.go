package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// senderStore keeps who asks.
type senderStore interface {
	Sender(ctx context.Context) (kompass.Sender, error)
	SetSender(ctx context.Context, actor string, sender kompass.Sender, shown ...kompass.Digest) error
	SetSenderLogo(ctx context.Context, actor string, l kompass.Logo) error
	SetSettings(ctx context.Context, actor string, values map[string]string, shown ...kompass.Digest) error
}

func (s *server) routeIdentity(app *fiber.App) {
	s.Get(app, kit.Trainer, views.IdentityPath, s.showIdentity)
	s.Post(app, kit.Trainer, views.IdentityPath, s.saveIdentity)
	s.Post(app, kit.Trainer, views.IdentityPath+"/logo/upload", s.uploadSenderLogo)
	s.Post(app, kit.Trainer, views.IdentityPath+"/logo/remove", s.removeSenderLogo)
}

// senderLogo is the sender's logo as it stands in what is printed, with the picture itself.
func (s *server) senderLogo(ctx context.Context, sender views.Sender) (views.Picture, error) {
	if !sender.Logo.Present() {
		return views.Picture{}, nil
	}
	l, err := s.Store.LogoByHash(ctx, sender.Logo.Hash)
	if errors.Is(err, kompass.ErrNotFound) {
		return views.Picture{}, nil
	}
	return pictureOf(ctx, l, sender.Name), err
}

func (s *server) showIdentity(c *fiber.Ctx) error {
	sender, err := s.Store.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderIdentity(c, fiber.StatusOK, sender, nil)
}

func (s *server) renderIdentity(c *fiber.Ctx, status int, sender kompass.Sender, errs []*kompass.FieldError) error {
	page := s.SettingsPage(c, kit.Localizer(c).T("identity.title"), len(errs) > 0)
	shown, err := s.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, status, views.IdentityPage(views.Identity{Page: page, Typed: sender, Shown: shown, Errors: kit.FieldErrors(kit.Localizer(c), errs...)}))
}

func (s *server) saveIdentity(c *fiber.Ctx) error {
	sender, errs := kompass.ParseSender(kit.Posted(c, "contact-name"), kit.Posted(c, "contact-email"), kit.Posted(c, "contact-phone"), kit.Posted(c, "web"))
	if len(errs) > 0 {
		sender = kompass.Sender{Web: kit.Posted(c, "web"), Contact: kompass.Contact{
			Name: kit.Posted(c, "contact-name"), Email: kit.Posted(c, "contact-email"), Phone: kit.Posted(c, "contact-phone")}}
		return s.renderIdentity(c, fiber.StatusUnprocessableEntity, sender, errs)
	}
	defer s.ForgetSender()
	if err := s.Store.SetSender(c.UserContext(), kit.User(c).ID, sender); err != nil {
		return err
	}
	return kit.Redirect(c, views.IdentityPath)
}

func (s *server) uploadSenderLogo(c *fiber.Ctx) error {
	picture, err := readLogo(c)
	var field *kompass.FieldError
	if errors.As(err, &field) {
		sender, err := s.Store.Sender(c.UserContext())
		if err != nil {
			return err
		}
		return s.renderIdentity(c, fiber.StatusUnprocessableEntity, sender, []*kompass.FieldError{field})
	}
	if err != nil {
		return err
	}
	return s.setSenderLogo(c, picture)
}

func (s *server) removeSenderLogo(c *fiber.Ctx) error { return s.setSenderLogo(c, kompass.Logo{}) }

func (s *server) setSenderLogo(c *fiber.Ctx, l kompass.Logo) error {
	defer s.ForgetSender()
	if err := s.Store.SetSenderLogo(c.UserContext(), kit.User(c).ID, l); err != nil {
		return err
	}
	return kit.Redirect(c, views.IdentityPath+"#logo")
}
