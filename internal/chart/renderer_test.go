package chart_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"kompass/internal/chart"
)

// trapped makes drawing misbehave at certain widths.
const trapped = `(() => {
  const draw = globalThis.renderChart;
  globalThis.renderChart = (option, width, height) => {
    switch (width) {
    case 1001: for (;;) {}
    case 1002: { const hoard = []; for (;;) hoard.push(new ArrayBuffer(1 << 23)); }
    case 1003: { const deeper = () => deeper() + 1; return deeper(); }
    case 1004: throw new Error('thrown');
    case 1005: return 1;
    case 1006: return '<script>alert(1)</script>';
    case 1007: return draw(option, width, height).replace('t0', 't999');
    }
    return draw(option, width, height);
  };
})();`

const forever = 1001

func wide(width int) chart.Radar {
	c := radar()
	c.Width = width
	return c
}

func named(name string) chart.Radar {
	c := radar()
	c.Axes[0] = name
	return c
}

func TestChartsAreKeptUntilTheyAreForgotten(t *testing.T) {
	const once = `(() => {
		const draw = globalThis.renderChart;
		let drawn = 0;
		globalThis.renderChart = (option, width, height) => {
			if (drawn++ > 0) throw new Error('drawn before');
			return draw(option, width, height);
		};
	})();`
	r := closing(t, shared.With(chart.Options{VMs: 1, Timeout: patient}, once))
	for range 2 {
		if _, err := r.Radar(t.Context(), radar()); err != nil {
			t.Fatal(err)
		}
	}
	r.Forget()
	if svg, err := r.Radar(t.Context(), radar()); err == nil {
		t.Errorf("got %s, want it drawn again", svg)
	}
}

func TestRendererRecoversFromABrokenDrawing(t *testing.T) {
	r := closing(t, shared.With(chart.Options{VMs: 1, Timeout: patient}, trapped))
	for trap, width := range map[string]int{
		"greedy": 1002, "too deep": 1003, "throwing": 1004,
		"no text": 1005, "no SVG": 1006, "unknown stand-in": 1007,
	} {
		t.Run(trap, func(t *testing.T) {
			if svg, err := r.Radar(t.Context(), wide(width)); err == nil {
				t.Errorf("got %s, want an error", svg)
			}
			svg, err := r.Radar(t.Context(), named(trap))
			if err != nil {
				t.Fatalf("next chart: %v", err)
			}
			hasText(t, parse(t, svg), trap)
		})
	}
}

func TestRendererEndsAnEndlessDrawing(t *testing.T) {
	r := closing(t, shared.With(chart.Options{VMs: 1, Timeout: 100 * time.Millisecond}, trapped))
	if svg, err := r.Radar(t.Context(), wide(forever)); err == nil {
		t.Errorf("got %s, want an error", svg)
	}
}

func TestRendererStopsDrawingWhenTheContextEnds(t *testing.T) {
	r := closing(t, shared.With(chart.Options{VMs: 1, Timeout: patient}, trapped))
	if _, err := r.Radar(t.Context(), named("warm")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := r.Radar(ctx, wide(forever)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
	if _, err := r.Radar(t.Context(), named("after")); err != nil {
		t.Errorf("next chart: %v", err)
	}
}

func TestRendererDrawsNothingForAnEndedContext(t *testing.T) {
	r := shared
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Radar(ctx, named("never drawn")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestRendererKeepsCharts(t *testing.T) {
	// The engine refuses to draw anything twice.
	once := `(() => {
  const draw = globalThis.renderChart, seen = new Set();
  globalThis.renderChart = (option, width, height) => {
    if (seen.has(width)) throw new Error('drawn twice');
    seen.add(width);
    return draw(option, width, height);
  };
})();`
	r := closing(t, shared.With(chart.Options{VMs: 1, Cache: 2, Timeout: patient}, once))
	for _, width := range []int{501, 502, 501, 503, 501} {
		if _, err := r.Radar(t.Context(), wide(width)); err != nil {
			t.Errorf("width %d: %v", width, err)
		}
	}
	if _, err := r.Radar(t.Context(), wide(502)); err == nil {
		t.Error("width 502 was kept, want it gone as the least recently used of three")
	}
}

func TestRendererAfterClose(t *testing.T) {
	r := shared.With(chart.Options{Timeout: patient}, "")
	if _, err := r.Radar(t.Context(), radar()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := r.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	if _, err := r.Radar(t.Context(), named("late")); !errors.Is(err, chart.ErrClosed) {
		t.Errorf("got %v, want %v", err, chart.ErrClosed)
	}
}

func TestRendererReportsABrokenBundle(t *testing.T) {
	for name, script := range map[string]string{"syntax": "(", "throwing": "throw new Error('x')", "empty": ""} {
		t.Run(name, func(t *testing.T) {
			r := closing(t, chart.NewRendererOf(script))
			if svg, err := r.Radar(t.Context(), radar()); err == nil {
				t.Errorf("got %s, want an error", svg)
			}
		})
	}
}

func TestChartsOfOnePageHaveTheirOwnIDs(t *testing.T) {
	r := shared
	ids := map[string]bool{}
	for n := range 5 {
		svg, err := r.Radar(t.Context(), named(fmt.Sprint(n)))
		if err != nil {
			t.Fatal(err)
		}
		nodes := parse(t, svg)
		title, desc := only(nodes, "title")[0], only(nodes, "desc")[0]
		ids[title.attrs["id"]], ids[desc.attrs["id"]] = true, true
		if got, want := nodes[0].attrs["aria-labelledby"], title.attrs["id"]+" "+desc.attrs["id"]; got != want {
			t.Errorf("got aria-labelledby %q, want %q", got, want)
		}
		if title.text != "Profil" || desc.text != "Ist und Soll in vier Feldern" {
			t.Errorf("got %q and %q", title.text, desc.text)
		}
	}
	if len(ids) != 10 {
		t.Errorf("got ids %v, want 10", ids)
	}
}

func TestChartWithoutDescriptionIsNamedByItsTitle(t *testing.T) {
	c := radar()
	c.Description = ""
	nodes := drawn(t, c)
	count(t, "descriptions", only(nodes, "desc"), 0)
	if got := nodes[0].attrs["aria-labelledby"]; strings.Contains(got, " ") || !strings.HasSuffix(got, "-title") {
		t.Errorf("got aria-labelledby %q", got)
	}
}
