package web

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// retentionStore keeps how long answers are kept.
type retentionStore interface {
	SetSetting(ctx context.Context, actor, name, value string, shown ...kompass.Digest) error
}

func (s *server) routeRetention(app *fiber.App) {
	s.Get(app, kit.Trainer, "/app/retention", s.showRetention)
	s.Post(app, kit.Trainer, "/app/retention", s.setRetention)
}

func (s *server) showRetention(c *fiber.Ctx) error {
	days, err := s.Rounds.Retention(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderRetention(c, fiber.StatusOK, strconv.Itoa(days), nil)
}

func (s *server) renderRetention(c *fiber.Ctx, status int, days string, field *kompass.FieldError) error {
	z := kit.Localizer(c)
	model := views.Retention{Page: s.SettingsPage(c, z.T("retention.title"), field != nil), Days: days}
	if field != nil {
		model.Errors = kit.FieldErrors(z, field)
	}
	return kit.RenderSigned(c, status, views.RetentionPage(model))
}

func (s *server) setRetention(c *fiber.Ctx) error {
	days, err := rounds.ParseRetention(kit.Posted(c, "days"))
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return s.renderRetention(c, fiber.StatusUnprocessableEntity, kit.Posted(c, "days"), field)
	}
	if err := s.Store.SetSetting(c.UserContext(), kit.User(c).ID, rounds.RetentionSetting, strconv.Itoa(days)); err != nil {
		return err
	}
	return kit.Redirect(c, "/app/retention")
}
