package participant

import (
	"bytes"
	"compress/gzip"
	"net/url"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// pageCache keeps questionnaires ready to send: the page is the same bytes for everyone with the same link, choice and
// language.
type pageCache = expirable.LRU[string, cachedPage]

type cachedPage struct{ plain, gzipped []byte }

const maxCachedPages = 500

func newPageCache() *pageCache { return expirable.NewLRU[string, cachedPage](maxCachedPages, nil, 0) }

// pageKey names everything that the page of a questionnaire depends on.
func pageKey(c *fiber.Ctx, m views.Questionnaire) string {
	a := m.Access
	parts := []string{
		string(kit.Localizer(c).Lang()), string(a.Link.Code), m.TeamID, m.Perspective, a.Round.Digest, a.Round.Title,
		a.CompanyName, a.Round.ClosesAt.String(), a.Contact.Name, a.Contact.Email, a.Contact.Phone, a.Logo.Hash,
		m.Sender.Key(),
	}
	if m.Tablet {
		parts = append(parts, "tablet")
	}
	for _, t := range a.Teams {
		parts = append(parts, t.ID, t.Name)
	}
	for _, one := range a.Audiences {
		parts = append(parts, one.TeamID, one.Perspective, strconv.Itoa(one.Heads), strconv.Itoa(one.Before))
	}
	return strings.Join(parts, "\x00")
}

func (h *Handler) sendCached(c *fiber.Ctx, a kompass.Access, p standpoint, q *questionnaire.Questionnaire) error {
	model := plainForm(a, p, q)
	var err error
	if model.Sender, err = h.Sender(c.UserContext()); err != nil {
		return err
	}
	if a.Link.Once { // a page that one person sees: it is not kept, and neither is the code in it
		return kit.RenderSigned(c, fiber.StatusOK, views.QuestionnairePage(model))
	}
	key := pageKey(c, model)
	page, ok := h.pages.Get(key)
	if !ok {
		if page, err = h.makePage(c, model); err != nil {
			return err
		}
		h.pages.Add(key, page)
	}
	c.Set(fiber.HeaderContentType, kit.HTMLType)
	c.Vary(fiber.HeaderAcceptEncoding)
	if kit.AcceptsGzip(c) {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(page.gzipped)
	}
	return c.Send(page.plain)
}

// plainForm is the questionnaire before anything has been typed. The language switch leads to its own address, never to what
// else stood in this visitor's.
func plainForm(a kompass.Access, p standpoint, q *questionnaire.Questionnaire) views.Questionnaire {
	page := views.Page{Path: standpointPath(address.Questionnaire(a.Link.Code), a, p)}
	return views.Questionnaire{Page: page, Access: a, Content: q, TeamID: p.team, Perspective: p.perspective, Tablet: p.tablet}
}

func (h *Handler) makePage(c *fiber.Ctx, model views.Questionnaire) (cachedPage, error) {
	var plain, zipped bytes.Buffer
	if err := views.QuestionnairePage(model).Render(c.UserContext(), &plain); err != nil {
		return cachedPage{}, err
	}
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return cachedPage{}, err
	}
	if _, err := w.Write(plain.Bytes()); err != nil {
		return cachedPage{}, err
	}
	if err := w.Close(); err != nil {
		return cachedPage{}, err
	}
	return cachedPage{plain: plain.Bytes(), gzipped: zipped.Bytes()}, nil
}

// standpointPath is the address of a questionnaire with what was chosen there.
func standpointPath(path string, a kompass.Access, p standpoint) string {
	query := url.Values{}
	if a.AsksTeam() && p.team != "" {
		query.Set("team", p.team)
	}
	if a.AsksPerspective() && p.perspective != "" {
		query.Set("perspective", p.perspective)
	}
	if p.tablet {
		query.Set("tablet", "1")
	}
	if len(query) == 0 {
		return path
	}
	return path + "?" + query.Encode()
}
