package sealing

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/qr"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showRoundKey says who has the key of a round and where it lies. Of one that somebody is to hold it shows the sheet, once, and takes
// its words, before answers are taken.
func (h *Handler) showRoundKey(c *fiber.Ctx) error {
	return h.renderRoundKey(c, fiber.StatusOK, views.RoundKey{Drawn: c.Query("drawn") == "1"})
}

func (h *Handler) renderRoundKey(c *fiber.Ctx, status int, model views.RoundKey) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	var err error
	if model.Round, err = h.store.Round(ctx, user.Scope(), c.Params("round")); err != nil {
		return err
	}
	if model.Company, err = h.store.Company(ctx, user.Scope(), model.Round.CompanyID); err != nil {
		return err
	}
	if model.Round.Sealed {
		if model.Digest, err = h.rounds.KeyDigest(ctx, model.Round.ID); err != nil {
			return err
		}
		copies, err := h.rounds.KeyCopies(ctx, model.Round)
		if err != nil {
			return err
		}
		model.Copies = keyCopies(copies)
	}
	model.Page = h.Titled(c, z.T("key.title")+" – "+model.Round.Title, len(model.Errors) > 0)
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, model.Company), views.Crumb{Text: model.Round.Title, Href: address.Round(c.Params("round"))}, views.Crumb{Text: z.T("key.title")})
	return kit.RenderSigned(c, status, views.RoundKeyPage(model))
}

// drawSheet draws the key that somebody is to hold and shows it, once: nothing stored leads back to it. The answer to this form is the
// sheet itself and not a redirection to it. Sent again, the form shows nothing: what it had seen is another key by then.
func (h *Handler) drawSheet(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	words, err := h.rounds.DrawSheet(ctx, user.By(), c.Params("round"), kit.Shown(c))
	switch {
	case errors.Is(err, kompass.ErrChanged):
		return kit.Redirect(c, address.RoundKey(c.Params("round"))+"?drawn=1")
	case errors.Is(err, kompass.ErrConflict):
		return kit.Redirect(c, address.RoundKey(c.Params("round")))
	case err != nil:
		return err
	}
	round, err := h.store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	company, err := h.store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	sheet := views.KeySheet{Page: h.Titled(c, z.T("sheet.title")+" – "+round.Title, false), Company: company, Round: round, Words: words, Drawn: h.Now()}
	sheet.Page.Path = ""
	sheet.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: round.Title, Href: address.Round(c.Params("round"))},
		views.Crumb{Text: z.T("key.title"), Href: address.RoundKey(c.Params("round"))}, views.Crumb{Text: z.T("sheet.title")})
	sheet.Page.Scripts = append(sheet.Page.Scripts, "print.js")
	if sheet.QR, sheet.QRSize, err = qr.Path(strings.Join(words, " ")); err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.KeySheetPage(sheet))
}

// confirmSheet takes the words of a key once, before answers are taken: a slip shows while it can still be mended.
func (h *Handler) confirmSheet(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	round, err := h.store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	if !round.Unconfirmed {
		return kit.Redirect(c, address.RoundKey(c.Params("round")))
	}
	typed := kit.Posted(c, "sheet")
	err = rounds.ErrHeld
	if strings.TrimSpace(typed) != "" {
		err = h.rounds.CheckSheet(ctx, user.By(), round.ID, typed)
	}
	if mistake := Mistake(z, err); mistake != nil {
		return h.renderRoundKey(c, fiber.StatusUnprocessableEntity, views.RoundKey{Typed: typed, Errors: kit.FieldErrors(z, mistake)})
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Round(c.Params("round")))
}

// maxSheet is the largest file with the words of a key that is read.
const maxSheet = 4096

// readSheetFile takes the words of a key from a file into the form that asks for them. Nothing is stored.
func (h *Handler) readSheetFile(c *fiber.Ctx) error {
	round, err := h.store.Round(c.UserContext(), kit.User(c).Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	file, err := kit.Uploaded(c, "file")
	if err == nil && len(file.Body) > maxSheet {
		err = &kompass.FieldError{Field: "file", Code: "error.sheet.file"}
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	status, typed, errs := fiber.StatusOK, strings.ToValidUTF8(string(file.Body), ""), kit.FieldErrors(kit.Localizer(c), mistakes...)
	if mistakes != nil {
		status, typed = fiber.StatusUnprocessableEntity, ""
	}
	if round.Unconfirmed {
		return h.renderRoundKey(c, status, views.RoundKey{Typed: typed, FromFile: mistakes == nil, Errors: errs})
	}
	return h.closing(c, status, views.Closing{Typed: typed, FromFile: mistakes == nil, Errors: errs})
}

// keyCopies are the copies of a key as a page shows them.
func keyCopies(copies []keys.Copy) []views.KeyCopy {
	var out []views.KeyCopy
	for _, c := range copies {
		out = append(out, views.KeyCopy{Folder: c.Folder, State: string(c.State)})
	}
	return out
}
