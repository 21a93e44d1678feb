package chart_test

import (
	"math"
	"testing"

	chartassets "kompass/assets/chart"
	"kompass/internal/chart"
)

func TestTextWidthIsThatOfTheFont(t *testing.T) {
	// Measured in a browser at 1000 px without kerning.
	for _, test := range []struct {
		text string
		bold bool
		want float64
	}{
		{"", false, 0},
		{"0", false, 0.497},
		{"ä", false, 0.504},
		{"W", false, 0.786},
		{"ß", false, 0.576},
		{"Kunden", false, 3.268},
		{"0", true, 0.513},
		{"Kunden", true, 3.344},
	} {
		got, err := chart.TextWidth(test.text, 1, test.bold)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got-test.want) > 0.001 {
			t.Errorf("%q bold %v: got %.4f, want %.4f", test.text, test.bold, got, test.want)
		}
	}
}

func TestTextWidthOfUnknownCharactersIsGenerous(t *testing.T) {
	for text, least := range map[string]float64{"ẞ": 0.6, "Δ": 0.6, "→": 0.6, "漢": 1, "🧭": 1} {
		got, err := chart.TextWidth(text, 10, false)
		if err != nil {
			t.Fatal(err)
		}
		if got < least*10 {
			t.Errorf("%s: got %g, want at least %g", text, got, least*10)
		}
	}
}

func TestReadWOFFRefusesDamage(t *testing.T) {
	font := chartassets.Regular
	if _, err := chart.ReadWOFF(font); err != nil {
		t.Fatalf("whole font: %v", err)
	}
	for name, damaged := range map[string][]byte{
		"nothing":       nil,
		"other format":  append([]byte("wOF2"), font[4:]...),
		"header only":   font[:44],
		"half":          font[:len(font)/2],
		"broken tables": append(append([]byte{}, font[:600]...), make([]byte, len(font)-600)...),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := chart.ReadWOFF(damaged); err == nil {
				t.Error("got no error")
			}
		})
	}
}
