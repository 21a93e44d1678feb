package chart

import (
	"errors"
	"fmt"
)

// ErrInvalid is wrapped by the errors of charts that cannot be drawn: a value
// that is no number or off the scale, a count that does not match, an unknown
// role.
var ErrInvalid = errors.New("invalid chart")

// Bounds of a chart. They keep a drawing legible and its cost predictable.
const (
	minWidth    = 420
	maxSide     = 4000
	minAxes     = 3
	maxAxes     = 12
	maxSteps    = 50
	maxRows     = 400
	maxLabels   = 200
	scaleMargin = 1e-9
)

func side(name string, asked, fallback, least int) (int, error) {
	if asked < 0 || asked > maxSide {
		return 0, fmt.Errorf("%w: %s of %d, want 0 to %d", ErrInvalid, name, asked, maxSide)
	}
	if asked == 0 {
		asked = fallback
	}
	return max(asked, least), nil
}

func (c Radar) scale() scale { return scale{c.Min, c.Max, c.Step} }

// checked returns c with its sizes filled in.
func (c Radar) checked() (Radar, error) {
	if len(c.Axes) < minAxes || len(c.Axes) > maxAxes {
		return c, fmt.Errorf("%w: %d axes, want %d to %d", ErrInvalid, len(c.Axes), minAxes, maxAxes)
	}
	if err := c.scale().check(); err != nil {
		return c, err
	}
	for _, s := range c.Series {
		if !s.Role.known() {
			return c, fmt.Errorf("%w: role %q", ErrInvalid, s.Role)
		}
		if err := c.scale().values(s.Name, s.Values, len(c.Axes)); err != nil {
			return c, err
		}
	}
	for _, m := range c.Markers {
		if err := c.scale().values(m.Name, m.Values, len(c.Axes)); err != nil {
			return c, err
		}
	}
	width, height, least := radarWidth, radarHeight, minWidth
	if c.Compact {
		width, height, least = compactSide, compactSide, compactLeast
	}
	return c.sized(width, height, least)
}

func (c Radar) sized(width, height, least int) (Radar, error) {
	var err error
	if c.Width, err = side("width", c.Width, width, least); err != nil {
		return c, err
	}
	c.Height, err = side("height", c.Height, height, min(least, minHeight))
	return c, err
}

func (c Dots) scale() scale { return scale{c.Min, c.Max, c.Step} }

func (c Dots) checked() (Dots, error) {
	if len(c.Rows) == 0 || len(c.Rows) > maxRows {
		return c, fmt.Errorf("%w: %d rows, want 1 to %d", ErrInvalid, len(c.Rows), maxRows)
	}
	if err := c.scale().check(); err != nil {
		return c, err
	}
	for _, row := range c.Rows {
		if err := row.check(c.scale()); err != nil {
			return c, err
		}
	}
	var err error
	c.Width, err = side("width", c.Width, dotsWidth, minWidth)
	return c, err
}

func (row DotRow) check(s scale) error {
	if (row.Low == nil) != (row.High == nil) || row.Low != nil && *row.Low > *row.High {
		return fmt.Errorf("%w: row %q has half an interval or one upside down", ErrInvalid, row.Label)
	}
	if len(row.Others) > len(otherRoles) {
		return fmt.Errorf("%w: row %q has %d further series, want at most %d", ErrInvalid, row.Label, len(row.Others), len(otherRoles))
	}
	if err := s.values(row.Label, []*float64{row.Mean, row.Low, row.High, row.Target}, 4); err != nil {
		return err
	}
	return s.values(row.Label, row.Others, len(row.Others))
}

func (c Trend) scale() scale { return scale{c.Min, c.Max, c.Step} }

func (c Trend) checked() (Trend, error) {
	if len(c.Labels) == 0 || len(c.Labels) > maxLabels {
		return c, fmt.Errorf("%w: %d labels, want 1 to %d", ErrInvalid, len(c.Labels), maxLabels)
	}
	if err := c.scale().check(); err != nil {
		return c, err
	}
	for _, s := range c.Series {
		if err := s.check(c.scale(), len(c.Labels)); err != nil {
			return c, err
		}
	}
	var err error
	if c.Width, err = side("width", c.Width, trendWidth, minWidth); err != nil {
		return c, err
	}
	c.Height, err = side("height", c.Height, trendHeight, trendLeast)
	return c, err
}

func (t TrendSeries) check(s scale, labels int) error {
	if !t.Role.known() {
		return fmt.Errorf("%w: role %q", ErrInvalid, t.Role)
	}
	if err := s.values(t.Name, t.Values, labels); err != nil {
		return err
	}
	if len(t.Low) == 0 && len(t.High) == 0 {
		return nil
	}
	if err := s.values(t.Name+" low", t.Low, labels); err != nil {
		return err
	}
	if err := s.values(t.Name+" high", t.High, labels); err != nil {
		return err
	}
	for i := range t.Low {
		if (t.Low[i] == nil) != (t.High[i] == nil) || t.Low[i] != nil && *t.Low[i] > *t.High[i] {
			return fmt.Errorf("%w: %s has half an interval or one upside down at %d", ErrInvalid, t.Name, i)
		}
	}
	return nil
}
