// Package chart draws radars, dot plots and trends as SVG on the server, so
// that a chart appears without JavaScript, prints crisply, passes a strict
// content security policy and is the same on screen and on paper.
//
// go-echarts builds the option, ECharts draws it inside a JavaScript engine
// written in Go, and a cleaner reduces what comes out to a fixed list of
// elements and attributes. Texts are measured with the embedded fonts, wrapped
// and placed here. The SVG contains no script, handler, style, link, reference
// or definition; every text a person typed is escaped.
//
// # Classes
//
// The root carries "chart" and one of "chart-radar", "chart-dots" and
// "chart-trend"; legend keys carry "chart-key". Whatever is painted in one of
// the tokens ink, muted, rule, paper, ist, soll, third and fourth carries
// "fill-" or "stroke-" with the token's name, such as "fill-ist" and
// "stroke-paper", beside the light colour as a presentation attribute. Without
// a stylesheet a chart is right on white paper; rules such as
//
//	.fill-ist { fill: var(--ist) }
//	.stroke-ist { stroke: var(--ist) }
//
// answer dark schemes, forced colours and print. "paper" is the ground seen
// through hollow markers and around filled ones and the labels of rings: it
// must be the ground the chart lies on. Colour never stands alone, so a chart
// stays readable when all tokens become one ink.
//
// # Legends
//
// A radar and a dot plot carry no legend: the page writes one with
// [LegendKey] and [MarkerKey] before the names. A trend names its lines.
//
// The numbers of a chart belong beside it in a table; what is read out of the
// chart itself is its title and description.
package chart
