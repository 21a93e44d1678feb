package chart

import (
	"errors"

	"modernc.org/quickjs"

	chartassets "kompass/assets/chart"
)

// With returns a renderer of its own that shares the compiled bundle of r and
// runs more script in every engine it starts.
func (r *Renderer) With(o Options, more string) *Renderer {
	other := newRenderer(o, r.code)
	start := other.pool.start
	other.pool.start = func() (*vm, error) {
		machine, err := start()
		if err != nil {
			return nil, err
		}
		if _, err := machine.engine.Eval(more, quickjs.EvalGlobal); err != nil {
			return nil, errors.Join(err, machine.close())
		}
		return machine, nil
	}
	return other
}

// NewRendererOf returns a renderer with another bundle.
func NewRendererOf(bundle string) *Renderer {
	return newRenderer(Options{}, func() ([]byte, error) { return compile(bundle) })
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
