package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/web/kit"
	"kompass/views"
)

// readRuling reads what was decided about one comment, and what had been decided when the form showed it; rest is the verdict on
// one that nothing was chosen for.
func (s *reviewDesk) readRuling(c *fiber.Ctx, p published.Result, one kompass.ReviewedComment, rest kompass.Verdict) (kompass.Ruling, error) {
	out := kompass.Ruling{CommentID: one.ID, Shown: kompass.NeverShown}
	if digest := kit.Posted(c, "shown-"+one.ID); digest != "" {
		out.Shown = kompass.Digest(digest)
	}
	var err error
	if out.Verdict, err = kompass.ParseVerdict(kit.Posted(c, "verdict-"+one.ID)); err != nil {
		return out, err
	}
	if out.Verdict == "" && one.Verdict == "" {
		out.Verdict = rest
	}
	if out.Verdict == kompass.CommentRedacted {
		out.Redacted = strings.ReplaceAll(kit.Posted(c, "redacted-"+one.ID), "\r\n", "\n")
	}
	if out.Kept() || out.Digest() == one.Digest() {
		return out, nil // as it was shown or as it stands: once released, there is no original to hold it against
	}
	return parseRuling(out, p, one)
}

func parseRuling(out kompass.Ruling, p published.Result, one kompass.ReviewedComment) (kompass.Ruling, error) {
	switch {
	case out.Verdict == kompass.CommentShown && p.Released() && one.Verdict == kompass.CommentRedacted:
		return out, &kompass.FieldError{Field: "verdict-" + one.ID, Code: "error.redaction.final"}
	case out.Verdict != kompass.CommentRedacted:
		return out, nil
	}
	parsed, err := kompass.ParseRedaction(one.Text, out.Redacted)
	mistakes, err := kit.Mistakes(err)
	if len(mistakes) > 0 {
		return out, &kompass.FieldError{Field: "redacted-" + one.ID, Code: mistakes[0].Code, Args: mistakes[0].Args}
	}
	out.Redacted = parsed
	return out, err
}

// verdictsChanged shows the verdicts that were chosen beside those that somebody else decided on meanwhile. About comments for which
// nothing was chosen the others' verdicts stand.
func (s *reviewDesk) verdictsChanged(c *fiber.Ctx, p published.Result, in reviewInput) error {
	all, err := s.Store.Comments(c.UserContext(), kit.User(c).Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	d := newLabels(z, p.Questionnaire, p.Document).desk(all)
	words := func(v kompass.Verdict, redacted string) string {
		return strings.TrimSpace(views.VerdictText(c.UserContext(), v) + " " + redacted)
	}
	var cells []kit.Cell
	for i, one := range d.on(in.at) {
		typed, ok := in.typed[one.ID]
		if !ok || typed.Kept() {
			continue
		}
		if typed.Shown != one.Digest() {
			label := z.T("review.comment", "n", (in.at.page-1)*commentsAtOnce+i+1)
			cells = append(cells, kit.NewCell("verdict-"+one.ID, label, words(typed.Verdict, typed.Redacted), words(one.Verdict, one.Redacted)))
		}
		typed.Shown = one.Digest()
		in.typed[one.ID] = typed
	}
	if in.errs, err = s.Changed(c, kit.Change{Action: "audit.action.round.comments", Object: p.Round.ID, Href: in.at.href(p.Round.ID)}, cells); err != nil {
		return err
	}
	return s.renderReview(c, fiber.StatusConflict, p, in)
}

// introductionChanged shows the introduction that was typed beside the one that somebody else stored meanwhile.
func (s *reviewDesk) introductionChanged(c *fiber.Ctx, p published.Result, typed string) error {
	stored, err := s.Store.Introduction(c.UserContext(), kit.User(c).Scope(), p.Round.ID)
	if err != nil {
		return err
	}
	what := kit.Change{Action: "audit.action.round.introduction", Object: p.Round.ID, Href: address.Review(p.Round.ID)}
	errs, err := s.Changed(c, what, []kit.Cell{kit.NewCell("introduction", kit.Localizer(c).T("review.introduction"), typed, stored)})
	if err != nil {
		return err
	}
	return s.renderReview(c, fiber.StatusConflict, p, reviewInput{introduction: &typed, errs: errs})
}
