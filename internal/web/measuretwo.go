package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/web/kit"
	"kompass/views"
)

// measureChanged shows what was typed of a measure beside what somebody else stored meanwhile.
func (s *server) measureChanged(c *fiber.Ctx, typed kompass.MeasureInput) error {
	form, q, err := s.measureOf(c)
	if err != nil {
		return err
	}
	z, stored := kit.Localizer(c), form.Measure.Input()
	words := func(raw []string) string {
		var aims []kompass.Aim
		for _, one := range raw {
			if aim, err := kompass.ParseAim(one); err == nil {
				aims = append(aims, aim)
			}
		}
		return naming.Questions(z, q).Aims(aims)
	}
	teams, err := s.Store.AllTeams(c.UserContext(), kit.User(c).Scope(), form.Round.CompanyID)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, t := range teams {
		names[t.ID] = t.Name
	}
	if typed.List != string(kompass.TeamList) {
		typed.TeamID = ""
	}
	errs, err := s.Changed(c, measureChange(form, "audit.action.measure.change"), []kit.Cell{
		kit.NewCell("what", z.T("measures.form.what"), typed.What, stored.What),
		kit.NewCell("who", z.T("measures.form.who"), typed.Who, stored.Who),
		kit.NewCell("due", z.T("measures.form.due"), z.Day(typed.Due), z.Day(stored.Due)),
		kit.NewCell("list", z.T("measures.form.list"), views.MeasureListText(c.UserContext(), typed.List), views.MeasureListText(c.UserContext(), stored.List)),
		kit.NewCell("team", z.T("measures.form.team"), names[typed.TeamID], names[stored.TeamID]),
		kit.NewCell("aim", z.T("measures.form.aims"), words(typed.Aims), words(stored.Aims)),
		kit.NewCell("note", z.T("measures.form.note"), strings.TrimSpace(typed.Note), stored.Note),
	})
	if err != nil {
		return err
	}
	form.Input = typed
	return s.renderMeasure(c, fiber.StatusConflict, form, q, errs)
}

// measureStateChanged shows the state that somebody else brought a measure into meanwhile, and offers the one that was wanted.
func (s *server) measureStateChanged(c *fiber.Ctx, wanted kompass.MeasureState) error {
	form, q, err := s.measureOf(c)
	if err != nil {
		return err
	}
	ctx := c.UserContext()
	stored := form.Measure.State
	z, change := kit.Localizer(c), measureChange(form, "audit.action.measure.state")
	change.Choice = z.T("conflict.press")
	errs, err := s.Changed(c, change, []kit.Cell{
		kit.NewCell("state", z.T("measures.col.state"), views.MeasureStateText(ctx, wanted), views.MeasureStateText(ctx, stored)),
	})
	if err != nil {
		return err
	}
	form.Input, form.Wanted = form.Measure.Input(), wanted
	return s.renderMeasure(c, fiber.StatusConflict, form, q, errs)
}

func measureChange(form views.MeasureForm, action string) kit.Change {
	return kit.Change{Action: action, Object: form.Measure.ID, Href: address.Measure(form.Measure.ID)}
}
