package figures

import (
	"context"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// How charts are drawn for slides, in CSS pixels, and how many pixels of an image stand for one of them.
const (
	slideRadar     = 760
	slideRadarHigh = 600
	slideDots      = 900
	imageScale     = 2
)

// Slide draws a chart of a group for slides, with what its legend says.
type Slide func(d Drawer, ctx context.Context, w Writer, group *result.Group) (chart.SVG, []views.Legend, error)

// Picture draws a chart as a picture that says on how many answers it rests, and where it comes from: "svg" or "png".
func (d Drawer) Picture(ctx context.Context, w Writer, group *result.Group, draw Slide, format string) ([]byte, error) {
	svg, legends, err := draw(d, ctx, w, group)
	if err != nil {
		return nil, err
	}
	told := story.Of(w.Localizer, compare.Series{Document: w.Document, Group: group, Questionnaire: w.Questionnaire}, nil)
	caption := chart.Caption{Title: told.Kicker, Lines: []string{told.Lead, w.origin()}}
	for _, l := range legends {
		caption.Legend = append(caption.Legend, chart.LegendEntry{Key: chart.SVG(l.Key), Text: l.Text})
	}
	picture, err := d.Charts.Picture(svg, caption)
	if err != nil || format == "svg" {
		return []byte(picture), err
	}
	return d.Charts.PNG(picture, imageScale)
}

// SlideRadar draws the compass of a group for a slide.
func (d Drawer) SlideRadar(ctx context.Context, w Writer, group *result.Group) (chart.SVG, []views.Legend, error) {
	radar, legends := w.Compass(group)
	radar.Width, radar.Height, radar.Large = slideRadar, slideRadarHigh, false
	svg, err := d.Charts.Radar(ctx, radar)
	return svg, legends, err
}

// SlideDots draws the dot plot of a group for a slide.
func (d Drawer) SlideDots(ctx context.Context, w Writer, group *result.Group) (chart.SVG, []views.Legend, error) {
	dots := w.Plot(group)
	dots.Width = slideDots
	svg, err := d.Charts.Dots(ctx, dots)
	return svg, w.DotsLegend(), err
}

// origin says where the numbers of a picture come from.
func (w Writer) origin() string {
	mode := w.Localizer.T("result.mode.open")
	if w.Document.Mode == string(kompass.Anonymous) {
		mode = w.Localizer.T("result.mode.anonymous", "k", w.Document.MinGroup)
	}
	key := "chart.origin.draft"
	if w.Questionnaire.Validated {
		key = "chart.origin"
	}
	return w.Localizer.T(key, "questionnaire", w.Text(w.Questionnaire.Title), "label", w.Questionnaire.Label) + " " + mode + " " + w.Localizer.T("result.hash", "hash", shortHash(w.Document.Hash))
}

// shortHash is enough of a hash to tell results apart.
func shortHash(hash string) string { return hash[:min(len(hash), 19)] + "…" }
