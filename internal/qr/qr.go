// Package qr draws QR codes: as the path of an SVG, for pages and posters, and as text, for a terminal.
package qr

import (
	"fmt"
	"strings"

	goqr "github.com/piglig/go-qr"
)

// quietZone is the white border that readers need around a code, in modules.
const quietZone = 4

// Path returns the dark modules of a code as the data of one SVG path, and the side of the whole code with its quiet
// zone, both in modules. Medium error correction survives a stain on the poster.
func Path(text string) (path string, side int, err error) {
	code, err := goqr.EncodeText(text, goqr.Medium)
	if err != nil {
		return "", 0, fmt.Errorf("QR code of %d bytes: %w", len(text), err)
	}
	var b strings.Builder
	for y := range code.Size() {
		for x := 0; x < code.Size(); x++ {
			run := 0
			for x+run < code.Size() && code.Module(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x+quietZone, y+quietZone, run, run)
				x += run
			}
		}
	}
	return b.String(), code.Size() + 2*quietZone, nil
}

// The characters of a terminal's cell, which holds two modules above one another.
var cells = map[[2]bool]rune{{true, true}: ' ', {true, false}: '▄', {false, true}: '▀', {false, false}: '█'}

// Terminal returns the code as lines of text, two modules a line. It draws the light modules, so that it can be read from
// light letters on a dark ground, as terminals mostly are; most readers take the reverse as well.
func Terminal(text string) (string, error) {
	code, err := goqr.EncodeText(text, goqr.Low)
	if err != nil {
		return "", fmt.Errorf("QR code of %d bytes: %w", len(text), err)
	}
	dark := func(x, y int) bool {
		return x >= 0 && y >= 0 && x < code.Size() && y < code.Size() && code.Module(x, y)
	}
	var b strings.Builder
	for y := -quietZone / 2; y < code.Size()+quietZone/2; y += 2 {
		for x := -quietZone / 2; x < code.Size()+quietZone/2; x++ {
			b.WriteRune(cells[[2]bool{dark(x, y), dark(x, y+1)}])
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
