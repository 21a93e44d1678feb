package atonce_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"kompass/internal/chart"
)

func TestRendererServesManyAtOnce(t *testing.T) {
	r := chart.NewRenderer(chart.Options{VMs: 2, Cache: 2, Timeout: time.Minute}) // more charts than are kept, or each is drawn once
	var all sync.WaitGroup
	var mu sync.Mutex
	drawn := map[string]chart.SVG{}
	for range 3 {
		for n := range 3 {
			all.Go(func() {
				name := fmt.Sprintf("Team %d", n)
				got, err := r.Radar(t.Context(), radar(name))
				mu.Lock()
				defer mu.Unlock()
				if before, ok := drawn[name]; err != nil || ok && got != before {
					t.Errorf("%s: got %v and %s, want %s", name, err, got, before)
				}
				drawn[name] = got
			})
		}
	}
	all.Wait()
	if len(drawn) != 3 || drawn["Team 0"] == drawn["Team 1"] {
		t.Errorf("got %d charts, want three different ones", len(drawn))
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func radar(name string) chart.Radar {
	number := func(v float64) *float64 { return &v }
	return chart.Radar{
		Title: "Profil", Description: "Ist in drei Feldern", Lang: "de", Axes: []string{name, "Führung", "Abläufe"}, Max: 4, Step: 1,
		Series: []chart.Series{{Name: "Ist", Role: chart.RoleIst, Values: []*float64{number(2.5), number(1.8), number(3)}}},
	}
}
