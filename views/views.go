// Package views turns typed models into pages. It decides nothing that matters: models come filled from the handlers, texts
// from the catalogue or from the questionnaire.
//
// Every page is a component that takes one model and calls [Layout], which draws the frame: skip link, header, main, footer.
// Every page has exactly one h1, no inline style, script or handler, and works without JavaScript.
//
// # Markup that the stylesheet knows
//
// Children of .flow keep a vertical rhythm: a main part is usually <div class="flow">. A .kicker is the small line above a
// heading, a .lead the sentence below it, .muted and .hint are quieter text, .number a figure in a cell.
//
//   - Buttons: .button, with .button-primary for the one main action of a page or .button-quiet for one that looks like a
//     link; they stand in .actions.
//   - Fields: [TextField], [FieldMessage], or by hand .field (with .field-error) around label, .hint, message and .input, .select or
//     .textarea; .choice is the label around a radio button or check box. [ErrorSummary] stands on top of the page.
//   - Facts: [Facts], or <dl class="facts"><div><dt><dd></div></dl>.
//   - Tables: <div class="table-scroll" tabindex="0" role="region" aria-label="…"><table class="table">; th.sub for facets
//     beneath their field, th and td.number, td.hidden-value for what may not be shown; aria-sort on sortable heads.
//   - [Notice]s in the flow: <div class="notice">. State words: <span class="state">. Codes: [CodeDisplay].
//   - [Disclosure] for details that open in place; they print open.
//   - .columns (with .columns-aside) for two columns from 60rem, .page-head for heading and action side by side, .filters for a
//     form that sends itself by GET, .figure-number for one large figure.
//   - Results: h1.headline, .result-first around headline and .result-compass, .result-charts around two figure.chart of a comparison, section.section with p.finding above each chart,
//     .annotated around text and .margin-note, ul.quotes for comments. .shade-1 to .shade-5 and .hatch colour heat cells, .legend
//     lists series. Charts are styled by the classes that package chart gives them.
//   - .print-only, .no-print, .page-break and .cover for paper; .area-present on the projector.
package views

import (
	"context"
	"net/url"
	"strings"

	"kompass/internal/i18n"
)

// tr is the text of a catalogue key in the language of the page.
func tr(ctx context.Context, key string, pairs ...any) string { return i18n.From(ctx).T(key, pairs...) }

// trn is tr for a key that depends on a number.
func trn(ctx context.Context, key string, n int, pairs ...any) string {
	return i18n.From(ctx).N(key, n, pairs...)
}

// langCode is the language of the page.
func langCode(ctx context.Context) string { return string(i18n.From(ctx).Lang()) }

// otherLang is the language that the switch offers.
func otherLang(ctx context.Context) string {
	return string(i18n.From(ctx).Lang().Next())
}

// withQuery sets one parameter of a path that may have others; the rest of the query is kept.
func withQuery(path, name, value string) string {
	base, raw, _ := strings.Cut(path, "?")
	query, err := url.ParseQuery(raw)
	if err != nil {
		query = url.Values{}
	}
	query.Set(name, value)
	return base + "?" + query.Encode()
}
