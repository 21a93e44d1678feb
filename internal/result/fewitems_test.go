package result_test

import "testing"

// TestFacetsOfFewItemsFollowTheRulesOfItems with the short form, each of whose facets is a single item: the mean and spread of so
// few answers to one item are the answers themselves.
func TestFacetsOfFewItemsFollowTheRulesOfItems(t *testing.T) {
	q := load(t, "../../questionnaires/service-excellence-kurz.yaml")
	for n, want := range map[int]bool{5: false, 9: false, 10: true, 12: true} {
		g := build(t, anonymous(q, complete(q, n))).Everyone()
		for _, f := range g.Fields {
			if !f.Shown || (len(f.Facets) > 0) != want || (len(f.Items) > 0) != want {
				t.Errorf("%d forms, %s: got shown %v with %d facets and %d items, want them: %v", n, f.ID, f.Shown, len(f.Facets), len(f.Items), want)
			}
		}
	}
}
