package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// trialOf makes a route of something that can be tried out: looking at it, and sending a form.
func (s *server) trialOf(find func(c *fiber.Ctx) (participant.Trial, error), do func(*fiber.Ctx, participant.Trial) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		t, err := find(c)
		if err != nil {
			return err
		}
		return do(c, t)
	}
}

// roundTrial is a round that exists, with nothing fixed by a link, so that every way into it can be looked at.
func (s *roundDesk) roundTrial(c *fiber.Ctx) (participant.Trial, error) {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := s.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return participant.Trial{}, err
	}
	company, err := s.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return participant.Trial{}, err
	}
	teams, err := s.roundTeams(ctx, user, round)
	if err != nil {
		return participant.Trial{}, err
	}
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return participant.Trial{}, err
	}
	path := "/app/rounds/" + round.ID
	return participant.Trial{
		Access:  kompass.Access{Round: round, CompanyName: company.Name, Contact: company.Contact, Logo: company.Logo, Teams: teams},
		Content: frozen.Questionnaire, Path: path + "/preview",
		Back: views.Crumb{Href: path, Text: kit.Localizer(c).T("preview.back.round")},
	}, nil
}
