package web

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showPeers lays a company beside others without their names, as far as all of them have consented.
func (s *compareDesk) showPeers(c *fiber.Ctx) error {
	return s.renderPeers(c, fiber.StatusOK)
}

func (s *compareDesk) renderPeers(c *fiber.Ctx, status int) error {
	ctx, z := c.UserContext(), kit.Localizer(c)
	company, err := s.Store.Company(ctx, kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	model := views.Peers{Page: s.Titled(c, z.T("peers.title", "company", company.Name), false)}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("peers.link")})
	if model.Consent, err = s.consent(c, company); err != nil {
		return err
	}
	peers, stand, err := s.Published.Peers(ctx, company.ID, s.Now())
	if err != nil {
		return err
	}
	model.Stand = z.Date(stand)
	if peers.Reason != "" {
		model.Note = peerNote(z, model.Consent, peers, stand)
		return kit.RenderSigned(c, status, views.PeersPage(model))
	}
	model.Peers = story.PeersOf(z, peers)
	if model.Dots, err = s.figures.Dots(ctx, figures.Peers(z, model)); err != nil {
		return err
	}
	model.Legend = []views.Legend{figures.Legend(chart.LegendKey(chart.RoleIst), z.T("peers.legend.alias"))}
	if len(peers.Band) > 0 {
		model.Legend = []views.Legend{figures.Legend(chart.LegendKey(chart.RoleIst), z.T("peers.legend.band")), figures.Legend(chart.LegendKey(chart.RoleThird), z.T("peers.own"))}
	}
	return kit.RenderSigned(c, status, views.PeersPage(model))
}

// peerNote says why nothing is shown. It tells nothing of others but that they are too few.
func peerNote(z i18n.Localizer, consent views.Consent, p compare.Peers, stand time.Time) string {
	switch {
	case p.Reason == compare.PeersFew:
		return z.T("peers.few", "least", compare.PeersFrom, "company", consent.Company)
	case p.Reason == compare.PeersRest:
		return z.T("peers.rest")
	case !consent.Given:
		return z.T("peers.notin", "company", consent.Company)
	}
	return z.T("peers.waiting", "company", consent.Company, "day", z.Date(stand.AddDate(0, 1, 0)))
}

// consent says how a company stands to being compared without its name.
func (s *server) consent(c *fiber.Ctx, company kompass.Company) (views.Consent, error) {
	z, out := kit.Localizer(c), views.Consent{CompanyID: company.ID, Company: company.Name}
	latest, err := s.Store.Consent(c.UserContext(), kit.User(c).Scope(), company.ID)
	out.Shown = latest.Digest()
	switch {
	case errors.Is(err, kompass.ErrNoConsent):
	case err != nil:
		return views.Consent{}, err
	case latest.Stands():
		out.Given, out.Day = true, z.Date(latest.Given)
	default:
		out.Day = z.Date(latest.Withdrawn)
	}
	return out, nil
}

// setConsent gives or withdraws consent: the company's own coordinators may, and the trainer on their behalf.
func (s *compareDesk) setConsent(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	switch kit.Posted(c, "do") {
	case "give":
		err = s.Store.GiveConsent(ctx, user.By(), company.ID, kit.Shown(c))
	case "withdraw":
		if err = s.Store.WithdrawConsent(ctx, user.By(), company.ID); errors.Is(err, kompass.ErrNoConsent) {
			err = nil // withdrawn is withdrawn
		}
	default:
		err = kompass.ErrInvalid
	}
	if errors.Is(err, kompass.ErrChanged) {
		if _, err := s.Changed(c, kit.Change{Kind: "consent", Object: company.ID, Choice: kit.Localizer(c).T("conflict.press")}, nil); err != nil {
			return err
		}
		return s.renderPeers(c, fiber.StatusConflict)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Peers(company.ID))
}
