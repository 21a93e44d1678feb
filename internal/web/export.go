package web

import (
	"bytes"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/explain"
	"kompass/internal/export"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Making a workbook takes memory: so many are made at once, so many wait.
const (
	filesAtOnce  = 2
	filesWaiting = 10
)

// withResult calls show with the result of the round, for those who may see it, and leads to the round where there is none
// to show.
func (s *server) withResult(show func(c *fiber.Ctx, p published.Result) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		p, err := s.Published.For(c.UserContext(), kit.User(c), c.Params("round"))
		if errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) {
			return kit.Redirect(c, address.Round(c.Params("round")))
		}
		if err != nil {
			return err
		}
		return show(c, p)
	}
}

// download sends the result as a file, whole or not at all.
func (s *resultDesk) download(f export.Format) func(*fiber.Ctx, published.Result) error {
	return func(c *fiber.Ctx, p published.Result) error {
		done, err := s.files.Acquire(c.UserContext())
		if err != nil {
			return err
		}
		defer done()
		var file bytes.Buffer
		if err := export.Write(&file, f, export.Input{Document: p.Document, Questionnaire: p.Questionnaire, Lang: kit.Localizer(c).Lang()}); err != nil {
			return err
		}
		c.Set(fiber.HeaderContentType, f.MediaType())
		c.Set(fiber.HeaderContentDisposition, kit.Attachment(export.PlainName(p.Document, f), export.FileName(p.Document, f)))
		c.Response().SetBody(file.Bytes())
		return nil
	}
}

// showExplanation says where a number comes from.
func (s *resultDesk) showExplanation(c *fiber.Ctx, p published.Result) error {
	z := kit.Localizer(c)
	e, err := explain.Explain(explain.Input{Document: p.Document, Questionnaire: p.Questionnaire, Lang: z.Lang()}, c.Query("path"))
	var unknown *explain.UnknownError
	if errors.As(err, &unknown) {
		return kompass.ErrNotFound
	}
	if err != nil {
		return err
	}
	page := s.Titled(c, e.Title+": "+z.T("explain.title"), false)
	page.Crumbs = append(resultCrumbs(z, p),
		views.Crumb{Text: z.T("round.result"), Href: address.GroupResult(p.Round.ID, e.Key)},
		views.Crumb{Text: z.T("explain.title")})
	return kit.RenderSigned(c, fiber.StatusOK, views.ExplainPage(views.Explain{Page: page, RoundID: p.Round.ID, Explanation: story.ExplanationOf(z, p.Round.ID, e)}))
}

// formats are the endings of the files in which a result can be had.
func formats() []string {
	var out []string
	for _, f := range export.Formats {
		out = append(out, string(f))
	}
	return out
}
