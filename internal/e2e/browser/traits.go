package browser

import "sync"

// traits lists what axe-core judges of a page, as numbers: each element with its place among its ancestors, its attributes,
// whether it is seen, named and holds text, what it contains and what stands before it, and the order of the headings. Texts,
// addresses, the numbers in ids and the arrangement inside a picture make no difference.
const traits = `(() => {
	const loose = /^(value|href|src|action|title|alt|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|width|height|points|transform|viewBox|datetime|content|max|min)$|^data-|^aria-(label|valuetext)$/;
	const hash = (text) => {
		let a = 0xdeadbeef, b = 0x41c6ce57;
		for (let i = 0; i < text.length; i++) {
			a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
			b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
		}
		return 4294967296 * (2097151 & b) + (a >>> 0);
	};
	const names = (value) => value.replace(/[0-9a-z]{16}|\d+/g, "#");
	const refers = (e, name) => !e.hasAttribute(name) || e.getAttribute(name).split(/\s+/).every((id) => document.getElementById(id));
	const found = new Set();
	const note = (...parts) => found.add(hash(parts.join()));
	const visit = (e, above) => {
		if (e.ownerSVGElement) {
			note("svg", e.localName, ...["class", "role", "fill", "aria-hidden", "tabindex"].map((name) => e.getAttribute(name)));
			for (const child of e.children) visit(child, above);
			return;
		}
		const place = hash(above + ">" + e.localName + "." + e.getAttribute("class"));
		const texts = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
		note(place, e.checkVisibility(), e.checked, e.disabled, [...(e.labels ?? [])].some((l) => l.checkVisibility() && l.textContent.trim()), texts, e.previousElementSibling?.localName,
			...["for", "aria-labelledby", "aria-describedby", "aria-controls"].map((name) => refers(e, name)),
			...[...e.attributes].map((a) => a.name + "=" + (loose.test(a.name) ? Boolean(a.value.trim()) : /^(class|style)$/.test(a.name) ? a.value : names(a.value))).sort(),
			...new Set([...e.children].map((child) => child.localName)), Boolean(e.textContent.trim()));
		for (const child of e.children) visit(child, place);
	};
	visit(document.documentElement, 0);
	const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((e) => e.checkVisibility()).map((e) => e.localName);
	headings.forEach((h, i) => note(headings[i - 1] ?? "first", h));
	return [...found];
})()`

// trait is something of a page that axe-core has found in order, in a language and at a size.
type trait struct {
	lang   string
	width  int64
	height int64
	touch  bool
	hash   int64
}

// known holds traits that are in order, for any number of tabs.
type known struct {
	mu  sync.Mutex
	all map[trait]bool
}

// lacks returns those that are not known.
func (k *known) lacks(all []trait) (out []trait) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, one := range all {
		if !k.all[one] {
			out = append(out, one)
		}
	}
	return out
}

func (k *known) add(all []trait) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil {
		k.all = map[trait]bool{}
	}
	for _, one := range all {
		k.all[one] = true
	}
}

func (t *Tab) traits() (all []trait) {
	t.r.Helper()
	for _, hash := range Eval[[]int64](t, traits) {
		all = append(all, trait{lang: t.Lang, width: t.Width, height: t.Height, touch: t.Touch, hash: hash})
	}
	return all
}
