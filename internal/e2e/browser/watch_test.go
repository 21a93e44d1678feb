package browser_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
)

const axeSource = "../../../assets/node_modules/axe-core/axe.min.js"

// notes is a reporter that keeps what it is told.
type notes struct {
	*testing.T
	all []string
}

func (n *notes) Errorf(format string, args ...any) {
	n.all = append(n.all, fmt.Sprintf(format, args...))
}

const page = `<!DOCTYPE html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width">
<style>p { color: #000; background: #fff }</style></head><body><main><h1>A page</h1>%s</main></body></html>`

func TestAuditFindsWhatIsWrongWithAPage(t *testing.T) {
	b, stop, err := browser.Start(t.Context(), axeSource)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	for name, c := range map[string]struct {
		body, policy string
		noScripts    bool
		want         string
	}{
		"nothing wrong":                 {body: "<p>Good.</p>"},
		"an image without a text":       {body: `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, want: "axe-core: image-alt"},
		"the same without scripts":      {body: `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">`, noScripts: true, want: "axe-core: image-alt"},
		"a page wider than the screen":  {body: `<p style="width: 350px">Wide.</p>`, want: "at 320 px: wider than the window"},
		"an inline script":              {body: `<script>document.title = "no"</script><p>Good.</p>`, policy: "script-src 'self'", want: "CSP script-src"},
		"a request to another place":    {body: `<p>Good.</p><script>fetch("http://192.0.2.1/").catch(() => 0)</script>`, want: "request to another place: http://192.0.2.1/"},
		"an error on the console":       {body: `<p>Good.</p><script>console.error("oh")</script>`, want: `console: "oh"`},
		"an exception":                  {body: `<p>Good.</p><script>throw new Error("bang")</script>`, want: "exception: Error: bang"},
		"a style that the policy stops": {body: `<p style="margin: 0">Good.</p>`, policy: "style-src 'unsafe-hashes'", want: "CSP style-src"},
	} {
		t.Run(name, func(t *testing.T) {
			got := audit(t, b, c.body, c.policy, c.noScripts)
			if c.want == "" && len(got) > 0 || !strings.Contains(strings.Join(got, "\n"), c.want) {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
		})
	}
}

// A page of the structure of one in order is not judged again; whatever makes a difference to a reader is another structure.
func TestAuditJudgesWhatDiffersFromAPageInOrder(t *testing.T) {
	b, stop, err := browser.Start(t.Context(), axeSource)
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	const good = `<p style="color: #000">Good.</p><a href="/1">One</a><a href="/2">Two</a><label for="a1">Name</label><input id="a1">`
	if got := audit(t, b, good, "", false); len(got) > 0 {
		t.Fatalf("got %q of a page in order", got)
	}
	for _, change := range []struct{ from, to, want string }{
		{"Two", "", "axe-core: link-name"},
		{"<label", "<label hidden", "axe-core: label"},
		{`for="a1"`, `for="b"`, "axe-core: label"},
		{"#000", "#eee", "axe-core: color-contrast"},
	} {
		got := audit(t, b, strings.Replace(good, change.from, change.to, 1), "", false)
		if !strings.Contains(strings.Join(got, "\n"), change.want) {
			t.Errorf("%q for %q: got %q, want %q in it", change.to, change.from, got, change.want)
		}
	}
}

func audit(t *testing.T, b *browser.Browser, body, policy string, noScripts bool) []string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/" {
			fmt.Fprintf(w, page, body)
		}
	}))
	defer server.Close()
	told := &notes{T: t}
	tab, closeTab := b.Open(told, browser.Options{Origin: server.URL, Lang: "en", Width: 400, NoScripts: noScripts})
	defer closeTab()
	tab.Go("/")
	tab.Audit("the page")
	return told.all
}

func TestStartSaysWhatIsMissing(t *testing.T) {
	if _, _, err := browser.Start(t.Context(), "no-such-file"); err == nil || !strings.Contains(err.Error(), "run make test") {
		t.Errorf("without axe-core: got %v, want what to do", err)
	}
	t.Setenv("CHROMIUM", "")
	t.Setenv("PATH", t.TempDir())
	if _, _, err := browser.Start(t.Context(), axeSource); err == nil || !strings.Contains(err.Error(), "run make test") {
		t.Errorf("without Chromium: got %v, want what to do", err)
	}
}
