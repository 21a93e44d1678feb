package round

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/qr"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// showPack shows what a workshop needs on paper, all of it or one part.
func (h *Handler) showPack(c *fiber.Ctx) error {
	m, err := h.pack(c)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.PackPage(m))
}

func (h *Handler) sendPack(c *fiber.Ctx) error {
	m, err := h.pack(c)
	if err != nil {
		return err
	}
	if h.PDF == nil {
		return kit.Redirect(c, address.With(address.Pack(c.Params("round")), packQuery(m.Part, m.Large)))
	}
	m.Page = printedPage(m.Page)
	name := kit.Localizer(c).T("pack.title")
	if m.Part != "" {
		name = kit.Localizer(c).T("pack.part." + m.Part)
	}
	return h.sendPrinted(c, views.PackPage(m), name, m.Access.CompanyName, m.Access.Round.Title)
}

// pack fills the pack. Posters are there as long as the codes of the round can be read, the agenda follows the result as soon
// as whoever asks may see it.
func (h *Handler) pack(c *fiber.Ctx) (views.Pack, error) {
	t, err := h.roundTrial(c)
	if err != nil {
		return views.Pack{}, err
	}
	m := views.Pack{Access: t.Access, Content: t.Content, Back: t.Back.Href, Home: strings.TrimSuffix(strings.TrimPrefix(h.BaseURL.Link(address.Home), "https://"), "/"), Part: c.Query("part"), Large: c.Query("size") == "large"}
	if m.Part != "" && !slices.Contains(views.PackParts, m.Part) {
		return m, kompass.ErrNotFound
	}
	links, err := h.paperLinks(c, t)
	if err != nil {
		return m, err
	}
	for _, l := range links {
		m.Links = append(m.Links, l.row)
	}
	if len(m.Links) == 0 && t.Access.Round.State == kompass.StateOpen {
		if m.Outcome, err = h.outcomeRow(c, t.Access.Round); err != nil {
			return m, err
		}
	}
	if m.Part == "posters" && t.Access.Round.State != kompass.StateOpen {
		return m, kompass.ErrClosed
	}
	if m.Truths, err = h.noted(c, story.AllTruths(kit.Localizer(c), t.Content), t.Content); err != nil {
		return m, err
	}
	if m.Agenda, err = h.agenda(c, t); err != nil {
		return m, err
	}
	if m.Logo, err = h.clientLogo(c, t.Access.Round.CompanyID, t.Access.CompanyName); err != nil {
		return m, err
	}
	sender, err := h.Sender(c.UserContext())
	if err != nil {
		return m, err
	}
	m.Contact = views.SenderLine(sender.Sender)
	if m.Sender, err = h.senderLogo(c.UserContext(), sender); err != nil {
		return m, err
	}
	h.packChoices(c, &m)
	m.Page = h.printPage(c, t.Access, kit.Localizer(c).T("pack.title"))
	return m, nil
}

// noted are views with the notes of trainers, for trainers.
func (h *Handler) noted(c *fiber.Ctx, all []story.TruthNote, q *questionnaire.Questionnaire) ([]story.TruthNote, error) {
	settings, trainer, err := h.Notes(c)
	if trainer {
		all = story.WithNotes(all, settings, q, "")
	}
	return all, err
}

// outcomeRow is what a poster says of where the result of a round is to stand, nil where nobody was told so.
func (h *Handler) outcomeRow(c *fiber.Ctx, round kompass.Round) (*views.LinkRow, error) {
	if !round.Announced {
		return nil, nil
	}
	sharing, err := h.Store.Sharing(c.UserContext(), kit.User(c).Scope(), round.ID)
	if err != nil {
		return nil, err
	}
	row := &views.LinkRow{Code: sharing.Code.Grouped(), URL: h.BaseURL.Questionnaire(sharing.Code)}
	row.QR, row.QRSize, err = qr.Path(row.URL)
	return row, err
}

// agenda follows the published result of everyone, as far as the user may see it.
func (h *Handler) agenda(c *fiber.Ctx, t participant.Trial) (story.Agenda, error) {
	ctx := c.UserContext()
	p, err := h.Published.Of(ctx, kit.User(c), t.Access.Round)
	if published.NotShown(err) {
		return story.AgendaOf(i18n.From(ctx), t.Content, nil), nil
	}
	if err != nil {
		return story.Agenda{}, err
	}
	all, ok := p.Document.Find(result.Key{})
	if !ok {
		return story.Agenda{}, errors.New("a result without the group of everyone")
	}
	return story.AgendaOf(i18n.From(ctx), t.Content, new(p.Series(all, nil))), nil
}

func (h *Handler) packChoices(c *fiber.Ctx, m *views.Pack) {
	z := kit.Localizer(c)
	choice := func(text, part string, large, current bool) views.Choice {
		return views.Choice{Text: text, Href: address.With(address.Pack(m.Access.Round.ID), packQuery(part, large)), Current: current}
	}
	m.Parts = append(m.Parts, choice(z.T("pack.all"), "", m.Large, m.Part == ""))
	for _, part := range views.PackParts {
		if (part != "posters" || m.Posters()) && (part != "truths" || len(m.Truths) > 0) {
			m.Parts = append(m.Parts, choice(z.T("pack.part."+part), part, m.Large, m.Part == part))
		}
	}
	m.Sizes = []views.Choice{choice(z.T("pack.size.normal"), m.Part, false, !m.Large), choice(z.T("pack.size.large"), m.Part, true, m.Large)}
	if h.PDF != nil {
		m.PDF = address.With(address.PDF(address.Pack(m.Access.Round.ID)), packQuery(m.Part, m.Large))
	}
}

func packQuery(part string, large bool) string {
	query := url.Values{}
	if part != "" {
		query.Set("part", part)
	}
	if large {
		query.Set("size", "large")
	}
	return query.Encode()
}

// senderLogo is the sender's logo as it stands in what is printed, with the picture itself.
func (h *Handler) senderLogo(ctx context.Context, sender views.Sender) (views.Picture, error) {
	if !sender.Logo.Present() {
		return views.Picture{}, nil
	}
	l, err := h.Store.LogoByHash(ctx, sender.Logo.Hash)
	if errors.Is(err, kompass.ErrNotFound) {
		return views.Picture{}, nil
	}
	return views.PictureOf(ctx, l, sender.Name), err
}
