package story

import (
	"net/url"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// LinkMeasures lets every gap and every statement of a story lead to a measure for it, in the round it came from and for
// the team that it is about.
func (s *Story) LinkMeasures(roundID string, group result.Key) {
	if s.Gaps != nil {
		for i := range s.Gaps.Rows {
			r := &s.Gaps.Rows[i]
			r.Measure = newMeasureHref(roundID, group["team"], kompass.Aim{Field: r.Field, Facet: r.Facet})
		}
	}
	for i := range s.Fields {
		for j := range s.Fields[i].Items {
			it := &s.Fields[i].Items[j]
			it.Measure = newMeasureHref(roundID, group["team"], kompass.Aim{Item: it.ID})
		}
	}
}

// newMeasureHref is the address of the form for a new measure that should move this. Team is "" for everyone.
func newMeasureHref(roundID, team string, aim kompass.Aim) string {
	query := url.Values{}
	for name, value := range map[string]string{"team": team, "field": aim.Field, "facet": aim.Facet, "item": aim.Item} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return "/app/rounds/" + roundID + "/measures/new?" + query.Encode()
}
