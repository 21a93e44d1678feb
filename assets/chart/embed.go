// Package chartassets embeds what package chart needs to draw on the server:
// the ECharts bundle and the font cuts that texts are measured with.
//
// The bundle is built from entry.js and host.js beside it by
// "npm --prefix assets run build" and committed; "npm --prefix assets run check"
// rebuilds it and the font copies and compares bytes.
package chartassets

import _ "embed"

// Bundle is the script that defines renderChart(optionJSON, width, height).
//
//go:embed bundle.js
var Bundle string

// Regular is Source Sans 3, weight 400, Latin subset, as WOFF 1.0.
//
//go:embed source-sans-3-latin-400-normal.woff
var Regular []byte

// SemiBold is Source Sans 3, weight 600, Latin subset, as WOFF 1.0.
//
//go:embed source-sans-3-latin-600-normal.woff
var SemiBold []byte
