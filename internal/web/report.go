package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *resultDesk) askedReport(c *fiber.Ctx, p published.Result) (report.Asked, error) {
	group, ok := p.Document.Find(groupKey(c))
	if !ok {
		return report.Asked{}, kompass.ErrNotFound
	}
	kind, ok := report.KindOf(c.Query("kind"))
	if !ok {
		return report.Asked{}, kompass.ErrNotFound
	}
	return report.Asked{Group: group, Since: c.Query("since"), Kind: kind}, nil
}

func (s *resultDesk) showReport(c *fiber.Ctx, p published.Result) error {
	asked, err := s.askedReport(c, p)
	if err != nil {
		return err
	}
	m, err := s.reports.Build(c.UserContext(), kit.User(c), p, asked)
	if err != nil {
		return err
	}
	frame := s.Titled(c, m.Page.Title, false)
	m.Page.Path, m.Page.Viewer, m.Page.Section = frame.Path, frame.Viewer, frame.Section
	m.Page.Scripts = append(frame.Scripts, "print.js")
	m.Page.Crumbs = append(resultCrumbs(kit.Localizer(c), p),
		views.Crumb{Text: kit.Localizer(c).T("round.result"), Href: address.GroupResult(p.Round.ID, asked.Group.Key)},
		views.Crumb{Text: report.KindName(kit.Localizer(c), asked.Kind)})
	m.Tools = s.reportTools(kit.Localizer(c), p, asked, m.Tools.Since)
	return kit.RenderSigned(c, fiber.StatusOK, views.ReportPage(m))
}

func (s *resultDesk) reportTools(z i18n.Localizer, p published.Result, asked report.Asked, since []views.Choice) views.ReportTools {
	tools := views.ReportTools{Back: address.GroupResult(p.Round.ID, asked.Group.Key), Since: since}
	for _, kind := range views.ReportKinds {
		tools.Kinds = append(tools.Kinds, views.Choice{Text: report.KindName(z, kind), Current: kind == asked.Kind,
			Href: address.With(address.Report(p.Round.ID), report.Asked{Group: asked.Group, Since: asked.Since, Kind: kind}.Query())})
	}
	if s.PDF == nil {
		return tools
	}
	if len(report.Groups(p.Document)) > 1 {
		tools.All = address.Reports(p.Round.ID)
	}
	tools.PDF = address.With(address.PDF(address.Report(p.Round.ID)), asked.Query())
	return tools
}

// sendReport makes the file while the browser waits. Where there is nothing to make it with, the page says so.
func (s *resultDesk) sendReport(c *fiber.Ctx, p published.Result) error {
	asked, err := s.askedReport(c, p)
	if err != nil {
		return err
	}
	if s.PDF == nil {
		return kit.Redirect(c, address.With(address.Report(p.Round.ID), asked.Query()))
	}
	file, err := s.reports.File(c.UserContext(), kit.User(c), p, asked)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, kit.Attachment(naming.PlainFile(p.Round.ID)+".pdf", report.Name(kit.Localizer(c), p, asked)+".pdf"))
	c.Response().SetBody(file)
	return nil
}
