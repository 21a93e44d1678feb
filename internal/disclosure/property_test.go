package disclosure_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/disclosure"
)

// company draws an organisation as large as the brute force can check.
func company(d draw) disclosure.Organisation {
	k := d(5, 12)
	return organisation(d, shape{
		teams: d(1, 12), perspectives: d(1, 2), largest: d(3, 30), k: k, itemsFrom: d(k, 2*k),
		fields: 1, facets: d(0, 2), items: d(0, 3), gaps: d(0, 20),
	})
}

func TestPlanNeverExposesASmallUnion(t *testing.T) {
	for seed := range uint64(1000) {
		o := company(seeded(seed))
		if n := leaks(o, disclosure.Plan(o)); n != 0 {
			t.Fatalf("seed %d: got %d exposed unions, want none: %+v", seed, n, o)
		}
	}
}

func TestThresholdAloneIsCaughtByTheSameCheck(t *testing.T) {
	caught, drawn := 0, 200
	for seed := range uint64(drawn) {
		o := company(seeded(seed))
		if leaks(o, thresholdOnly(o)) > 0 {
			caught++
		}
	}
	t.Logf("the threshold alone exposes somebody in %d of %d organisations", caught, drawn)
	if caught*2 <= drawn {
		t.Errorf("got %d of %d organisations exposed, want most", caught, drawn)
	}
}

func TestPlanAgreesWithTheRulesInSmallSystems(t *testing.T) {
	for seed := range uint64(2500) {
		o := anySystem(seeded(seed))
		got, want := disclosure.Plan(o), reference(o)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v for %+v", seed, got, want, o)
		}
	}
}

func TestPlanAgreesWithTheRulesInACrowd(t *testing.T) {
	for seed := range uint64(2000) {
		o := crowd(seeded(seed))
		got, want := disclosure.Plan(o), reference(o)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v for %+v", seed, got, want, o)
		}
	}
}

// The same with numbers that the test library can shrink to a smallest case.
func TestPlanAgreesWithTheRulesInTheSmallestSystem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := anySystem(func(low, high int) int { return rapid.IntRange(low, high).Draw(t, "n") })
		got, want := disclosure.Plan(o), reference(o)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("got %+v, want %+v for %+v", got, want, o)
		}
	})
}
