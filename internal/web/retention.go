package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

const retentionPath = "/app/retention"

func (s *settingsDesk) showRetention(c *fiber.Ctx) error {
	days, err := s.Rounds.Retention(c.UserContext())
	if err != nil {
		return err
	}
	return s.renderRetention(c, fiber.StatusOK, strconv.Itoa(days), nil)
}

func (s *settingsDesk) renderRetention(c *fiber.Ctx, status int, days string, errs []*kompass.FieldError) error {
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	stored := kompass.SettingsDigest(map[string]string{rounds.RetentionSetting: settings[rounds.RetentionSetting]})
	return kit.RenderSigned(c, status, views.RetentionPage(views.Retention{
		Page: s.SettingsPage(c, z.T("retention.title"), len(errs) > 0), Days: days, Shown: kit.Shows(c, retentionPath, stored),
		Errors: kit.FieldErrors(z, errs...),
	}))
}

func (s *settingsDesk) setRetention(c *fiber.Ctx) error {
	days, err := rounds.ParseRetention(kit.Posted(c, "days"))
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return s.renderRetention(c, fiber.StatusUnprocessableEntity, kit.Posted(c, "days"), mistakes)
	}
	err = s.Store.SetSetting(c.UserContext(), kit.User(c).ID, rounds.RetentionSetting, strconv.Itoa(days), kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.retentionChanged(c, strconv.Itoa(days))
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, retentionPath)
}

// retentionChanged shows what was typed beside what somebody else stored meanwhile.
func (s *settingsDesk) retentionChanged(c *fiber.Ctx, typed string) error {
	stored, err := s.Rounds.Retention(c.UserContext())
	if err != nil {
		return err
	}
	what := kit.Change{Action: "audit.action.setting.change", Object: rounds.RetentionSetting, Href: retentionPath}
	errs, err := s.Changed(c, what, []kit.Cell{kit.NewCell("days", kit.Localizer(c).T("retention.days"), typed, strconv.Itoa(stored))})
	if err != nil {
		return err
	}
	return s.renderRetention(c, fiber.StatusConflict, typed, errs)
}
