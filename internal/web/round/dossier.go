package round

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/dossier"
	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// showDossier says what a round does with answers, for a works council.
func (h *Handler) showDossier(c *fiber.Ctx) error {
	m, err := h.dossier(c)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.DossierPage(m))
}

func (h *Handler) sendDossier(c *fiber.Ctx) error {
	m, err := h.dossier(c)
	if err != nil {
		return err
	}
	if h.PDF == nil {
		return kit.Redirect(c, address.Dossier(c.Params("round")))
	}
	m.Page = printedPage(m.Page)
	return h.sendPrinted(c, views.DossierPage(m), kit.Localizer(c).T("dossier.title"), m.Access.CompanyName, m.Access.Round.Title)
}

func (h *Handler) dossier(c *fiber.Ctx) (views.Dossier, error) {
	t, err := h.roundTrial(c)
	if err != nil {
		return views.Dossier{}, err
	}
	round, z := t.Access.Round, kit.Localizer(c)
	m := views.Dossier{
		Access: t.Access, Questionnaire: kit.Text(c, t.Content, t.Content.Title), Phase: round.Phase(h.Now()), Made: z.Date(h.Now()),
		Method: h.BaseURL.Link(address.Method), Back: t.Back.Href,
	}
	for _, id := range round.Perspectives {
		m.Perspectives = append(m.Perspectives, kit.PerspectiveTitle(c, t.Content, id))
	}
	if m.Settings, err = h.protection(c, t); err != nil {
		return m, err
	}
	sender, err := h.Sender(c.UserContext())
	if err != nil {
		return m, err
	}
	m.Sender = views.SenderLine(sender.Sender)
	if h.PDF != nil {
		m.PDF = address.PDF(address.Dossier(t.Access.Round.ID))
	}
	m.Page = h.printPage(c, t.Access, z.T("dossier.title"))
	return m, nil
}

// protection reads what of a round decides about the protection of answers.
func (h *Handler) protection(c *fiber.Ctx, t participant.Trial) (dossier.Settings, error) {
	ctx, scope, round := c.UserContext(), kit.User(c).Scope(), t.Access.Round
	links, err := h.Store.Links(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	lots, err := h.Store.Lots(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	all, err := h.Store.Audiences(ctx, scope, round.ID)
	if err != nil {
		return dossier.Settings{}, err
	}
	copies, err := h.Rounds.KeyCopies(ctx, round)
	if err != nil {
		return dossier.Settings{}, err
	}
	return dossier.Settings{
		Open: round.Mode == kompass.Open, Running: round.State == kompass.StateOpen, K: round.K, CommentsFrom: kompass.CommentsFrom(round.Mode, round.K),
		Teams: len(round.TeamIDs) > 0, Perspectives: len(round.Perspectives) > 0, Shared: len(links) > 0, Once: len(lots) > 0 || len(links) == 0, Sealed: round.Sealed, Held: round.Held,
		Copies: whole(copies), Recorded: h.Kit.Store.Records(),
		Audiences: audiencesOf(c, all, t, links),
	}, nil
}

// audiencesOf names those who share an access to a round.
func audiencesOf(c *fiber.Ctx, all []kompass.Audience, trial participant.Trial, links []kompass.Link) []dossier.Audience {
	var out []dossier.Audience
	for _, a := range all {
		if a.TeamID != "" && a.Perspective != "" {
			continue
		}
		one := dossier.Audience{Heads: a.Heads, Perspective: a.Perspective != "", Name: kit.PerspectiveTitle(c, trial.Content, a.Perspective)}
		for _, t := range trial.Access.Teams {
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
