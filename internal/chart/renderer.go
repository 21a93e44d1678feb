package chart

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	chartassets "kompass/assets/chart"
)

// Options of a [Renderer].
type Options struct {
	VMs   int // at most this many charts are drawn at once; 0 stands for 2
	Cache int // this many charts are kept; 0 stands for 512

	// Timeout ends the drawing of one chart; 0 stands for 20 s. It is measured
	// by the clock on the wall: a chart takes some 40 ms, but many times that
	// on a small machine that is busy with something else.
	Timeout time.Duration
}

// Renderer draws charts. It is safe for concurrent use, and must be closed.
type Renderer struct {
	digest [sha256.Size]byte
	code   func() ([]byte, error) // the compiled bundle
	fonts  func() (*fonts, error)
	faces  func() (*faces, error) // for pictures without a browser
	pool   *pool
	cache  *expirable.LRU[string, SVG]
	close  func() error
}

// NewRenderer returns a renderer. It starts nothing: the first chart starts
// the first VM.
func NewRenderer(o Options) *Renderer {
	return newRenderer(o, sync.OnceValues(func() ([]byte, error) { return compile(chartassets.Bundle) }))
}

func newRenderer(o Options, code func() ([]byte, error)) *Renderer {
	if o.VMs <= 0 {
		o.VMs = 2
	}
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.Cache <= 0 {
		o.Cache = 512
	}
	r := &Renderer{digest: sha256.Sum256([]byte(chartassets.Bundle)), code: code, cache: expirable.NewLRU[string, SVG](o.Cache, nil, 0)}
	r.fonts = sync.OnceValues(func() (*fonts, error) { return newFonts(chartassets.Regular, chartassets.SemiBold) })
	r.faces = sync.OnceValues(func() (*faces, error) { return newFaces(chartassets.Regular, chartassets.SemiBold) })
	r.pool = newPool(o.VMs, func() (*vm, error) { return startVM(code, o.Timeout) })
	r.close = sync.OnceValue(r.pool.close)
	return r
}

func startVM(code func() ([]byte, error), timeout time.Duration) (*vm, error) {
	compiled, err := code()
	if err != nil {
		return nil, err
	}
	return newVM(compiled, timeout)
}

// Close waits for charts being drawn and frees the VMs. Later calls of the
// drawing methods return [ErrClosed].
func (r *Renderer) Close() error { return r.close() }

// Forget drops the charts that are kept.
func (r *Renderer) Forget() { r.cache.Purge() }

// Radar draws a radar chart. It returns an error that wraps [ErrInvalid] when
// c cannot be drawn as asked.
func (r *Renderer) Radar(ctx context.Context, c Radar) (SVG, error) {
	return render(ctx, r, c.checked, radarDrawing)
}

// Dots draws a dot plot; errors are as for [Renderer.Radar].
func (r *Renderer) Dots(ctx context.Context, c Dots) (SVG, error) {
	return render(ctx, r, c.checked, dotsDrawing)
}

// Trend draws lines over rounds; errors are as for [Renderer.Radar].
func (r *Renderer) Trend(ctx context.Context, c Trend) (SVG, error) {
	return render(ctx, r, c.checked, trendDrawing)
}

// drawing is a chart as ECharts draws it, and what the page says about it.
type drawing struct {
	option        any
	lines         []string // of text, in the order of their stand-ins
	width, height int
	frame         frame
}

func render[C any](ctx context.Context, r *Renderer, checked func() (C, error), layOut func(C, *fonts) drawing) (SVG, error) {
	chart, err := checked()
	if err != nil {
		return "", err
	}
	key, err := r.key(chart)
	if err != nil {
		return "", err
	}
	if svg, found := r.cache.Get(key); found {
		return svg, nil
	}
	fonts, err := r.fonts()
	if err != nil {
		return "", err
	}
	return r.draw(ctx, key, layOut(chart, fonts))
}

func (r *Renderer) draw(ctx context.Context, key string, d drawing) (SVG, error) {
	option, err := json.Marshal(d.option)
	if err != nil {
		return "", fmt.Errorf("write chart option: %w", err)
	}
	var svg SVG
	err = r.pool.use(ctx, func(machine *vm) error {
		var found bool
		if svg, found = r.cache.Get(key); found {
			return nil // drawn by another while this one waited for a VM
		}
		raw, err := machine.draw(ctx, option, d.width, d.height)
		if err != nil {
			return fmt.Errorf("draw chart: %w", err)
		}
		svg, err = clean(raw, d.lines, d.frame.withID("chart-"+key[:idDigits]))
		return err
	})
	if err != nil {
		return "", err
	}
	r.cache.Add(key, svg)
	return svg, nil
}

// idDigits of the hash keep the ids of one page apart.
const idDigits = 12

// key is the hash of a checked chart, which decides option, size and frame,
// and of the bundle that draws it.
func (r *Renderer) key(chart any) (string, error) {
	content, err := json.Marshal(chart)
	if err != nil {
		return "", fmt.Errorf("hash chart: %w", err)
	}
	digest := sha256.New()
	digest.Write(r.digest[:])
	fmt.Fprintf(digest, "%T", chart)
	digest.Write(content)
	return hex.EncodeToString(digest.Sum(nil)), nil
}
