package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/logo"
	"kompass/internal/web/kit"
	"kompass/views"
)

// detailsInput is what was typed of a company's name and contact.
type detailsInput struct{ name, contact, email, phone string }

func detailsOf(c kompass.Company) detailsInput {
	return detailsInput{c.Name, c.Contact.Name, c.Contact.Email, c.Contact.Phone}
}

func (d detailsInput) parse() (kompass.Company, []*kompass.FieldError, error) {
	contact, errs := kompass.ParseContact(d.contact, d.email, d.phone)
	name, err := kompass.ParseName("name", d.name)
	mistakes, err := kit.Mistakes(err)
	return kompass.Company{Name: name, Contact: contact}, append(mistakes, errs...), err
}

func (s *companyDesk) showDetails(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	return s.renderDetails(c, fiber.StatusOK, company, detailsOf(company), nil)
}

func (s *companyDesk) saveDetails(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	input := detailsInput{kit.Posted(c, "name"), kit.Posted(c, "contact-name"), kit.Posted(c, "contact-email"), kit.Posted(c, "contact-phone")}
	changed, errs, err := input.parse()
	if err != nil {
		return err
	}
	if len(errs) > 0 {
		return s.renderDetails(c, fiber.StatusUnprocessableEntity, company, input, errs)
	}
	changed.ID = company.ID
	err = s.Store.UpdateCompany(c.UserContext(), kit.User(c).By(), changed, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.detailsChanged(c, input)
	}
	if errs, err = kit.Mistakes(err); err != nil {
		return err
	}
	if len(errs) > 0 {
		return s.renderDetails(c, fiber.StatusUnprocessableEntity, company, input, errs)
	}
	return kit.Redirect(c, address.CompanyProfile(company.ID))
}

// detailsChanged shows what was typed beside what somebody else stored meanwhile.
func (s *companyDesk) detailsChanged(c *fiber.Ctx, typed detailsInput) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	stored, z := detailsOf(company), kit.Localizer(c)
	errs, err := s.Changed(c, kit.Change{Action: "audit.action.company.change", Object: company.ID, Href: address.Details(company.ID)}, []kit.Cell{
		kit.NewCell("name", z.T("details.name"), typed.name, stored.name),
		kit.NewCell("contact-name", z.T("details.contact.name"), typed.contact, stored.contact),
		kit.NewCell("contact-email", z.T("details.contact.email"), typed.email, stored.email),
		kit.NewCell("contact-phone", z.T("details.contact.phone"), typed.phone, stored.phone),
	})
	if err != nil {
		return err
	}
	return s.renderDetails(c, fiber.StatusConflict, company, typed, errs)
}

func (s *companyDesk) uploadLogo(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	picture, file, err := readLogo(c)
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return s.renderDetails(c, fiber.StatusUnprocessableEntity, company, detailsOf(company), mistakes)
	}
	return s.setLogo(c, company, picture, kit.Localizer(c).T("conflict.file", "file", file))
}

// readLogo returns the picture that was sent, and the name of its file.
func readLogo(c *fiber.Ctx) (kompass.Logo, string, error) {
	file, err := kit.Uploaded(c, "logo")
	if err != nil {
		return kompass.Logo{}, "", err
	}
	png, width, height, err := logo.Parse(file.Body)
	return kompass.NewLogo(png, width, height), file.Name, err
}

func (s *companyDesk) removeLogo(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	if kit.Posted(c, "sure") != "yes" {
		return kit.Redirect(c, address.DetailsLogo(company.ID))
	}
	return s.setLogo(c, company, kompass.Logo{}, kit.Localizer(c).T("conflict.press"))
}

// setLogo stores a logo in the place of the one that was shown, or says what to do where that has been replaced meanwhile.
func (s *companyDesk) setLogo(c *fiber.Ctx, company kompass.Company, l kompass.Logo, choice string) error {
	err := s.Store.SetLogo(c.UserContext(), kit.User(c).By(), company.ID, l, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		if _, err := s.Changed(c, kit.Change{Kind: "logo", Object: company.ID, Choice: choice}, nil); err != nil {
			return err
		}
		return s.renderDetails(c, fiber.StatusConflict, company, detailsOf(company), nil)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.DetailsLogo(company.ID))
}

func (s *companyDesk) renderDetails(c *fiber.Ctx, status int, company kompass.Company, input detailsInput, errs []*kompass.FieldError) error {
	z := kit.Localizer(c)
	model := views.CompanyDetails{
		Page: s.Titled(c, z.T("details.title", "company", company.Name), len(errs) > 0), Company: company,
		Name: input.name, Contact: kompass.Contact{Name: input.contact, Email: input.email, Phone: input.phone}, Errors: kit.FieldErrors(z, errs...),
		Shown:     kit.Shows(c, address.Details(company.ID), company.Digest()),
		LogoShown: kit.Shows(c, address.UploadLogo(company.ID), company.Logo.Digest()),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("details.crumb")})
	return kit.RenderSigned(c, status, views.CompanyDetailsPage(model))
}
