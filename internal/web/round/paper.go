package round

import (
	"bytes"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/report"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

// showPaper shows the questionnaire of an open round as a sheet to be filled in by hand.
func (h *Handler) showPaper(c *fiber.Ctx) error {
	m, err := h.paper(c)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.PaperPage(m))
}

func (h *Handler) sendPaper(c *fiber.Ctx) error {
	m, err := h.paper(c)
	if err != nil {
		return err
	}
	if h.PDF == nil {
		return kit.Redirect(c, address.With(address.Paper(c.Params("round")), queryOf(c)))
	}
	m.Page = printedPage(m.Page)
	return h.sendPrinted(c, views.PaperPage(m), kit.Localizer(c).T("paper.title"), m.Access.CompanyName, m.Access.Round.Title)
}

// paper lays out the sheet of one link: the one that is asked for, or the first. A round that hands out one-time codes only
// has a sheet without a code.
func (h *Handler) paper(c *fiber.Ctx) (views.Paper, error) {
	t, err := h.roundTrial(c)
	if err != nil {
		return views.Paper{}, err
	}
	if t.Access.Round.State != kompass.StateOpen {
		return views.Paper{}, kompass.ErrClosed
	}
	m := views.Paper{Content: t.Content, Back: t.Back.Href, Home: h.BaseURL.Link(address.Home), Batch: batchNumber(c.Query("batch"))}
	links, err := h.paperLinks(c, t)
	if err != nil {
		return m, err
	}
	for i, l := range links {
		current := l.link.ID == c.Query("link") || c.Query("link") == "" && i == 0
		m.Links = append(m.Links, views.Choice{Text: l.text, Href: address.With(address.Paper(t.Access.Round.ID), paperQuery(l.link.ID, m.Batch)), Current: current})
		if current {
			m.Link, t.Access.Link = &links[i].row, l.link
		}
	}
	if m.Link == nil && c.Query("link") != "" {
		return m, kompass.ErrNotFound
	}
	m.Access = t.Access
	if m.Access.AsksTeam() {
		for _, team := range m.Access.Teams {
			m.Teams = append(m.Teams, team.Name)
		}
	}
	if m.Access.AsksPerspective() {
		for _, id := range m.Access.Round.Perspectives {
			m.Views = append(m.Views, kit.PerspectiveTitle(c, t.Content, id))
		}
	}
	if m.Logo, err = h.clientLogo(c, m.Access.Round.CompanyID, m.Access.CompanyName); err != nil {
		return m, err
	}
	if h.PDF != nil {
		m.PDF = address.With(address.PDF(address.Paper(t.Access.Round.ID)), paperQuery(m.Access.Link.ID, m.Batch))
	}
	m.Page = h.printPage(c, t.Access, kit.Localizer(c).T("paper.title"))
	if m.Batch != "" {
		m.Page.Running += " · " + kit.Localizer(c).T("paper.stack", "n", m.Batch)
	}
	return m, nil
}

func paperQuery(link, batch string) string {
	query := url.Values{}
	if link != "" {
		query.Set("link", link)
	}
	if batch != "" {
		query.Set("batch", batch)
	}
	return query.Encode()
}

func queryOf(c *fiber.Ctx) string { return string(c.Request().URI().QueryString()) }

// batchNumber is the number of a batch as it is printed: up to four digits, and nothing that could name a person.
func batchNumber(raw string) string {
	n, err := strconv.Atoi(strings.TrimSpace(raw))
	if err != nil || n < 1 || n > 9999 {
		return ""
	}
	return strconv.Itoa(n)
}

// paperLink is a shared link of a round with what stands on paper about it.
type paperLink struct {
	link kompass.Link
	row  views.LinkRow
	text string
}

func (h *Handler) paperLinks(c *fiber.Ctx, t participant.Trial) ([]paperLink, error) {
	links, err := h.Store.Links(c.UserContext(), kit.User(c).Scope(), t.Access.Round.ID)
	if err != nil {
		return nil, err
	}
	rows, err := h.linkRows(c, t.Access.Round, t.Access.Teams, t.Content)
	if err != nil {
		return nil, err
	}
	out := make([]paperLink, 0, len(rows))
	for i, row := range rows {
		out = append(out, paperLink{link: links[i], row: row, text: row.Title(c.UserContext())})
	}
	return out, nil
}

// printPage is the frame of a page of a round that is made to be printed.
func (h *Handler) printPage(c *fiber.Ctx, a kompass.Access, title string) views.Page {
	page := h.Titled(c, title+" – "+a.Round.Title, false)
	page.Area = views.AreaReport
	page.Scripts = append(page.Scripts, "print.js")
	page.Running = a.CompanyName + " · " + a.Round.Title
	page.Crumbs = append(kit.CompanyCrumbs(kit.Localizer(c), kompass.Company{ID: a.Round.CompanyID, Name: a.CompanyName}),
		views.Crumb{Text: a.Round.Title, Href: address.Round(a.Round.ID)}, views.Crumb{Text: title})
	return page
}

// printedPage is a page as it goes into a file: it brings everything with it and leads nowhere.
func printedPage(p views.Page) views.Page {
	return views.Page{Title: p.Title, Area: p.Area, Running: p.Running, Standalone: true}
}

// clientLogo is the picture of a client company, to stand in the page itself.
func (h *Handler) clientLogo(c *fiber.Ctx, companyID, name string) (views.Picture, error) {
	l, err := h.Store.Logo(c.UserContext(), kit.User(c).Scope(), companyID)
	if errors.Is(err, kompass.ErrNotFound) || err == nil && !l.Present() {
		return views.Picture{}, nil
	}
	return views.PictureOf(c.UserContext(), l, name), err
}

// sendPrinted makes a file of a page while the browser waits.
func (h *Handler) sendPrinted(c *fiber.Ctx, page templ.Component, name ...string) error {
	var html bytes.Buffer
	if err := page.Render(c.UserContext(), &html); err != nil {
		return err
	}
	file, err := h.PDF.Print(c.UserContext(), report.Unlinked(html.Bytes()))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, kit.Attachment(naming.PlainFile(c.Params("round"))+".pdf", naming.File(name...)+".pdf"))
	c.Response().SetBody(file)
	return nil
}
