package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/export"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// How charts are drawn for slides, in CSS pixels, and how many pixels of an image stand for one of them.
const (
	slideRadar     = 760
	slideRadarHigh = 600
	slideDots      = 900
	imageScale     = 2
)

// pictureTypes are the media types of pictures.
var pictureTypes = map[string]string{"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}

// slide draws a chart of a group for slides, with what its legend says.
type slide func(s *server, ctx context.Context, t teller, group *result.Group) (chart.SVG, []views.Legend, error)

// sendChart sends a chart of one group as a picture that says on how many answers it rests. It is drawn from the stored
// document, so that a group that is not shown has none.
func (s *server) sendChart(name, format string, draw slide) func(*fiber.Ctx, published.Result) error {
	return func(c *fiber.Ctx, p published.Result) error {
		group, ok := p.Document.Find(groupKey(c))
		if !ok || !group.Shown {
			return kompass.ErrNotFound
		}
		done, err := s.files.Take(c.UserContext())
		if err != nil {
			return err
		}
		defer done()
		t := newTeller(kit.Localizer(c), p.Questionnaire, p.Document)
		body, err := s.picture(c.UserContext(), t, group, draw, format)
		if err != nil {
			return err
		}
		full := naming.File(p.Document.Company, p.Document.Title, t.Group(group.Key), name) + "." + format
		c.Set(fiber.HeaderContentType, pictureTypes[format])
		c.Set(fiber.HeaderContentDisposition, kit.Attachment(export.PlainName(p.Document, export.Format(format)), full))
		c.Response().SetBody(body)
		return nil
	}
}

// picture draws a chart with its caption: on how many answers it rests, and where it comes from.
func (s *server) picture(ctx context.Context, t teller, group *result.Group, draw slide, format string) ([]byte, error) {
	svg, legends, err := draw(s, ctx, t, group)
	if err != nil {
		return nil, err
	}
	told := story.Of(t.z, t.series(group), nil)
	caption := chart.Caption{Title: told.Kicker, Lines: []string{told.Lead, t.origin()}}
	for _, l := range legends {
		caption.Legend = append(caption.Legend, chart.LegendEntry{Key: chart.SVG(l.Key), Text: l.Text})
	}
	picture, err := s.Charts.Picture(svg, caption)
	if err != nil || format == "svg" {
		return []byte(picture), err
	}
	return s.Charts.PNG(picture, imageScale)
}

func (s *server) slideRadar(ctx context.Context, t teller, group *result.Group) (chart.SVG, []views.Legend, error) {
	radar, legends := t.compass(group)
	radar.Width, radar.Height, radar.Large = slideRadar, slideRadarHigh, false
	svg, err := s.Charts.Radar(ctx, radar)
	return svg, legends, err
}

func (s *server) slideDots(ctx context.Context, t teller, group *result.Group) (chart.SVG, []views.Legend, error) {
	dots := t.plot(group)
	dots.Width = slideDots
	svg, err := s.Charts.Dots(ctx, dots)
	return svg, t.dotsLegend(), err
}

// origin says where the numbers of a picture come from.
func (t teller) origin() string {
	mode := t.z.T("result.mode.open")
	if t.doc.Mode == string(kompass.Anonymous) {
		mode = t.z.T("result.mode.anonymous", "k", t.doc.MinGroup)
	}
	key := "chart.origin.draft"
	if t.q.Validated {
		key = "chart.origin"
	}
	return t.z.T(key, "questionnaire", t.Text(t.q.Title), "label", t.q.Label) + " " + mode + " " + t.z.T("result.hash", "hash", shortHash(t.doc.Hash))
}

// shortHash is enough of a hash to tell results apart.
func shortHash(hash string) string { return hash[:min(len(hash), 19)] + "…" }
