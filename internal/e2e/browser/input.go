package browser

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// place scrolls an element into view and tells where to press it. It is null while the element cannot be pressed: absent,
// invisible, disabled, or covered by another one.
const place = `((selector) => {
	const e = [...document.querySelectorAll(selector)].find((e) => e.checkVisibility());
	if (!e || e.disabled) return null;
	e.scrollIntoView({ block: "center", behavior: "instant" });
	const box = [...e.getClientRects()].find((r) => r.width && r.height);
	if (!box) return null;
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	const top = document.elementFromPoint(x, y);
	const label = e.closest("label");
	return top && (e.contains(top) || (label && label.contains(top))) ? { x, y } : null;
})(%s)`

type point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Press clicks the first visible element of a selector, or taps it where the screen is one to touch. It waits until the
// element is there.
func (t *Tab) Press(selector string) {
	t.r.Helper()
	p := t.pointOf(selector)
	press := chromedp.MouseClickXY(p.X, p.Y)
	if t.Touch {
		press = chromedp.TapXY(p.X, p.Y)
	}
	if err := t.do(press); err != nil {
		t.r.Fatalf("press %s: %v", selector, err)
	}
}

// PressTwice clicks an element twice in quick succession, as people do who are used to it.
func (t *Tab) PressTwice(selector string) {
	t.r.Helper()
	p := t.pointOf(selector)
	if err := t.do(chromedp.MouseClickXY(p.X, p.Y), chromedp.MouseClickXY(p.X, p.Y, chromedp.ClickCount(2))); err != nil {
		t.r.Fatalf("press %s twice: %v", selector, err)
	}
}

func (t *Tab) pointOf(selector string) point {
	t.r.Helper()
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	tick := time.NewTicker(15 * time.Millisecond)
	defer tick.Stop()
	for {
		p, err := chromedp.Run(ctx, chromedp.Evaluate[*point](fmt.Sprintf(place, Quote(selector))))
		if err == nil && p != nil {
			return *p
		}
		select {
		case <-ctx.Done():
			t.r.Fatalf("%s cannot be pressed on %s (last error: %v)", selector, t.Path(), err)
			return point{}
		case <-tick.C:
		}
	}
}

// Follow presses an element that leads to another document and waits until that has loaded.
func (t *Tab) Follow(selector string) {
	t.r.Helper()
	t.Leave(func() { t.Press(selector) })
}

// Leave does something that leads to another document and waits until that has loaded.
func (t *Tab) Leave(do func()) {
	t.r.Helper()
	Eval[bool](t, "window.before = true")
	do()
	t.Until("!window.before && document.readyState === 'complete'")
}

// Fill types text into a field, in place of what it holds.
func (t *Tab) Fill(selector, text string) {
	t.r.Helper()
	t.Press(selector)
	Eval[bool](t, fmt.Sprintf("document.querySelector(%s).select() ?? true", Quote(selector)))
	t.Keys(text)
	// The keys are on their way to the page when the browser has taken them.
	t.Until(fmt.Sprintf("document.querySelector(%s).value === %s", Quote(selector), Quote(text)))
}

// Keys presses keys, one after another; \r is Enter.
func (t *Tab) Keys(keys string) {
	t.r.Helper()
	if err := t.do(chromedp.KeyEvent(keys)); err != nil {
		t.r.Fatalf("press keys: %v", err)
	}
}

// Offline cuts the tab off from the network, or connects it again.
func (t *Tab) Offline(offline bool) {
	t.r.Helper()
	err := t.try(func(ctx context.Context, target *chromedp.Target) error {
		rules := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{}}
		if offline {
			rules.MatchedNetworkConditions = append(rules.MatchedNetworkConditions, &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
		}
		if _, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, rules); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: offline, DownloadThroughput: -1, UploadThroughput: -1})
		return err
	})
	if err != nil {
		t.r.Fatalf("offline %t: %v", offline, err)
	}
}
