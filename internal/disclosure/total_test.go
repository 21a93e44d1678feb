package disclosure_test

import (
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/disclosure"
)

func TestTotalsAreToldAsFarAsTheyMay(t *testing.T) {
	for _, c := range []struct {
		name  string
		k     int
		parts []int
		want  disclosure.Total
	}{
		{"a single answer beside two teams", 5, []int{9, 9, 1}, disclosure.Total{Low: 18, High: 22}},
		{"nobody beside two teams", 5, []int{9, 9, 0}, disclosure.Total{Low: 18, High: 18}},
		{"two small teams", 5, []int{9, 4, 1}, disclosure.Total{Low: 9, High: 17}},
		{"small teams only", 5, []int{4, 4}, disclosure.Total{Low: 5, High: 8}},
		{"fewer than the minimum in all", 5, []int{2, 2}, disclosure.Total{Low: 0, High: 4}},
		{"one part", 5, []int{7}, disclosure.Total{Low: 7, High: 7}},
		{"nobody", 5, []int{0, 0}, disclosure.Total{Low: 0, High: 4}},
		{"no parts", 5, nil, disclosure.Total{Low: 0, High: 4}},
		{"an open round", 1, []int{3, 1}, disclosure.Total{Low: 4, High: 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := disclosure.TotalOf(c.k, c.parts); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// Whoever sees the parts and the total cannot tell a part of 1 … k−1 from any other number below k.
func TestATotalNeverTellsASmallPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(5, 20).Draw(t, "k")
		parts := rapid.SliceOfN(rapid.IntRange(0, 3*k), 1, 6).Draw(t, "parts")
		total, sum, small := disclosure.TotalOf(k, parts), 0, -1
		for i, n := range parts {
			sum += n
			if n > 0 && n < k {
				small = i
			}
		}
		if sum < total.Low || sum > total.High {
			t.Fatalf("%v is not within %+v", sum, total)
		}
		if small < 0 || total.Below(k) {
			return
		}
		for n := 1; n < k; n++ {
			if sum-parts[small]+n < k {
				continue
			}
			parts := append([]int{}, parts...)
			parts[small] = n
			if got := disclosure.TotalOf(k, parts); got != total {
				t.Fatalf("with %d in place: got %+v, want %+v", n, got, total)
			}
		}
	})
}
