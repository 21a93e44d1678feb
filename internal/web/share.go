package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/qr"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *shareDesk) showShare(c *fiber.Ctx, p published.Result) error {
	sharing, err := s.Store.Sharing(c.UserContext(), kit.User(c).Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	return s.renderShare(c, fiber.StatusOK, p, sharing.Share, nil)
}

// saveShare keeps what was chosen, or shows what it would look like.
func (s *shareDesk) saveShare(c *fiber.Ctx, p published.Result) error {
	typed, err := s.readShare(c, p)
	if err != nil {
		return err
	}
	if errs := typed.Check(); len(errs) > 0 {
		return s.renderShare(c, fiber.StatusUnprocessableEntity, p, typed, errs)
	}
	if kit.Posted(c, "do") == "preview" {
		return s.renderShare(c, fiber.StatusOK, p, typed, nil)
	}
	err = s.Store.SetShare(c.UserContext(), kit.User(c).By(), p.Round.ID, typed, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.shareChanged(c, p, typed)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Share(p.Round.ID)+"?saved=1#saved")
}

// readShare reads the form. Measures of other rounds, and those deleted since, are left out.
func (s *shareDesk) readShare(c *fiber.Ctx, p published.Result) (kompass.Share, error) {
	typed := kompass.ReadShare(func(name string) string { return kit.Posted(c, name) }, func(name string) []string {
		var out []string
		for _, value := range c.Request().PostArgs().PeekMulti(name) {
			out = append(out, string(value))
		}
		return out
	})
	all, err := s.measuresOf(c, p)
	typed.Measures = slices.DeleteFunc(typed.Measures, func(id string) bool {
		return !slices.ContainsFunc(all, func(m kompass.MeasureEntry) bool { return m.ID == id })
	})
	return typed, err
}

func (s *shareDesk) measuresOf(c *fiber.Ctx, p published.Result) ([]kompass.MeasureEntry, error) {
	return s.Store.Measures(c.UserContext(), kit.User(c).Scope(), kompass.MeasureFilter{RoundID: p.Round.ID})
}

// switchShare shows the result to those who answered, or no longer.
func (s *shareDesk) switchShare(c *fiber.Ctx, p published.Result) error {
	state := kit.Posted(c, "state")
	if state != "on" && state != "off" {
		return kompass.ErrInvalid
	}
	if _, err := s.Store.SwitchShare(c.UserContext(), kit.User(c).By(), p.Round.ID, state == "on"); err != nil {
		return err
	}
	return kit.Redirect(c, address.Share(p.Round.ID))
}

// shareChanged shows what was chosen beside what somebody else stored meanwhile.
func (s *shareDesk) shareChanged(c *fiber.Ctx, p published.Result, typed kompass.Share) error {
	stored, err := s.Store.Sharing(c.UserContext(), kit.User(c).Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	all, err := s.measuresOf(c, p)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	cells := []kit.Cell{
		kit.NewCell(kompass.SharePartInput, z.T("share.parts"), partNames(z, typed), partNames(z, stored.Share)),
		kit.NewCell(kompass.ShareMeasureInput, z.T("shared.measures"), measureNames(all, typed), measureNames(all, stored.Share)),
	}
	text := func(field, label, lang, mine, theirs string) {
		cells = append(cells, kit.NewCell(field, views.InLang(c.UserContext(), label, lang), mine, theirs))
	}
	reply := func(of kompass.Share, i int) kompass.Reply {
		if i < len(of.Replies) {
			return of.Replies[i]
		}
		return kompass.Reply{}
	}
	for _, lang := range kompass.ShareLangs {
		text(kompass.ThanksInput(lang), "share.thanks", lang, typed.Thanks[lang], stored.Thanks[lang])
		for i := range kompass.MaxReplies {
			mine, theirs := reply(typed, i), reply(stored.Share, i)
			text(kompass.ThemeInput(i, lang), "share.theme", lang, mine.Theme[lang], theirs.Theme[lang])
			text(kompass.ReplyInput(i, lang), "share.answer", lang, mine.Text[lang], theirs.Text[lang])
		}
	}
	errs, err := s.Changed(c, kit.Change{Action: "audit.action.round.share_content", Object: p.Round.ID, Href: address.Share(p.Round.ID)}, cells)
	if err != nil {
		return err
	}
	return s.renderShare(c, fiber.StatusConflict, p, typed, errs)
}

func partNames(z i18n.Localizer, of kompass.Share) string {
	var out []string
	for _, part := range of.Parts {
		out = append(out, z.T("share.part."+string(part)))
	}
	return strings.Join(out, ", ")
}

func measureNames(all []kompass.MeasureEntry, of kompass.Share) string {
	var out []string
	for _, m := range all {
		if slices.Contains(of.Measures, m.ID) {
			out = append(out, m.What)
		}
	}
	return strings.Join(out, ", ")
}

func (s *shareDesk) renderShare(c *fiber.Ctx, status int, p published.Result, typed kompass.Share, errs []*kompass.FieldError) error {
	ctx, z := c.UserContext(), kit.Localizer(c)
	stored, err := s.Store.Sharing(ctx, kit.User(c).Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	model := views.ShareForm{
		Page: s.Titled(c, z.T("share.title", "round", p.Document.Title, "company", p.Document.Company), len(errs) > 0), RoundID: p.Round.ID,
		Released: p.Released(), Typed: typed, On: stored.On, Saved: c.Query("saved") != "",
		Shown: kit.Shows(c, address.Share(p.Round.ID), stored.Digest()), Errors: kit.FieldErrors(z, errs...),
	}
	if model.Measures, err = s.measuresOf(c, p); err != nil {
		return err
	}
	if stored.Code != "" {
		model.Link = s.BaseURL.Questionnaire(stored.Code)
		if model.QR, model.QRSize, err = qr.Path(model.Link); err != nil {
			return err
		}
	}
	shared, err := s.Published.SharedAs(ctx, p, typed)
	if err != nil {
		return err
	}
	if model.Preview, err = s.outcome(ctx, shared); err != nil {
		return err
	}
	model.Page.Crumbs = append(resultCrumbs(z, p), views.Crumb{Text: z.T("shared.title")})
	return kit.RenderSigned(c, status, views.SharePage(model))
}
