package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// ideaMonths is until when an idea that becomes a measure is to be done, unless somebody says otherwise.
const ideaMonths = 3

// ideas are what can be tried after a result of a group, with what makes measures of them.
func (s *resultDesk) ideas(c *fiber.Ctx, p published.Result, group *result.Group) (views.Ideas, error) {
	z := kit.Localizer(c)
	out := views.Ideas{Ideas: story.IdeasOf(z, p.Series(group, nil))}
	if out.Ideas == nil {
		return out, nil
	}
	measures, err := s.Store.Measures(c.UserContext(), kit.User(c).Scope(), kompass.MeasureFilter{RoundID: p.Round.ID})
	if err != nil {
		return out, err
	}
	out.Agreed = map[string]bool{}
	for _, m := range measures {
		out.Agreed[m.What] = true
	}
	out.Action, out.Back = address.AddMeasure(p.Round.ID), address.GroupResult(p.Round.ID, group.Key)
	out.Measures = address.CompanyMeasures(p.Round.CompanyID)
	out.List, out.Team, out.Who = string(kompass.CompanyList), group.Key["team"], z.T("ideas.who")
	if out.Team != "" {
		out.List = string(kompass.TeamList)
	}
	out.Due = s.Now().In(i18n.Zone()).AddDate(0, ideaMonths, 0).Format("2006-01-02")
	out.Key, err = kompass.NewID(s.Rand)
	return out, err
}
