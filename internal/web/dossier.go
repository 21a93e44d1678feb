package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/dossier"
	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// showDossier says what a round does with answers, for a works council.
func (s *roundDesk) showDossier(c *fiber.Ctx) error {
	m, err := s.dossier(c)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.DossierPage(m))
}

func (s *roundDesk) sendDossier(c *fiber.Ctx) error {
	m, err := s.dossier(c)
	if err != nil {
		return err
	}
	if s.PDF == nil {
		return kit.Redirect(c, roundPath(c)+"/dossier")
	}
	m.Page = printedPage(m.Page)
	return s.sendPrinted(c, views.DossierPage(m), kit.Localizer(c).T("dossier.title"), m.Access.CompanyName, m.Access.Round.Title)
}

func (s *roundDesk) dossier(c *fiber.Ctx) (views.Dossier, error) {
	t, err := s.roundTrial(c)
	if err != nil {
		return views.Dossier{}, err
	}
	round, z := t.Access.Round, kit.Localizer(c)
	m := views.Dossier{
		Access: t.Access, Questionnaire: kit.Text(c, t.Content, t.Content.Title), Phase: round.Phase(s.Now()), Made: z.Date(s.Now()),
		Method: s.BaseURL.Link("/methode"), Back: t.Back.Href,
	}
	for _, id := range round.Perspectives {
		m.Perspectives = append(m.Perspectives, kit.PerspectiveTitle(c, t.Content, id))
	}
	if m.Settings, err = s.protection(c, t); err != nil {
		return m, err
	}
	sender, err := s.Sender(c.UserContext())
	if err != nil {
		return m, err
	}
	m.Sender = views.SenderLine(sender.Sender)
	if s.PDF != nil {
		m.PDF = t.Back.Href + "/dossier.pdf"
	}
	m.Page = s.printPage(c, t.Access, z.T("dossier.title"))
	return m, nil
}

// protection reads what of a round decides about the protection of answers.
func (s *roundDesk) protection(c *fiber.Ctx, t participant.Trial) (dossier.Settings, error) {
	ctx, scope, round := c.UserContext(), kit.User(c).Scope(), t.Access.Round
	links, err := s.Store.Links(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	lots, err := s.Store.Lots(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	all, err := s.Store.Audiences(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	copies, err := s.Rounds.KeyCopies(ctx, round)
	if err != nil {
		return dossier.Settings{}, err
	}
	return dossier.Settings{
		Open: round.Mode == kompass.Open, Running: round.State == kompass.StateOpen, K: round.K, CommentsFrom: kompass.CommentsFrom(round.Mode, round.K),
		Teams: len(round.TeamIDs) > 0, Perspectives: len(round.Perspectives) > 0, Shared: len(links) > 0, Once: len(lots) > 0 || len(links) == 0, Sealed: round.Sealed, Held: round.Held,
		Copies:    whole(copies),
		Audiences: audiencesOf(all, t.Access.Teams, links),
	}, nil
}

// audiencesOf names those who share an access to a round.
func audiencesOf(all []kompass.Audience, teams []kompass.Team, links []kompass.Link) []dossier.Audience {
	var out []dossier.Audience
	for _, a := range all {
		one := dossier.Audience{Heads: a.Heads}
		for _, t := range teams {
			if t.ID == a.TeamID {
				one.Name = t.Name
			}
		}
		one.Shared = slices.ContainsFunc(links, func(l kompass.Link) bool { return l.TeamID == "" || l.TeamID == a.TeamID })
		out = append(out, one)
	}
	return out
}

// whole counts the copies of a key that can be used.
func whole(copies []keys.Copy) int {
	n := 0
	for _, one := range copies {
		if one.State == keys.Fits {
			n++
		}
	}
	return n
}
