package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Tab is one tab. What goes wrong in it goes to the reporter it was opened with.
type Tab struct {
	Options
	r       Reporter
	ctx     context.Context
	axe     string
	inOrder *known
	watch   *watch
}

// tellViolations makes violations of the content security policy show on the console.
const tellViolations = `addEventListener("securitypolicyviolation",
	(e) => console.error("CSP " + e.violatedDirective + " " + e.blockedURI + " " + e.sourceFile + ":" + e.lineNumber))`

func (t *Tab) prepare() error {
	return t.try(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: tellViolations}); err != nil {
			return err
		}
		headers := network.Headers{"Accept-Language": t.Lang}
		if _, err := cdp.Call(ctx, target, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: headers}); err != nil {
			return err
		}
		if err := t.scripts(ctx, target, !t.NoScripts); err != nil {
			return err
		}
		_, err := t.resize(t.Width)(ctx, target)
		return err
	})
}

func (t *Tab) scripts(ctx context.Context, target *chromedp.Target, run bool) error {
	_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
	return err
}

func (t *Tab) resize(width int64) chromedp.Action[chromedp.Void] {
	if t.Touch {
		return chromedp.EmulateViewport(width, t.Height, chromedp.EmulateTouch)
	}
	return chromedp.EmulateViewport(width, t.Height)
}

// try runs an action with a limit of time.
func (t *Tab) try(do func(ctx context.Context, target *chromedp.Target) error) error {
	return t.do(chromedp.Func(do))
}

func (t *Tab) do(steps ...chromedp.Action[chromedp.Void]) error {
	// The first action opens the tab, which lives as long as the context of that action.
	if chromedp.FromContext(t.ctx).Target == nil {
		return chromedp.Do(t.ctx, steps...)
	}
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Go opens an address: a path of the origin, or an absolute one. It waits until the page has loaded.
func (t *Tab) Go(address string) {
	t.r.Helper()
	if address == "" || address[0] == '/' {
		address = t.Origin + address
	}
	if err := t.do(chromedp.Navigate(address)); err != nil {
		t.r.Fatalf("open %s: %v", address, err)
	}
}

// Back goes back in the history, as the button of the browser does. A browser may show the page as it was left, without
// loading it.
func (t *Tab) Back() {
	t.r.Helper()
	t.Leave(func() {
		err := t.try(func(ctx context.Context, target *chromedp.Target) error {
			history, err := cdp.Call(ctx, target, page.GetNavigationHistory, cdp.Empty{})
			if err != nil {
				return err
			}
			before := history.Entries[max(0, history.CurrentIndex-1)].ID
			_, err = cdp.Call(ctx, target, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: before})
			return err
		})
		if err != nil {
			t.r.Fatalf("go back: %v", err)
		}
	})
}

// Reload loads the page again.
func (t *Tab) Reload() {
	t.r.Helper()
	if err := t.do(chromedp.Reload()); err != nil {
		t.r.Fatalf("reload: %v", err)
	}
}

// Status is the status code of the document that was loaded last.
func (t *Tab) Status() int { return int(t.watch.lastStatus()) }

// Requests is the number of requests so far.
func (t *Tab) Requests() int { return t.watch.count() }

// Path is the address of the page without its origin.
func (t *Tab) Path() string {
	t.r.Helper()
	return Eval[string](t, "location.pathname + location.search + location.hash")
}

// Eval evaluates an expression on the page.
func Eval[T any](t *Tab, expression string) T {
	t.r.Helper()
	value, err := eval[T](t, expression)
	if err != nil {
		t.r.Fatalf("evaluate %.200s: %v", expression, err)
	}
	return value
}

func eval[T any](t *Tab, expression string, opts ...chromedp.EvaluateOption) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, opts...))
}

// Until waits until an expression is true on the page. It survives that the page changes meanwhile.
func (t *Tab) Until(expression string) {
	t.r.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	tick := time.NewTicker(15 * time.Millisecond)
	defer tick.Stop()
	for {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if ok && err == nil {
			return
		}
		select {
		case <-ctx.Done():
			where, _ := eval[string](t, "location.pathname + ' ' + document.title + ' ' + document.body.innerText.slice(0, 400)")
			t.r.Fatalf("waited in vain for %s on %s (last error: %v)", expression, where, err)
		case <-tick.C:
		}
	}
}

// Texts returns the visible texts of all elements of a selector.
func (t *Tab) Texts(selector string) []string {
	t.r.Helper()
	return Eval[[]string](t, fmt.Sprintf(`[...document.querySelectorAll(%s)].map((e) => e.innerText.trim())`, Quote(selector)))
}

// Text returns the visible text of the first element of a selector; there must be one.
func (t *Tab) Text(selector string) string {
	t.r.Helper()
	all := t.Texts(selector)
	if len(all) == 0 {
		t.r.Fatalf("no %s on %s", selector, t.Path())
		return ""
	}
	return all[0]
}

// Count returns how many elements a selector has.
func (t *Tab) Count(selector string) int {
	t.r.Helper()
	return Eval[int](t, fmt.Sprintf("document.querySelectorAll(%s).length", Quote(selector)))
}

// Attributes returns an attribute, or a property such as href, of all elements of a selector.
func (t *Tab) Attributes(selector, name string) []string {
	t.r.Helper()
	return Eval[[]string](t, fmt.Sprintf(`[...document.querySelectorAll(%s)].map((e) => String(e[%[2]s] ?? e.getAttribute(%[2]s)))`, Quote(selector), Quote(name)))
}

// Quote writes a text as a literal of JavaScript.
func Quote(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(out)
}
