package chart_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"kompass/internal/chart"
)

// canaries are names that would do harm, or break a page, if any part of the
// way took them for more than text.
var canaries = []string{
	`</script><script>alert(1)</script>`,
	`<svg onload="alert(1)">`,
	`"><img src=x onerror=alert(1)>`,
	`' onmouseover='alert(1)`,
	`]]></text><foreignObject><body onload=alert(1)>`,
	`<!-- -->`, `<?xml version="1.0"?>`, `<!DOCTYPE x [<!ENTITY e "boom">]>&e;`,
	`javascript:alert(1)`, `url(https://example.org/x)`,
	`{value}`, `{a|rich}`, `${1+1}`, `\u003cscript\u003e`, `__proto__`, `constructor`, `-`, `NaN`,
	"a\u0000b\u0001c\ufffe", "\xff\xfe broken", "line\nbreak\ttab\u2028separator", "\u202Ereversed\u202C",
	strings.Repeat("w", 5000), strings.Repeat("🧭 ", 200), "",
}

func TestHostileTextsStayText(t *testing.T) {
	for name, svg := range hostile(t, shared, canaries) {
		t.Run(name, func(t *testing.T) {
			nodes := parse(t, svg) // fails on whatever is not on the list
			for _, canary := range canaries {
				if strings.ContainsAny(canary, `<>"'&`) && strings.Contains(string(svg), canary) {
					t.Errorf("%q stands unescaped in %s", canary, svg)
				}
			}
			if strings.ContainsAny(string(svg), "\u0000\u0001\u202E\u2028\uFFFE") {
				t.Errorf("control characters stand in %s", svg)
			}
			count(t, "titles", only(nodes, "title"), 1)
		})
	}
}

// hostile draws charts with every canary in every place for text.
func hostile(t *testing.T, r *chart.Renderer, canaries []string) map[string]chart.SVG {
	t.Helper()
	all := map[string]chart.SVG{}
	keep := func(name string, svg chart.SVG, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[name] = svg
	}
	rows, lines := dots(), trend()
	rows.Rows, lines.Labels, lines.Series = nil, []string{"1", "2"}, nil
	for i, canary := range canaries {
		small := radar()
		small.Compact, small.Markers = true, nil
		small.Title, small.Description, small.Lang, small.Series[0].Name = canary, canary, canary, canary
		svg, err := r.Radar(t.Context(), small)
		keep("radar titled "+strconv.Itoa(i), svg, err)
		rows.Rows = append(rows.Rows, chart.DotRow{Label: canary, Note: canary, Heading: i%2 == 0, Mean: value(1)})
		lines.Labels[i%2] += canary
		lines.Series = append(lines.Series, chart.TrendSeries{Name: canary, Role: chart.RoleIst, Values: values(1, 2)})
	}
	for names := range slices.Chunk(canaries, 12) {
		c := axes(max(3, len(names)))
		copy(c.Axes, names)
		svg, err := r.Radar(t.Context(), c)
		keep("radar of "+names[0], svg, err)
	}
	svg, err := r.Dots(t.Context(), rows)
	keep("dots", svg, err)
	svg, err = r.Trend(t.Context(), lines)
	keep("trend", svg, err)
	return all
}

func TestNamesAreWrittenAsTyped(t *testing.T) {
	for _, name := range []string{`<b>Büro & Markt</b>`, `{value}`, `__proto__`, `"Team 'A'"`, `-`} {
		c := radar()
		c.Axes[1] = name
		if got := strings.Join(texts(drawn(t, c)), " "); !strings.Contains(got, " "+name+" ") {
			t.Errorf("got texts %q, want %q in them", got, name)
		}
	}
}

func TestNoTypedTextReachesTheEngine(t *testing.T) {
	r := closing(t, shared.With(chart.Options{VMs: 1, Timeout: patient}, `(() => {
  const draw = globalThis.renderChart;
  globalThis.renderChart = (option, width, height) => {
    if (/CANARY/.test(option)) throw new Error('typed text in ' + option);
    return draw(option, width, height);
  };
})();`))
	hostile(t, r, []string{"CANARY"})
}

func TestCleanerDropsWhatIsNotOnItsList(t *testing.T) {
	raw := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10" onload="x()">
<script>alert(1)</script><style>*{fill:red}</style><defs><path id="p" d="M0 0"/></defs>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject><image href="x"/><use xlink:href="#p"/>
<a href="javascript:x()"><text fill="#14233A">t0</text></a><text><tspan>t0</tspan></text>
<script xmlns="http://www.w3.org/1999/xhtml">x</script><path xmlns="http://example.org/" d="M0 0" fill="#14233A"/>
<path d="M0 0L1 1" stroke="#005a9c" onclick="x()" id="a" class="b" style="fill:url(#p);stroke-width:3px;font: 600 14px 'Source Sans 3'" filter="url(#p)"/>
<text style="font: 600 14px 'Source Sans 3'" fill="#fff">t1</text>
</svg>`
	svg, err := chart.Clean(raw)
	if err != nil {
		t.Fatal(err)
	}
	nodes := parse(t, svg)
	if len(nodes) != 4 {
		t.Fatalf("got %v, want svg, title, path and text only", nodes)
	}
	path, text := nodes[2], nodes[3]
	if path.attrs["stroke"] != "#005A9C" || !path.class("stroke-ist") || path.attrs["stroke-width"] != "3" || path.attrs["fill"] != "" {
		t.Errorf("got path %v", path.attrs)
	}
	if text.attrs["font-size"] != "14" || text.attrs["font-weight"] != "600" || !text.class("fill-paper") || text.text != "second" {
		t.Errorf("got text %v", text.attrs)
	}
}

func TestCleanerRefusesWhatIsNoSVG(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing":     "",
		"text":        "undefined",
		"HTML":        "<html></html>",
		"cut off":     `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><g>`,
		"without end": `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>`,
		"own text":    `<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text>typed</text></svg>`,
		"no size":     `<svg xmlns="http://www.w3.org/2000/svg"></svg>`,
		"bad size":    `<svg xmlns="http://www.w3.org/2000/svg" width="1&quot; onload=&quot;x" height="1"></svg>`,
	} {
		t.Run(name, func(t *testing.T) {
			if svg, err := chart.Clean(raw); err == nil {
				t.Errorf("got %s, want an error", svg)
			}
		})
	}
}
