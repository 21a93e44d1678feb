// Package logo turns a picture that somebody sends into a logo that is safe to keep and to show: decided by content, not
// by name, decoded within limits, made small and written anew as PNG, so that nothing of the file sent is ever served.
//
// SVG is refused: it may carry scripts and links. Colour profiles, positions, comments and further frames are lost.
package logo

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"kompass/internal/kompass"
)

// What is taken. The number of pixels is read from the head of the file and refused before anything is decoded: a file of
// a few kilobytes may claim gigabytes.
const (
	MaxBytes  = 2 << 20
	MaxSide   = 6000
	MaxPixels = 6_000_000
	maxScans  = 100 // of a JPEG: each is another walk over the whole picture
)

// What is kept: no wider and no higher than this, enough for print, and drawn ever smaller until the file takes no more
// than this: the logo stands on the first page that a phone loads.
const (
	MaxWidth  = 800
	MaxHeight = 400
	KeptBytes = 40 << 10
)

// Parse reads a PNG or JPEG and returns it as a PNG that fits into [MaxWidth] × [MaxHeight] and [KeptBytes], with its width
// and height. What it refuses is a [kompass.FieldError] at the field "logo".
func Parse(raw []byte) (encoded []byte, width, height int, err error) {
	if len(raw) > MaxBytes {
		return nil, 0, 0, refused("logo.error.bytes", "max", MaxBytes>>20)
	}
	f, ok := formatOf(raw)
	if !ok {
		return nil, 0, 0, refused("logo.error.format")
	}
	head, err := f.head(bytes.NewReader(raw))
	if err != nil {
		return nil, 0, 0, refused("logo.error.broken")
	}
	if head.Width < 1 || head.Height < 1 || head.Width > MaxSide || head.Height > MaxSide || head.Width*head.Height > MaxPixels {
		return nil, 0, 0, refused("logo.error.pixels", "side", MaxSide, "max", MaxPixels/1_000_000)
	}
	if f.scans(raw) > maxScans {
		return nil, 0, 0, refused("logo.error.broken")
	}
	decoded, err := f.decode(bytes.NewReader(raw))
	if err != nil {
		return nil, 0, 0, refused("logo.error.broken")
	}
	for width, height = fit(head.Width, head.Height); ; width, height = max(width*4/5, 1), max(height*4/5, 1) {
		var out bytes.Buffer
		err := png.Encode(&out, shrink(decoded, width, height))
		if err != nil || out.Len() <= KeptBytes || width*height == 1 {
			return out.Bytes(), width, height, err
		}
	}
}

func refused(code string, args ...any) error {
	return &kompass.FieldError{Field: "logo", Code: code, Args: args}
}

// format is a kind of picture that is taken.
type format struct {
	magic  string
	head   func(*bytes.Reader) (image.Config, error)
	decode func(*bytes.Reader) (image.Image, error)
	scans  func([]byte) int
}

var formats = []format{
	{
		magic:  "\x89PNG\r\n\x1a\n",
		head:   func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) },
		decode: func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) },
		scans:  func([]byte) int { return 1 },
	},
	{
		magic:  "\xff\xd8\xff",
		head:   func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) },
		decode: func(r *bytes.Reader) (image.Image, error) { return jpeg.Decode(r) },
		scans:  func(raw []byte) int { return bytes.Count(raw, []byte("\xff\xda")) },
	},
}

func formatOf(raw []byte) (format, bool) {
	for _, f := range formats {
		if bytes.HasPrefix(raw, []byte(f.magic)) {
			return f, true
		}
	}
	return format{}, false
}

// shrink draws a picture in a size, which is its own or smaller.
func shrink(from image.Image, w, h int) *image.NRGBA {
	b := from.Bounds()
	to := image.NewNRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() && h == b.Dy() {
		draw.Draw(to, to.Rect, from, b.Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(to, to.Rect, from, b, draw.Src, nil)
	}
	return to
}

// fit is how large a picture is kept: as it is, if it may be.
func fit(w, h int) (width, height int) {
	width, height = w, h
	if width > MaxWidth {
		width, height = MaxWidth, h*MaxWidth/w
	}
	if height > MaxHeight {
		width, height = w*MaxHeight/h, MaxHeight
	}
	return max(width, 1), max(height, 1)
}
