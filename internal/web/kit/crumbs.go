package kit

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// CompanyCrumbs are the breadcrumbs that lead to a company.
func CompanyCrumbs(z i18n.Localizer, company kompass.Company) []views.Crumb {
	return append(OverviewCrumbs(z), views.Crumb{Text: company.Name, Href: address.Company(company.ID)})
}

// OverviewCrumbs lead to the overview.
func OverviewCrumbs(z i18n.Localizer) []views.Crumb {
	return []views.Crumb{{Text: z.T("overview.title"), Href: address.Overview}}
}

// SettingsPage is the frame of the pages below the hub of the settings.
func (k *Kit) SettingsPage(c *fiber.Ctx, title string, failed bool) views.Page {
	page := k.Titled(c, title, failed)
	page.Section = views.SectionSettings
	page.Crumbs = []views.Crumb{{Text: Localizer(c).T("settings.title"), Href: address.Settings}, {Text: title}}
	return page
}
