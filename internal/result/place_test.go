package result_test

import (
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
