package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

// addressing are the folders that write addresses: the package that is there for it, that of the hashed names of styles and scripts, and
// those that look at the product from outside, as its tests do.
var addressing = []string{"internal/address", "internal/arch", "assets", "internal/e2e", "internal/web/webtest"}

// readsAddress is the file that takes a code out of the link that package address wrote, which lies above it.
const readsAddress = "internal/kompass/code.go"

func TestAddressesAreWrittenInOnePlace(t *testing.T) {
	words, err := arch.RouteWords(written(t))
	if err != nil {
		t.Fatal(err)
	}
	if !words["app"] || !words["quittung"] || !words["upload"] {
		t.Fatalf("got %v, want the words of all routes", words)
	}
	check(t, func(s arch.Source) ([]arch.Finding, error) { return arch.TypedAddresses(s, words) },
		func(s arch.Source) bool { return !s.In(addressing...) && s.Path != readsAddress })
	for _, s := range sources(t, ".templ", ".js") {
		if s.In("views", "assets/js") {
			report(t, arch.AddressesInQuotes(s, words))
		}
	}
}

func TestATypedAddressIsCaught(t *testing.T) {
	table := source("web/routes.go", "package web\n\nvar _ = []kit.Route{kit.Get(\"/app/rounds/:round/pack.pdf\", kit.Trainer, \"a pack\", s.show)}\n")
	words, err := arch.RouteWords([]arch.Source{table})
	if err != nil {
		t.Fatal(err)
	}
	found, err := arch.TypedAddresses(table, words)
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found)
	found, err = arch.TypedAddresses(source("web/a.go", `package web

var (
	a = "/app/rounds/" + id
	b = round + "/pack?part=x"
	c = "/proc/app" + "app/" + "/"
	d = "https://kompass.example.org/app/x"
)
`), words)
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:4: /app/rounds/", "a.go:5: /pack", "a.go:7: https://")
	caught(t, arch.AddressesInQuotes(source("assets/js/a.js", "fetch(\"/app\");\nfetch(`/rounds/${id}`);\nfetch('/pack');\nfetch(note.dataset.app, \"app\");\n"), words),
		"a.js:1: /app", "a.js:2: /rounds/", "a.js:3: /pack")
	caught(t, arch.AddressesInQuotes(source("views/a.templ", "<a href=\"/app\">\n<a href={ m.path() + \"/rounds\" }>\n<a href={ tr(ctx, \"app\") }>\n"), words),
		"a.templ:1: /app", "a.templ:2: /rounds")
}
