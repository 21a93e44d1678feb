// Package browser drives a local Chromium over its debugging protocol and watches every page it shows: requests to other
// places, violations of the content security policy, errors on the console, barriers that axe-core finds, and pages wider
// than the screen.
package browser

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"

	"kompass/internal/pdf"
)

// Reporter is told what goes wrong. [testing.TB] is one.
type Reporter interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Browser is a running Chromium. Its tabs share nothing with one another.
type Browser struct {
	ctx     context.Context
	axe     string
	inOrder known
}

// Start starts Chromium, the one that $CHROMIUM names or the first on the path, and reads axe-core from the file axe. The
// returned function ends the browser.
func Start(ctx context.Context, axe string) (*Browser, func(), error) {
	source, err := os.ReadFile(axe)
	if err != nil {
		return nil, nil, fmt.Errorf("axe-core is missing, run make test: %w", err)
	}
	path, err := pdf.Find(os.Getenv("CHROMIUM"))
	if err != nil {
		return nil, nil, fmt.Errorf("name one in CHROMIUM or run make test, which installs it: %w", err)
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.Flag("headless", "new"), chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		// Neither a process in store for the next page nor pages for a button and an address bar that nobody sees.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,SpareRendererForSitePerProcess,PreloadTopChromeWebUI,"+
			"WebUIOmniboxPopup,WebUIOmniboxAimPopup"),
		chromedp.Flag("disable-sync", true), chromedp.Flag("no-pings", true),
		// Nothing but this machine can be reached, whatever a page or the browser itself would like to.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"),
	)
	if os.Geteuid() == 0 {
		opts = append(opts, chromedp.NoSandbox)
	}
	allocator, cancelAllocator := chromedp.NewExecAllocator(ctx, opts...)
	root, cancelRoot := chromedp.NewContext(allocator)
	stop := func() { cancelRoot(); cancelAllocator() }
	if err := chromedp.Do(root); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return &Browser{ctx: root, axe: string(source)}, stop, nil
}

// Options describe the person in front of a tab.
type Options struct {
	Origin    string // the only place that the tab may ask for anything
	Lang      string // what the browser asks for: de or en
	Width     int64
	Height    int64
	Touch     bool
	NoScripts bool // scripts are switched off
}

// patience is how long anything on a page may take, on a busy machine.
const patience = 40 * time.Second

// Open opens a tab with cookies and storage of its own. It is closed by the returned function.
func (b *Browser) Open(r Reporter, o Options) (*Tab, func()) {
	r.Helper()
	w := &watch{origin: o.Origin}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.see))
	t := &Tab{r: r, ctx: ctx, axe: b.axe, inOrder: &b.inOrder, watch: w, Options: o}
	if t.Height == 0 {
		t.Height = 800
	}
	if err := t.prepare(); err != nil {
		cancel()
		r.Fatalf("open a tab: %v", err)
	}
	return t, cancel
}
