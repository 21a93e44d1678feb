package figures

import (
	"context"

	"kompass/internal/chart"
	"kompass/internal/result"
	"kompass/views"
)

// How large charts are drawn for phones, in CSS pixels.
const (
	phoneWidth = 420
	phoneRadar = 360 // high
)

// Drawer draws figures in the sizes in which they are shown.
type Drawer struct{ Charts *chart.Renderer }

// Of draws the compass and the dot plot of a group.
func (d Drawer) Of(ctx context.Context, w Writer, group *result.Group) (views.Charts, error) {
	radar, legends := w.Compass(group)
	out := views.Charts{Legend: legends, DotsLegend: w.DotsLegend()}
	var err error
	if out.Radar, err = d.Radar(ctx, radar); err != nil {
		return views.Charts{}, err
	}
	out.Dots, err = d.Dots(ctx, w.Plot(group))
	return out, err
}

// Field draws where one field of a group stands: on the compass, and on the scale.
func (d Drawer) Field(ctx context.Context, w Writer, group *result.Group, field, title string) (views.Charts, error) {
	radar, _ := w.Compass(group)
	radar.Compact, radar.Width, radar.Height = true, 0, 0
	radar.Title = w.Localizer.T("report.position", "field", title)
	radar.Markers = []chart.Markers{{Name: title, Values: w.only(w.Means(group), field)}}
	svg, err := d.Charts.Radar(ctx, radar)
	if err != nil {
		return views.Charts{}, err
	}
	out := views.Charts{DotsLegend: w.DotsLegend()}
	out.Radar.Wide = views.SVG(svg)
	out.Dots, err = d.Dots(ctx, w.fieldPlot(group, field, title))
	return out, err
}

// Radar draws a compass for wide windows and for phones.
func (d Drawer) Radar(ctx context.Context, r chart.Radar) (views.Sizes, error) {
	wide, err := d.Charts.Radar(ctx, r)
	if err != nil {
		return views.Sizes{}, err
	}
	r.Width, r.Height, r.Large = phoneWidth, phoneRadar, true
	narrow, err := d.Charts.Radar(ctx, r)
	return views.Sizes{Wide: views.SVG(wide), Narrow: views.SVG(narrow)}, err
}

// Dots draws a dot plot for wide windows and for phones.
func (d Drawer) Dots(ctx context.Context, dots chart.Dots) (views.Sizes, error) {
	wide, err := d.Charts.Dots(ctx, dots)
	if err != nil {
		return views.Sizes{}, err
	}
	dots.Width = phoneWidth
	narrow, err := d.Charts.Dots(ctx, dots)
	return views.Sizes{Wide: views.SVG(wide), Narrow: views.SVG(narrow)}, err
}
