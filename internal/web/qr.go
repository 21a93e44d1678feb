package web

import (
	"fmt"
	"strings"

	goqr "github.com/piglig/go-qr"
)

// quietZone is the white border that readers need around a code, in modules.
const quietZone = 4

// qrPath returns the dark modules of a QR code as the data of one SVG path, and the side of the whole code with its
// quiet zone, both in modules. Medium error correction survives a stain on the poster.
func qrPath(address string) (path string, side int, err error) {
	code, err := goqr.EncodeText(address, goqr.Medium)
	if err != nil {
		return "", 0, fmt.Errorf("QR code of %s: %w", address, err)
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
