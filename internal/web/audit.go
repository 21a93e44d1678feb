package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// auditLines is how many lines of the audit trail stand on a page.
const auditLines = 50

// maxAuditPage keeps the way through the trail within what a number holds.
const maxAuditPage = 100_000

func (s *settingsDesk) showAudit(c *fiber.Ctx) error {
	ctx := c.UserContext()
	m := views.Audit{
		Page:   s.SettingsPage(c, kit.Localizer(c).T("audit.title"), false),
		Filter: views.AuditFilter{Person: c.Query("person"), Company: c.Query("company"), Kind: c.Query("kind"), From: c.Query("from"), Until: c.Query("until")},
	}
	m.Number, _ = strconv.Atoi(c.Query("page")) // whatever is no number is the first page
	m.Number = min(max(m.Number, 1), maxAuditPage)
	var err error
	if m.People, err = s.Store.Users(ctx); err != nil {
		return err
	}
	if m.Companies, err = s.Store.Companies(ctx, kompass.Everything); err != nil {
		return err
	}
	lines, err := s.Store.AuditLines(ctx, kompass.AuditFilter{
		Actor: m.Filter.Person, CompanyID: m.Filter.Company, Kind: m.Filter.Kind,
		From: day(m.Filter.From, 0), Until: day(m.Filter.Until, 1),
		Offset: (m.Number - 1) * auditLines, Limit: auditLines + 1,
	})
	if err != nil {
		return err
	}
	m.Lines, m.More = lines[:min(len(lines), auditLines)], len(lines) > auditLines
	return kit.RenderSigned(c, fiber.StatusOK, views.AuditPage(m))
}

// day reads a day of a filter, as it begins where the product's people are, and goes some days on; what is no day is the zero
// time, which leaves nothing out.
func day(raw string, on int) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, raw, i18n.Zone())
	if err != nil {
		return time.Time{}
	}
	return t.AddDate(0, 0, on)
}
