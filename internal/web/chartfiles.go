package web

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/export"
	"kompass/internal/figures"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/web/kit"
)

// pictureTypes are the media types of pictures.
var pictureTypes = map[string]string{"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}

// sendChart sends a chart of one group as a picture that says on how many answers it rests. It is drawn from the stored
// document, so that a group that is not shown has none.
func (s *resultDesk) sendChart(name, format string, draw figures.Slide) func(*fiber.Ctx, published.Result) error {
	return func(c *fiber.Ctx, p published.Result) error {
		group, ok := p.Document.Find(groupKey(c))
		if !ok || !group.Shown {
			return kompass.ErrNotFound
		}
		done, err := s.files.Acquire(c.UserContext())
		if err != nil {
			return err
		}
		defer done()
		w := figures.New(kit.Localizer(c), p.Questionnaire, p.Document)
		body, err := s.figures.Picture(c.UserContext(), w, group, draw, format)
		if err != nil {
			return err
		}
		full := naming.File(p.Document.Company, p.Document.Title, w.Group(group.Key), name) + "." + format
		c.Set(fiber.HeaderContentType, pictureTypes[format])
		c.Set(fiber.HeaderContentDisposition, kit.Attachment(export.PlainName(p.Document, export.Format(format)), full))
		c.Response().SetBody(body)
		return nil
	}
}
