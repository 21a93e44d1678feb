package chart_test

import (
	"testing"

	"kompass/internal/chart"
)

func TestLegendKeysShowWhatTheChartShows(t *testing.T) {
	c := radar()
	c.Markers = nil
	nodes := drawn(t, c)
	for _, role := range []chart.Role{chart.RoleIst, chart.RoleSoll} {
		key := parse(t, chart.LegendKey(role))
		line := only(nodes, "polyline", "stroke-"+string(role))[0]
		sample := only(key, "path", "stroke-"+string(role))
		count(t, "lines in the key of "+string(role), sample, 1)
		for _, attr := range []string{"stroke", "stroke-width", "stroke-dasharray"} {
			if got, want := sample[0].attrs[attr], line.attrs[attr]; got != want {
				t.Errorf("got %s %q in the key of %s, want %q as in the chart", attr, got, role, want)
			}
		}
	}
}

func TestLegendKeysHaveTheMarkersOfTheirRoles(t *testing.T) {
	for role, want := range map[chart.Role][2]string{
		chart.RoleIst:    {"circle", "fill-ist"},
		chart.RoleSoll:   {"polygon", "stroke-soll"},
		chart.RoleThird:  {"polygon", "fill-third"},
		chart.RoleFourth: {"polygon", "fill-fourth"},
	} {
		key := parse(t, chart.LegendKey(role))
		count(t, "markers of "+string(role), only(key, want[0], want[1]), 1)
		if key[0].attrs["aria-hidden"] != "true" {
			t.Errorf("key of %s is read out", role)
		}
	}
	if got := chart.LegendKey("fifth"); got != "" {
		t.Errorf("got %s for an unknown role", got)
	}
}

func TestMarkerKeys(t *testing.T) {
	count(t, "hollow circles", only(parse(t, chart.MarkerKey(true)), "circle", "fill-paper", "stroke-ink"), 1)
	count(t, "filled circles", only(parse(t, chart.MarkerKey(false)), "circle", "fill-ink"), 1)
}
