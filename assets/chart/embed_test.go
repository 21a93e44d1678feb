package chartassets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"strings"
	"testing"

	chartassets "kompass/assets/chart"
)

func TestBundleWasBuiltFromItsSources(t *testing.T) {
	pinned := versions(t)
	digest := sha256.New()
	for _, name := range []string{"entry.js", "host.js"} {
		digest.Write(file(t, name))
	}
	digest.Write([]byte("echarts " + pinned["echarts"] + " esbuild " + pinned["esbuild"]))

	want := "Sources: sha256 " + hex.EncodeToString(digest.Sum(nil)) + "\n"
	if head := chartassets.Bundle[:200]; !strings.Contains(head, want) {
		t.Errorf("bundle.js starts with %q, want %q in it: run npm --prefix assets run build", head, want)
	}
}

func TestBundleCarriesTheLicencesOfItsParts(t *testing.T) {
	head, _, found := strings.Cut(chartassets.Bundle, "*/")
	if !found {
		t.Fatal("bundle.js has no leading comment")
	}
	for _, notice := range []string{"Apache License 2.0", "The Apache Software Foundation", "ZRender", "Baidu Inc.", "Mike Bostock", "Microsoft Corporation"} {
		if !strings.Contains(head, notice) {
			t.Errorf("leading comment of bundle.js lacks %q", notice)
		}
	}
}

func TestFontsAreWOFF(t *testing.T) {
	for name, font := range map[string][]byte{"regular": chartassets.Regular, "semi-bold": chartassets.SemiBold} {
		if len(font) < 4 || string(font[:4]) != "wOFF" {
			t.Errorf("%s is not a WOFF file", name)
		}
	}
}

func versions(t *testing.T) map[string]string {
	t.Helper()
	var pkg struct {
		DevDependencies map[string]string `json:"devDependencies"`
	}
	if err := json.Unmarshal(file(t, "../package.json"), &pkg); err != nil {
		t.Fatal(err)
	}
	return pkg.DevDependencies
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
