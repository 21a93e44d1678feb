package browser

import (
	"context"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Look is how a page is looked at.
type Look int

// The looks of a page beside the usual one.
const (
	Printed Look = iota // with the style sheet for paper, as wide as a sheet: see [Paper]
	Grey                // without colours, as a copier or some eyes see it
	Dark                // in the dark colour scheme
)

// Paper is the width of A4 in pixels.
const Paper = 794

// tallest is the height at which a picture is cut off.
const tallest = 2800

// Photograph returns a picture (PNG) of the page from its top, further down than the window where the page is longer.
func (t *Tab) Photograph(looks ...Look) []byte {
	t.r.Helper()
	width := t.Width
	if slices.Contains(looks, Printed) {
		width = Paper
		t.resized(width)
		defer t.resized(t.Width)
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	picture, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		for _, l := range looks {
			if err := l.take(ctx, target); err != nil {
				return nil, err
			}
		}
		height, err := chromedp.Evaluate[float64]("Math.max(innerHeight, document.documentElement.scrollHeight)")(ctx, target)
		if err != nil {
			return nil, err
		}
		clip := &page.Viewport{Width: float64(width), Height: min(height, tallest), Scale: 1}
		shot, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: new(true), Clip: clip})
		if err != nil {
			return nil, err
		}
		return shot.Data, leaveLooks(ctx, target)
	})
	if err != nil {
		t.r.Fatalf("photograph %s: %v", t.Path(), err)
	}
	return picture
}

// The widths of A4 between the margins of the style sheet, in pixels.
const (
	Upright   = 605
	Landscape = 1001
)

// OnPaper does something while the page stands as it is printed, between the margins of a sheet.
func (t *Tab) OnPaper(inMargins int64, do func()) {
	t.r.Helper()
	t.resized(inMargins)
	defer t.resized(t.Width)
	set := func(media string) {
		err := t.try(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
			return err
		})
		if err != nil {
			t.r.Fatalf("print %s: %v", t.Path(), err)
		}
	}
	set("print")
	defer set("")
	do()
}

func (l Look) take(ctx context.Context, target *chromedp.Target) error {
	switch l {
	case Printed:
		return media(ctx, target, emulation.SetEmulatedMediaParams{Media: "print"})
	case Dark:
		return media(ctx, target, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	}
	return vision(ctx, target, emulation.SetEmulatedVisionDeficiencyTypeAchromatopsia)
}

func leaveLooks(ctx context.Context, target *chromedp.Target) error {
	if err := media(ctx, target, emulation.SetEmulatedMediaParams{}); err != nil {
		return err
	}
	return vision(ctx, target, emulation.SetEmulatedVisionDeficiencyTypeNone)
}

func media(ctx context.Context, target *chromedp.Target, p emulation.SetEmulatedMediaParams) error {
	_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, p)
	return err
}

func vision(ctx context.Context, target *chromedp.Target, kind emulation.SetEmulatedVisionDeficiencyType) error {
	_, err := cdp.Call(ctx, target, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: kind})
	return err
}
