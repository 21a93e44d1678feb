package reading

import "kompass/internal/result"

// span is how wide the scale is.
func (w *writer) span() float64 { return w.series.Questionnaire.Max() - w.series.Questionnaire.Min() }

// standingOf places a field against its target, "" where that is not told.
func (w *writer) standingOf(f result.Field) string {
	if !f.Shown {
		return ""
	}
	return w.series.Document.PositionOf(f.Value(), w.span())
}

// standingIn places a facet.
func (w *writer) standingIn(c result.Facet) string {
	return w.series.Document.PositionOf(c.Value(), w.span())
}
