package assets_test

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// schemes reads the tokens of the light and the dark paper from their source.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	data, err := os.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, ok := strings.Cut(string(data), "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("no dark scheme")
	}
	dark, _, ok := strings.Cut(rest, "@media (forced-colors: active)")
	if !ok {
		t.Fatal("no forced colours")
	}
	token := regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{6});`)
	out := map[string]map[string]string{"light": {}, "dark": {}}
	for name, css := range map[string]string{"light": light, "dark": dark} {
		for _, m := range token.FindAllStringSubmatch(css, -1) {
			out[name][m[1]] = m[2]
		}
	}
	if len(out["light"]) != len(out["dark"]) {
		t.Fatalf("got %d light and %d dark colours, want every one in both", len(out["light"]), len(out["dark"]))
	}
	return out
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	channel := func(from int) float64 {
		v, err := strconv.ParseUint(colour[from:from+2], 16, 8)
		if err != nil {
			t.Fatalf("colour %q: %v", colour, err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(1) + 0.7152*channel(3) + 0.0722*channel(5)
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func TestContrastOfBlackOnWhiteIs21(t *testing.T) {
	if got := contrast(t, "#000000", "#ffffff"); math.Abs(got-21) > 1e-9 {
		t.Errorf("got %.3f, want 21", got)
	}
}

func TestEveryPairOfTokensHasEnoughContrast(t *testing.T) {
	pairs := []struct {
		front, back string
		least       float64
	}{
		{"ink", "paper", 7}, {"ink", "sand", 7}, {"muted", "paper", 7}, {"muted", "sand", 4.5},
		{"error", "paper", 7}, {"error", "sand", 4.5}, {"paper", "ink", 7},
		{"ist", "paper", 4.5}, {"soll", "paper", 4.5}, {"third", "paper", 4.5}, {"fourth", "paper", 4.5},
		{"ist", "sand", 3}, {"soll", "sand", 3}, {"third", "sand", 3}, {"fourth", "sand", 3},
	}
	for i := 1; i <= 7; i++ {
		pairs = append(pairs, struct {
			front, back string
			least       float64
		}{fmt.Sprintf("on-shade-%d", i), fmt.Sprintf("shade-%d", i), 4.5})
	}
	for scheme, tokens := range schemes(t) {
		for _, p := range pairs {
			if tokens[p.front] == "" || tokens[p.back] == "" {
				t.Fatalf("%s: no token %s or %s", scheme, p.front, p.back)
			}
			if got := contrast(t, tokens[p.front], tokens[p.back]); got < p.least {
				t.Errorf("%s: %s on %s: got %.2f, want %.1f", scheme, p.front, p.back, got, p.least)
			}
		}
	}
}
