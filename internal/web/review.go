package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// reviewInput is what the page shows of what was typed: nil pointers and empty maps show what is stored.
type reviewInput struct {
	introduction *string
	at           place
	typed        map[string]kompass.Ruling
	errs         []*kompass.FieldError
	released     bool
}

func (s *reviewDesk) showReview(c *fiber.Ctx, p published.Result) error {
	return s.renderReview(c, fiber.StatusOK, p, reviewInput{at: placeOf(c.Query("field"), c.Query("page"))})
}

func (s *reviewDesk) saveIntroduction(c *fiber.Ctx, p published.Result) error {
	user, raw := kit.User(c), kit.Posted(c, "introduction")
	text, err := kompass.ParseIntroduction(raw)
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return s.renderReview(c, fiber.StatusUnprocessableEntity, p, reviewInput{introduction: &raw, errs: mistakes})
	}
	err = s.Store.SetIntroduction(c.UserContext(), user.By(), p.Round.ID, text, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.introductionChanged(c, p, raw)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Review(p.Round.ID)+"?saved=introduction#introduction-saved")
}

func (s *reviewDesk) renderReview(c *fiber.Ctx, status int, p published.Result, in reviewInput) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	all, err := s.Store.Comments(ctx, user.Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	introduction, err := s.Store.Introduction(ctx, user.Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	t := newLabels(z, p.Questionnaire, p.Document)
	in.released = p.Released()
	model := views.Review{
		Page: s.Titled(c, z.T("review.title", "round", p.Document.Title, "company", p.Document.Company), len(in.errs) > 0), RoundID: p.Round.ID,
		Title: p.Document.Title, Company: p.Document.Company, Released: p.Released(), Introduction: introduction,
		Checks: t.checks(all, introduction), Saved: c.Query("saved"), Errors: kit.FieldErrors(z, in.errs...),
		Confirm: !p.Released() && c.Query("confirm") == "release",
		Shown:   kit.Shows(c, address.Introduction(p.Round.ID), kompass.DigestOf(introduction)),
	}
	model.Story = views.Story{Story: story.Of(z, t.series(p.Document.Everyone()), nil)}
	if in.introduction != nil {
		model.Introduction = *in.introduction
	}
	model.Comments = t.desk(all).page(in, model.Errors)
	model.Page.Crumbs = append(resultCrumbs(z, p), views.Crumb{Text: z.T("review.crumb")})
	return kit.RenderSigned(c, status, views.ReviewPage(model))
}

// moderate stores what was decided about the comments of one page, and goes on to the next that has one undecided.
func (s *reviewDesk) moderate(c *fiber.Ctx, p published.Result) error {
	ctx, user := c.UserContext(), kit.User(c)
	all, err := s.Store.Comments(ctx, user.Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	t := newLabels(kit.Localizer(c), p.Questionnaire, p.Document)
	d := t.desk(all)
	in := reviewInput{at: d.known(placeOf(kit.Posted(c, "field"), kit.Posted(c, "page"))), typed: map[string]kompass.Ruling{}}
	rest := kompass.Verdict("")
	if kit.Posted(c, "do") == "rest" {
		rest = kompass.CommentShown
	}
	rulings := make([]kompass.Ruling, 0, commentsAtOnce)
	for _, one := range d.on(in.at) {
		ruling, err := s.readRuling(c, p, one, rest)
		in.typed[one.ID] = ruling
		mistakes, err := kit.Mistakes(err)
		if err != nil {
			return err
		}
		in.errs = append(in.errs, mistakes...)
		rulings = append(rulings, ruling)
	}
	if len(in.errs) > 0 {
		return s.renderReview(c, fiber.StatusUnprocessableEntity, p, in)
	}
	err = s.Store.Moderate(ctx, user.By(), p.Round.ID, rulings)
	if errors.Is(err, kompass.ErrChanged) {
		return s.verdictsChanged(c, p, in)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, d.after(in.at, rulings).href(p.Round.ID, "saved=comments"))
}

// reviewCheck writes one line of what to look at before a release.
func reviewCheck(z i18n.Localizer, attention bool, name, text string) views.ReviewCheck {
	return views.ReviewCheck{Name: z.T(name), Text: text, Attention: attention}
}
