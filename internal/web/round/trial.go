package round

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// roundTrial is a round that exists, with nothing fixed by a link, so that every way into it can be looked at.
func (h *Handler) roundTrial(c *fiber.Ctx) (participant.Trial, error) {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := h.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return participant.Trial{}, err
	}
	company, err := h.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return participant.Trial{}, err
	}
	teams, err := h.roundTeams(ctx, user, round)
	if err != nil {
		return participant.Trial{}, err
	}
	frozen, err := h.Rounds.Frozen(ctx, round)
	if err != nil {
		return participant.Trial{}, err
	}
	return participant.Trial{
		Access:  kompass.Access{Round: round, CompanyName: company.Name, Contact: company.Contact, Logo: company.Logo, Teams: teams, Recorded: h.Kit.Store.Records()},
		Content: frozen.Questionnaire, Path: address.PreviewRound(round.ID),
		Back: views.Crumb{Href: address.Round(round.ID), Text: kit.Localizer(c).T("preview.back.round")},
	}, nil
}
