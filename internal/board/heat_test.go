package board_test

import (
	"testing"

	"kompass/internal/board"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/views"
)

func heat(t *testing.T, h published.History, perspective string) views.Heat {
	t.Helper()
	var m views.Heat
	board.New(german(), h).Heat(with(with(asking(), "perspective", perspective), "round", "r1"), &m)
	return m
}

func TestTheHeatTableHasARowForEveryTeamAndACellForEveryFacet(t *testing.T) {
	h := history(t, 2)
	few := result.Reason("below_minimum")
	h.Results[0].Document.Groups[2].Shown, h.Results[0].Document.Groups[2].Reason = false, &few
	m := heat(t, h, "unknown")
	if len(m.Rows) != 3 || len(m.Fields) != 4 || len(m.Shades) != 5 || !m.Rounds[0].Current || !m.Layers[0].Current {
		t.Fatalf("got %d rows of %d fields in %d shades", len(m.Rows), len(m.Fields), len(m.Shades))
	}
	facets := 0
	for _, f := range m.Fields {
		facets += len(f.Facets)
	}
	if first := m.Rows[0]; len(first.Cells) != facets || first.Cells[0].Mean != "1,0" || first.Cells[0].N != "40" || first.Cells[0].Shade != 2 {
		t.Errorf("got %+v, want a mean of 1 over 40 in the second shade for each of %d facets", first, facets)
	}
	if hidden := m.Rows[2]; hidden.Hidden == "" || len(hidden.Cells) > 0 || hidden.N != "" {
		t.Errorf("got %+v of a team that may not be shown, want the reason alone", hidden)
	}
}

func TestShadesAreFifthsOfTheScale(t *testing.T) {
	for mean, want := range map[float64]int{0: 1, 0.79: 1, 0.81: 2, 1.61: 3, 2.39: 3, 2.41: 4, 3.21: 5, 4: 5} {
		h := history(t, 1)
		g := &h.Results[0].Document.Groups[0]
		for i := range g.Fields[0].Facets {
			g.Fields[0].Facets[i].Mean = &mean
		}
		if got := heat(t, h, "").Rows[0].Cells[0].Shade; got != want {
			t.Errorf("a mean of %v has shade %d, want %d", mean, got, want)
		}
	}
}

func TestAHeatTableOfNothingIsEmpty(t *testing.T) {
	if m := heat(t, history(t, 0), ""); m.Rounds != nil || m.Rows != nil {
		t.Errorf("got %+v, want nothing", m)
	}
}
