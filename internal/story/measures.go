package story

import (
	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// LinkMeasures lets every gap and every statement of a story lead to a measure for it, in the round it came from and for
// the team that it is about.
func (s *Story) LinkMeasures(roundID string, group result.Key) {
	if s.Gaps != nil {
		for i := range s.Gaps.Rows {
			r := &s.Gaps.Rows[i]
			r.Measure = address.NewMeasure(roundID, group["team"], kompass.Aim{Field: r.Field, Facet: r.Facet})
		}
	}
	for i := range s.Fields {
		for j := range s.Fields[i].Items {
			it := &s.Fields[i].Items[j]
			it.Measure = address.NewMeasure(roundID, group["team"], kompass.Aim{Item: it.ID})
		}
	}
}
