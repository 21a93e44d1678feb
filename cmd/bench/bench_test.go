package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestAGoalIsMetWhenEveryLimitIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		figure
		met bool
	}{
		"at the limit":              {figure{Values: []float64{3, 1, 2}, Goal: goal{Most: 2}}, true},
		"over it":                   {figure{Values: []float64{3, 1, 2.5}, Goal: goal{Most: 2}}, false},
		"few, but many beside bare": {figure{Values: []float64{2}, Bare: []float64{0.5}, Goal: goal{Most: 2, MostRatio: 2.5}}, false},
		"fast enough beside bare":   {figure{Values: []float64{50}, Bare: []float64{100}, Goal: goal{MinRatio: 0.5}}, true},
		"too slow beside bare":      {figure{Values: []float64{49}, Bare: []float64{100}, Goal: goal{MinRatio: 0.5}}, false},
		"nothing to lay it beside":  {figure{Values: []float64{49}, Goal: goal{MinRatio: 0.5}}, false},
	} {
		if got := c.figure.met(); got != c.met {
			t.Errorf("%s: got %v, want %v", name, got, c.met)
		}
	}
}

func TestTheTableSaysWhatWasMetAndWhatHadNoGoal(t *testing.T) {
	var out bytes.Buffer
	printTable(&out, report{Machine: machine{Cores: 2, Load: 0.1}, Repeats: 3, Figures: []figure{
		{Name: "first", Unit: "ms", Values: []float64{1, 2, 9}, Bare: []float64{1}, Goal: goal{Most: 3, MostRatio: 2.5}},
		{Name: "second", Unit: "MB", Values: []float64{120}, Goal: goal{Most: 34}},
		{Name: "third", Unit: "per second", Values: []float64{1500}},
	}})
	lines := strings.Split(out.String(), "\n")
	for i, want := range []string{"first 2.00 ms (1.00–9.00) 1.00 2.00 – ≤ 3, ≤ 2.5 × bare yes", "second 120 MB (120–120) – – – ≤ 34 no", "third 1500 per second (1500–1500) – – – –"} {
		if got := strings.Join(strings.Fields(lines[i+3]), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestABusyMachineIsNotMeasuredOn(t *testing.T) {
	for _, busy := range []machine{{Load: mostLoad}, {Steal: mostSteal}} {
		if busy.quiet() {
			t.Errorf("%s counts as quiet", busy)
		}
	}
	if m := (machine{Load: 0.29, Steal: 0.01}); !m.quiet() {
		t.Errorf("%s counts as busy", m)
	}
	m, err := look(t.Context())
	if err != nil || m.Cores < 1 || m.Steal < 0 || m.Steal > 1 || m.Load < 0 {
		t.Errorf("got %+v, %v", m, err)
	}
}
