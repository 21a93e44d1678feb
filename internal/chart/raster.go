package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strconv"

	"golang.org/x/image/vector"
)

// maxPixels bounds a raster image: its cost follows from it.
const maxPixels = 16 << 20

// PNG paints a picture of [Renderer.Picture], scale pixels for each of its own.
// It needs no browser: texts are painted from the outlines of the embedded
// fonts.
func (r *Renderer) PNG(svg SVG, scale float64) ([]byte, error) {
	root, _, err := parseSVG(svg)
	if err != nil {
		return nil, err
	}
	width, height := math.Ceil(parse(root.attrs.get("width"))*scale), math.Ceil(parse(root.attrs.get("height"))*scale)
	if !(width >= 1 && height >= 1 && width*height <= maxPixels) {
		return nil, fmt.Errorf("%w: an image of %g by %g pixels", ErrInvalid, width, height)
	}
	faces, err := r.faces()
	if err != nil {
		return nil, err
	}
	c := &canvas{image: image.NewRGBA(image.Rect(0, 0, int(width), int(height))), faces: faces}
	draw.Draw(c.image, c.image.Bounds(), image.White, image.Point{}, draw.Src)
	if err := c.children(root, matrix{a: scale, d: scale}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := png.Encode(&out, c.image); err != nil {
		return nil, fmt.Errorf("encode image: %w", err)
	}
	return out.Bytes(), nil
}

// canvas is what is painted on.
type canvas struct {
	image *image.RGBA
	faces *faces
}

func (c *canvas) children(e *element, m matrix) error {
	for _, child := range e.children {
		own, err := matrixOf(child.attrs.get("transform"))
		if err != nil {
			return err
		}
		at := m.then(own)
		switch child.name {
		case "g":
			err = c.children(child, at)
		case "text":
			err = c.text(child, at)
		default:
			err = c.shape(child, at)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// shape fills an element, then draws its line.
func (c *canvas) shape(e *element, m matrix) error {
	lines, err := e.outlines()
	if err != nil {
		return err
	}
	if fill, ok := paintOf(e.attrs.get("fill"), ink); ok {
		var areas [][]point
		for _, o := range lines {
			areas = append(areas, o.points)
		}
		c.fill(areas, m, fill)
	}
	stroke, ok := paintOf(e.attrs.get("stroke"), "none")
	if !ok {
		return nil
	}
	width := 1.0
	if w := e.attrs.get("stroke-width"); w != "" {
		width = parse(w)
	}
	pattern := numbers(e.attrs.get("stroke-dasharray"))
	var areas [][]point
	for _, o := range lines {
		dashes := []outline{o}
		if len(pattern) > 0 {
			dashes = o.dashed(pattern)
		}
		for _, d := range dashes {
			areas = append(areas, d.stroked(width)...)
		}
	}
	c.fill(areas, m, stroke)
	return nil
}

// fill paints areas as one: what several cover is painted once.
func (c *canvas) fill(areas [][]point, m matrix, colour color.Color) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	moved := make([][]point, len(areas))
	for i, area := range areas {
		for _, p := range area {
			p = m.apply(p)
			moved[i] = append(moved[i], p)
			low, high = point{math.Min(low.x, p.x), math.Min(low.y, p.y)}, point{math.Max(high.x, p.x), math.Max(high.y, p.y)}
		}
	}
	if !(low.x <= high.x) {
		return
	}
	box := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x)), int(math.Ceil(high.y))).Intersect(c.image.Bounds())
	if box.Empty() {
		return
	}
	pen := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, area := range moved {
		for i, p := range area {
			x, y := float32(p.x-float64(box.Min.X)), float32(p.y-float64(box.Min.Y))
			if i == 0 {
				pen.MoveTo(x, y)
			} else {
				pen.LineTo(x, y)
			}
		}
		pen.ClosePath()
	}
	pen.Draw(c.image, box, image.NewUniform(colour), image.Point{})
}

// paintOf reads a colour such as #14233A; "none" paints nothing, "" stands for
// what the attribute is without.
func paintOf(value, absent string) (color.Color, bool) {
	if value == "" {
		value = absent
	}
	if len(value) != 7 || value[0] != '#' {
		return nil, false
	}
	n, err := strconv.ParseUint(value[1:], 16, 32)
	return color.RGBA{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n), A: 255}, err == nil
}
