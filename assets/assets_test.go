package assets_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kompass/assets"
)

// maxScript is how much script the participant's first view may load, compressed.
const maxScript = 5 << 10

func TestEveryAssetIsFoundUnderItsAddress(t *testing.T) {
	names := assets.Names()
	if len(names) < 8 {
		t.Fatalf("got %d assets, want the stylesheet, four fonts and the scripts", len(names))
	}
	hashed := regexp.MustCompile(`^/assets/[a-z0-9-]+\.[0-9a-f]{8}\.(css|js|woff2)$`)
	for _, name := range names {
		url := assets.URL(name)
		if !hashed.MatchString(url) {
			t.Errorf("%s: got address %s, want a hash in it", name, url)
		}
		a, ok := assets.Lookup(url)
		if !ok || a.Name != name || len(a.Body) == 0 || a.ContentType == "" || a.ETag == "" {
			t.Errorf("%s: got %v %+v", name, ok, a.Name)
		}
	}
}

func TestAnAddressWithAnotherHashNamesNothing(t *testing.T) {
	for _, path := range []string{"/assets/app.css", "/assets/app.00000000.css", "/assets/", "", "/assets/../assets.go", "app.css"} {
		if a, ok := assets.Lookup(path); ok {
			t.Errorf("%q: got %s, want nothing", path, a.Name)
		}
	}
}

func TestURLPanicsForANameThatIsNotEmbedded(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got an address, want a panic")
		}
	}()
	assets.URL("nothing.css")
}

func TestTextIsCompressedAndFontsAreNot(t *testing.T) {
	for _, name := range assets.Names() {
		a, _ := assets.Lookup(assets.URL(name))
		if strings.HasSuffix(name, ".woff2") {
			if a.Gzip != nil || a.ContentType != "font/woff2" || !bytes.HasPrefix(a.Body, []byte("wOF2")) {
				t.Errorf("%s: got type %s, compressed %v", name, a.ContentType, a.Gzip != nil)
			}
			continue
		}
		r, err := gzip.NewReader(bytes.NewReader(a.Gzip))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		plain, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(plain, a.Body) {
			t.Errorf("%s: the compressed body is another one (%v)", name, err)
		}
	}
}

func stylesheet(t *testing.T) string {
	t.Helper()
	a, ok := assets.Lookup(assets.URL(assets.Stylesheet))
	if !ok {
		t.Fatal("no stylesheet")
	}
	return string(a.Body)
}

func TestStylesheetPointsToHashedFonts(t *testing.T) {
	urls := regexp.MustCompile(`url\("([^"]*)"\)`).FindAllStringSubmatch(stylesheet(t), -1)
	if len(urls) != 4 {
		t.Fatalf("got %d addresses in the stylesheet, want those of four fonts", len(urls))
	}
	for _, u := range urls {
		if _, ok := assets.Lookup(u[1]); !ok {
			t.Errorf("%s names no asset", u[1])
		}
	}
}

func TestStylesheetKeepsFocusVisibleAndLoadsNothingElse(t *testing.T) {
	css := stylesheet(t)
	for _, bad := range []string{"outline: none", "outline: 0", "@import", "http:", "https:", "/*", "box-shadow: 0", "gradient(to"} {
		if strings.Contains(css, bad) {
			t.Errorf("the stylesheet contains %q", bad)
		}
	}
	parts, err := filepath.Glob("css/*.css")
	if err != nil || len(parts) == 0 {
		t.Fatalf("got %d parts, %v", len(parts), err)
	}
	for _, part := range parts {
		if layer := strings.TrimSuffix(filepath.Base(part), ".css"); !strings.Contains(css, "@layer "+layer+" {") {
			t.Errorf("part %s is not in the stylesheet, or not in its own layer", part)
		}
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Error("the braces of the stylesheet do not match")
	}
}

func TestScriptsAreSmallSafeModules(t *testing.T) {
	bad := regexp.MustCompile(`\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\bimport\b|https?:|setAttribute\("(style|on)|\.style\b`)
	total := 0
	for _, name := range assets.Names() {
		if !strings.HasSuffix(name, ".js") {
			continue
		}
		a, _ := assets.Lookup(assets.URL(name))
		total++
		if found := bad.FindString(string(a.Body)); found != "" {
			t.Errorf("%s contains %q", name, found)
		}
		if len(a.Gzip) > maxScript {
			t.Errorf("%s: got %d bytes compressed, want %d at most", name, len(a.Gzip), maxScript)
		}
	}
	if total == 0 {
		t.Fatal("no scripts")
	}
}
