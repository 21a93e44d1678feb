package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// senderStore keeps who asks.
type senderStore interface {
	Sender(ctx context.Context) (kompass.Sender, error)
	SetSender(ctx context.Context, actor string, sender kompass.Sender) error
	SetSenderLogo(ctx context.Context, actor string, l kompass.Logo) error
	SetSettings(ctx context.Context, actor string, values map[string]string) error
}

func (s *server) routeIdentity(app *fiber.App) {
	s.get(app, forTrainer, views.IdentityPath, s.showIdentity)
	s.post(app, forTrainer, views.IdentityPath, s.saveIdentity)
	s.post(app, forTrainer, views.IdentityPath+"/logo/upload", s.uploadSenderLogo)
	s.post(app, forTrainer, views.IdentityPath+"/logo/remove", s.removeSenderLogo)
}

// sender is who asks, with her words in the language of the page. Every page of participants asks for it, so it is
// remembered until it changes.
func (s *server) sender(ctx context.Context) (views.Sender, error) {
	known := s.senders.Load()
	if known == nil {
		read, err := s.Store.Sender(ctx)
		if err != nil {
			return views.Sender{}, err
		}
		known = &read
		s.senders.Store(known)
	}
	return views.Sender{Sender: *known, Text: chooseText(func(l i18n.Lang) string { return known.Texts[string(l)] }, i18n.From(ctx).Lang())}, nil
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

// forgetSender makes the next page read anew who asks.
func (s *server) forgetSender() { s.senders.Store(nil) }

func (s *server) showIdentity(c *fiber.Ctx) error {
	sender, err := s.Store.Sender(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderIdentity(c, fiber.StatusOK, sender, nil)
}

func (s *server) renderIdentity(c *fiber.Ctx, status int, sender kompass.Sender, errs []*kompass.FieldError) error {
	page := s.settingsPage(c, localizer(c).T("identity.title"), len(errs) > 0)
	shown, err := s.sender(c.UserContext())
	if err != nil {
		return err
	}
	return renderSigned(c, status, views.IdentityPage(views.Identity{Page: page, Typed: sender, Shown: shown, Errors: fieldErrors(localizer(c), errs...)}))
}

func (s *server) saveIdentity(c *fiber.Ctx) error {
	sender, errs := kompass.ParseSender(posted(c, "contact-name"), posted(c, "contact-email"), posted(c, "contact-phone"), posted(c, "web"))
	if len(errs) > 0 {
		sender = kompass.Sender{Web: posted(c, "web"), Contact: kompass.Contact{
			Name: posted(c, "contact-name"), Email: posted(c, "contact-email"), Phone: posted(c, "contact-phone")}}
		return s.renderIdentity(c, fiber.StatusUnprocessableEntity, sender, errs)
	}
	defer s.forgetSender()
	if err := s.Store.SetSender(c.UserContext(), userOf(c).ID, sender); err != nil {
		return err
	}
	return redirect(c, views.IdentityPath)
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
	defer s.forgetSender()
	if err := s.Store.SetSenderLogo(c.UserContext(), userOf(c).ID, l); err != nil {
		return err
	}
	return redirect(c, views.IdentityPath+"#logo")
}
