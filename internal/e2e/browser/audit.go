package browser

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Narrowest is the width at which no page may need sideways scrolling: 1280 pixels at a zoom of 400 %.
const Narrowest = 320

// runAxe lists the violations that axe-core finds, one line each.
const runAxe = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"],
}).then((r) => r.violations.map((v) => v.id + ": " + v.help + ": " +
	v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " (" + (n.failureSummary || "").split("\n").slice(1).join(";").slice(0, 300) + ")").join(" | ")))`

// overflow lists the elements that make a page wider than the window, unless they scroll in a frame of their own. What is
// placed absolutely leaves a frame that is not positioned itself.
const overflow = `(() => {
	const page = document.scrollingElement;
	if (page.scrollWidth <= innerWidth) return [];
	const framed = (e) => e && e !== document.body && (["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX) || framed(e.parentElement));
	const inside = (e) => framed(getComputedStyle(e).position === "absolute" ? e.offsetParent : e.parentElement);
	const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5 && !inside(e));
	return ["page " + page.scrollWidth, ...wide.slice(0, 5).map((e) => e.tagName.toLowerCase() + "." + String(e.className.baseVal ?? e.className).replaceAll(" ", ".")
		+ " to " + Math.round(e.getBoundingClientRect().right))];
})()`

// Audit checks the page that is shown: what the tab asked for and logged, what axe-core finds, and that the page is no
// wider than the window, neither as it is nor on small screens. The name stands in messages.
//
// axe-core takes most of the time of the tests in a browser. It is spared a page on which every element is like one that it
// has found in order in the same place, in the same language and at the same size.
func (t *Tab) Audit(name string) {
	t.r.Helper()
	where := fmt.Sprintf("%s (%s, %d px, %s)", name, t.Lang, t.Width, t.Path())
	// axe-core needs scripts. It is evaluated from outside the page, so the page's policy does not concern it, and the
	// document stays as it was loaded.
	if t.NoScripts {
		t.allowScripts(true)
		defer t.allowScripts(false)
	}
	t.judge(where)
	for _, width := range []int64{t.Width, 360, Narrowest} {
		for _, wide := range t.wideAt(width) {
			t.r.Errorf("%s: at %d px: %s", where, width, wide)
		}
	}
	t.resized(t.Width)
	t.Quiet(name)
}

// judge has axe-core judge a page on which something is new.
func (t *Tab) judge(where string) {
	t.r.Helper()
	fresh := t.inOrder.lacks(t.traits())
	if len(fresh) == 0 {
		return
	}
	violations, err := t.violations()
	if err != nil {
		t.r.Fatalf("axe-core on %s: %v", where, err)
	}
	for _, v := range violations {
		t.r.Errorf("%s: axe-core: %s", where, v)
	}
	if len(violations) == 0 {
		t.inOrder.add(fresh)
	}
}

// Quiet checks that the tab has asked nobody else for anything and that nothing went wrong in it.
func (t *Tab) Quiet(name string) {
	t.r.Helper()
	for _, wrong := range t.watch.take() {
		t.r.Errorf("%s (%s, %d px): %s", name, t.Lang, t.Width, wrong)
	}
}

func (t *Tab) allowScripts(run bool) {
	t.r.Helper()
	err := t.try(func(ctx context.Context, target *chromedp.Target) error { return t.scripts(ctx, target, run) })
	if err != nil {
		t.r.Fatalf("switch scripts: %v", err)
	}
}

func (t *Tab) violations() ([]string, error) {
	if loaded, err := eval[bool](t, "Boolean(window.axe)"); err != nil {
		return nil, err
	} else if !loaded {
		if _, err := eval[chromedp.Void](t, t.axe); err != nil {
			return nil, fmt.Errorf("load axe-core: %w", err)
		}
	}
	return eval[[]string](t, runAxe, func(p *runtime.EvaluateParams) { p.AwaitPromise = new(true) })
}

func (t *Tab) wideAt(width int64) []string {
	t.r.Helper()
	if width > t.Width {
		return nil
	}
	t.resized(width)
	if wide := Eval[[]string](t, overflow); len(wide) > 0 {
		return []string{"wider than the window: " + strings.Join(wide, ", ")}
	}
	return nil
}

func (t *Tab) resized(width int64) {
	t.r.Helper()
	if err := t.do(t.resize(width)); err != nil {
		t.r.Fatalf("resize: %v", err)
	}
	t.Until(fmt.Sprintf("innerWidth === %d", width))
}
