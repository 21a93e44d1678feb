package qr_test

import (
	"strings"
	"testing"

	"kompass/internal/qr"
)

const address = "http://192.168.178.20:8080/s/ABCDEFGH"

func TestPathHasAQuietZone(t *testing.T) {
	path, side, err := qr.Path(address)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(path, "M4 4h7v1h-7z") {
		t.Errorf("got %.20s, want the finder in the corner, four modules from the edge", path)
	}
	if side < 21+8 || (side-8-17)%4 != 0 {
		t.Errorf("got side %d, which no code has", side)
	}
}

func TestTerminalDrawsTheSameCode(t *testing.T) {
	text, err := qr.Terminal(address)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	width := len([]rune(lines[0]))
	if width < 21+4 || len(lines) != (width+1)/2 {
		t.Errorf("got %d lines of %d cells, want a square of half cells", len(lines), width)
	}
	for i, l := range lines {
		if len([]rune(l)) != width {
			t.Errorf("line %d is %d cells wide, want %d", i, len([]rune(l)), width)
		}
	}
	if want := strings.Repeat("█", width); lines[0] != want {
		t.Errorf("got %q above the code, want a light border", lines[0])
	}
}

func TestTextThatIsTooLongIsRefused(t *testing.T) {
	long := strings.Repeat("x", 4000)
	if _, _, err := qr.Path(long); err == nil {
		t.Error("got a path, want an error")
	}
	if _, err := qr.Terminal(long); err == nil {
		t.Error("got a drawing, want an error")
	}
}
