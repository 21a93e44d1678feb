package round

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/responses"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showEntry shows where paper sheets are typed in. What is typed stays in the browser until the whole batch is sent.
func (h *Handler) showEntry(c *fiber.Ctx) error {
	stored, err := strconv.Atoi(c.Query("stored"))
	already, err2 := strconv.Atoi(c.Query("already"))
	m := views.Entry{Done: err == nil && err2 == nil, Stored: stored, Already: already}
	if key, ok := kompass.ParseNonce(c.Query("batch")); ok && m.Done {
		m.Finished = string(key)
	}
	return h.renderEntry(c, fiber.StatusOK, m)
}

func (h *Handler) renderEntry(c *fiber.Ctx, status int, m views.Entry) error {
	t, err := h.roundTrial(c)
	if err != nil {
		return err
	}
	if t.Access.Round.State != kompass.StateOpen {
		return kompass.ErrClosed
	}
	key, err := kompass.NewNonce(h.Rand)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	m.Page = h.Titled(c, z.T("entry.title")+" – "+t.Access.Round.Title, len(m.Errors)+len(m.Rows) > 0)
	m.Page.Scripts = append(m.Page.Scripts, "entry.js")
	m.Page.Crumbs = append(kit.CompanyCrumbs(z, kompass.Company{ID: t.Access.Round.CompanyID, Name: t.Access.CompanyName}),
		views.Crumb{Text: t.Access.Round.Title, Href: t.Back.Href}, views.Crumb{Text: z.T("entry.title")})
	m.Access, m.Content, m.Key = t.Access, t.Content, string(key)
	for _, id := range t.Access.Round.Perspectives {
		m.Perspectives = append(m.Perspectives, views.Option{Text: kit.PerspectiveTitle(c, t.Content, id), Href: id})
	}
	return kit.RenderSigned(c, status, views.EntryPage(m))
}

// storeBatch adds all sheets of a batch, or none of them.
func (h *Handler) storeBatch(c *fiber.Ctx) error {
	user, z, id := kit.User(c), kit.Localizer(c), c.Params("round")
	if _, err := h.Store.Round(c.UserContext(), user.Scope(), id); err != nil {
		return err
	}
	key, ok := kompass.ParseNonce(kit.Posted(c, "key"))
	var err error = &kompass.FieldError{Field: "sheets", Code: "error.batch.key"}
	var stored, already int
	if ok {
		stored, already, err = h.Rounds.ImportBatch(c.UserContext(), user.By(), id, rounds.Batch{
			Key: key, TeamID: kit.Posted(c, "team"), Perspective: kit.Posted(c, "perspective"), Sheets: []byte(kit.Posted(c, "sheets")),
		})
	}
	mistakes, err := kit.Mistakes(err)
	var bad *responses.Errors
	switch {
	case mistakes != nil:
		return h.renderEntry(c, fiber.StatusUnprocessableEntity, views.Entry{Errors: kit.FieldErrors(z, mistakes...)})
	case errors.As(err, &bad):
		m := views.Entry{More: bad.More}
		for _, e := range bad.List {
			m.Rows = append(m.Rows, views.ImportError{Row: e.Row - 1, Column: e.Column, Message: e.Message(z.T)})
		}
		return h.renderEntry(c, fiber.StatusUnprocessableEntity, m)
	case err != nil:
		return err
	}
	return kit.Redirect(c, address.Entry(c.Params("round"))+"?stored="+strconv.Itoa(stored)+"&already="+strconv.Itoa(already)+"&batch="+string(key))
}
