package result_test

import (
	"math"
	"slices"
	"testing"

	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

func TestPlacesAreFieldsWithTheFacetsThatTheyHaveItemsIn(t *testing.T) {
	q := &questionnaire.Questionnaire{
		Facets: []questionnaire.Titled{{ID: "a"}, {ID: "b"}},
		Fields: []questionnaire.Field{
			{ID: "f1", Items: []questionnaire.Item{{Facet: "b"}, {Facet: "a"}, {Facet: "b"}}},
			{ID: "f2", Items: []questionnaire.Item{{Facet: "b"}}},
			{ID: "f3", Items: []questionnaire.Item{{}}},
		},
	}
	want := []result.Place{{Field: "f1"}, {"f1", "a"}, {"f1", "b"}, {Field: "f2"}, {"f2", "b"}, {Field: "f3"}}
	if got := result.Places(q); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAGroupTellsAtAPlaceWhatItShowsThere(t *testing.T) {
	g := result.Group{Fields: []result.Field{
		{ID: "f1", Shown: true, N: 7, Mean: new(2.5), Facets: []result.Facet{{ID: "a", N: 6, Bound: new(">3.8")}}},
		{ID: "f2", Facets: []result.Facet{{ID: "a", N: 3, Mean: new(1.0)}}},
	}}
	if v, ok := g.At(result.Place{Field: "f1"}); !ok || v.N != 7 || *v.Point() != 2.5 {
		t.Errorf("got %+v, %t for the field", v, ok)
	}
	if v, ok := g.At(result.Place{"f1", "a"}); !ok || v.N != 6 || *v.Point() != 3.8 {
		t.Errorf("got %+v, %t for the facet, want to draw it at its bound", v, ok)
	}
	for _, at := range []result.Place{{Field: "f2"}, {"f2", "a"}, {"f1", "b"}, {Field: "f3"}} {
		if v, ok := g.At(at); ok || v.Point() != nil {
			t.Errorf("got %+v at %v, which is not shown", v, at)
		}
	}
}

func TestWhatCannotBeReadAsABoundIsDrawnNowhere(t *testing.T) {
	if v := (result.Value{Bound: new("3.8")}); v.Point() != nil {
		t.Errorf("got %v", *v.Point())
	}
	it := result.Item{N: 7, Mean: new(2.5), SD: new(0.5)}
	if v := it.Value(); v.N != 7 || *v.Point() != 2.5 || *v.SD != 0.5 || v.CI != nil {
		t.Errorf("got %+v of an item, want its n, mean and deviation", v)
	}
}

func TestBoundsAreReadAsTheyAreWritten(t *testing.T) {
	for bound, want := range map[string]struct {
		limit     float64
		above, ok bool
	}{
		">3.8": {3.8, true, true}, "<0.2": {0.2, false, true}, "3.8": {}, "": {}, ">": {above: true}, "<x": {},
	} {
		limit, above, ok := result.ParseBound(bound)
		if limit != want.limit || above != want.above || ok != want.ok {
			t.Errorf("%q: got %g, %t, %t, want %+v", bound, limit, above, ok, want)
		}
	}
}

func TestMeansNearAnEndAreDrawnAtTheBoundForFew(t *testing.T) {
	for _, c := range []struct {
		mean, want float64
		n          int
	}{{3.95, 3.8, 9}, {3.95, 3.95, 10}, {0, 0.2, 1}, {3.8, 3.8, 5}, {2, 2, 5}} {
		if got := result.WithinEnds(c.mean, c.n, 0, 4); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v of %d: got %v, want %v", c.mean, c.n, got, c.want)
		}
	}
}
