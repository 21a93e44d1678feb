package chart

import (
	"context"
	"errors"
)

// Options of a [Renderer].
type Options struct {
	VMs int // at most this many charts are drawn at once; 0 stands for 2
}

// Renderer draws charts.
type Renderer struct{ options Options }

// NewRenderer returns a renderer; it starts nothing.
func NewRenderer(o Options) *Renderer { return &Renderer{options: o} }

// Radar draws a radar chart.
func (r *Renderer) Radar(ctx context.Context, c Radar) (SVG, error) { return "", errors.ErrUnsupported }

// Dots draws a dot plot.
func (r *Renderer) Dots(ctx context.Context, c Dots) (SVG, error) { return "", errors.ErrUnsupported }

// Trend draws lines over rounds.
func (r *Renderer) Trend(ctx context.Context, c Trend) (SVG, error) { return "", errors.ErrUnsupported }

// Close frees what the renderer holds.
func (r *Renderer) Close() error { return nil }
