package chart

import (
	"fmt"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// fonts knows how wide a text is in the two cuts charts are set in. It is
// immutable and safe for concurrent use.
type fonts struct {
	regular, bold advances
}

// advances holds the width of a character as a share of the font size.
type advances map[rune]float64

// Widths of characters the Latin subsets lack: a browser takes them from
// another font. Erring on the wide side keeps texts inside the chart.
const (
	unknownWidth = 0.62
	wideWidth    = 1.0
	firstWide    = 0x1100 // Hangul, CJK and emoji come after this
)

func newFonts(regular, bold []byte) (*fonts, error) {
	r, err := readAdvances(regular)
	if err != nil {
		return nil, fmt.Errorf("read regular cut: %w", err)
	}
	b, err := readAdvances(bold)
	if err != nil {
		return nil, fmt.Errorf("read semi-bold cut: %w", err)
	}
	return &fonts{regular: r, bold: b}, nil
}

func readAdvances(woff []byte) (advances, error) {
	raw, err := sfntFromWOFF(woff)
	if err != nil {
		return nil, err
	}
	face, err := sfnt.Parse(raw)
	if err != nil {
		return nil, err
	}
	var buf sfnt.Buffer
	units := face.UnitsPerEm()
	widths := advances{}
	for char := rune(' '); char < firstWide<<1; char++ {
		glyph, err := face.GlyphIndex(&buf, char)
		if err != nil {
			return nil, err
		}
		if glyph == 0 {
			continue
		}
		// At a size of one em in font units the advance comes out unrounded.
		width, err := face.GlyphAdvance(&buf, glyph, fixed.I(int(units)), font.HintingNone)
		if err != nil {
			return nil, err
		}
		widths[char] = float64(width) / 64 / float64(units)
	}
	return widths, nil
}

// width returns the width of one line of text in CSS pixels.
func (f *fonts) width(text string, size float64, bold bool) float64 {
	cut := f.regular
	if bold {
		cut = f.bold
	}
	var sum float64
	for _, char := range text {
		width, known := cut[char]
		switch {
		case known:
			sum += width
		case char >= firstWide && (char < 0x2000 || char > 0x206F):
			sum += wideWidth
		default:
			sum += unknownWidth
		}
	}
	return sum * size
}
