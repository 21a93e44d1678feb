package chart

import chartassets "kompass/assets/chart"

// NewRendererWith returns a renderer whose bundle is followed by more script.
func NewRendererWith(o Options, more string) *Renderer {
	return newRenderer(o, chartassets.Bundle+"\n"+more)
}

// TextWidth returns the width charts reckon with.
func TextWidth(text string, size float64, bold bool) (float64, error) {
	f, err := newFonts(chartassets.Regular, chartassets.SemiBold)
	if err != nil {
		return 0, err
	}
	return f.width(text, size, bold), nil
}

// ReadWOFF unpacks a font.
func ReadWOFF(woff []byte) ([]byte, error) { return sfntFromWOFF(woff) }

// Clean runs the cleaner alone.
func Clean(raw string) (SVG, error) {
	return clean(raw, []string{"first", "second"}, frame{kind: "chart-radar", title: "t", id: "chart-0"})
}
