package web

import (
	"context"
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

// retentionStore keeps how long answers are kept.
type retentionStore interface {
	SetSetting(ctx context.Context, actor, name, value string) error
}

func (s *server) routeRetention(app *fiber.App) {
	s.get(app, forTrainer, "/app/retention", s.showRetention)
	s.post(app, forTrainer, "/app/retention", s.setRetention)
}

func (s *server) showRetention(c *fiber.Ctx) error {
	days, err := s.Rounds.Retention(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderRetention(c, fiber.StatusOK, strconv.Itoa(days), nil)
}

func (s *server) renderRetention(c *fiber.Ctx, status int, days string, field *kompass.FieldError) error {
	z := localizer(c)
	model := views.Retention{Page: s.settingsPage(c, z.T("retention.title"), field != nil), Days: days}
	if field != nil {
		model.Errors = fieldErrors(z, field)
	}
	return renderSigned(c, status, views.RetentionPage(model))
}

func (s *server) setRetention(c *fiber.Ctx) error {
	days, err := rounds.ParseRetention(posted(c, "days"))
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return s.renderRetention(c, fiber.StatusUnprocessableEntity, posted(c, "days"), field)
	}
	if err := s.Store.SetSetting(c.UserContext(), userOf(c).ID, rounds.RetentionSetting, strconv.Itoa(days)); err != nil {
		return err
	}
	return redirect(c, "/app/retention")
}
