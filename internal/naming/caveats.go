package naming

import (
	"slices"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// Caveats are what every result says about its questionnaire: that it is not validated, and that it shows the inside view. What it
// is founded on is said where every item names a source.
func Caveats(z i18n.Localizer, q *questionnaire.Questionnaire) []string {
	var out []string
	sourced := !slices.ContainsFunc(q.Items(), func(it questionnaire.Item) bool { return len(it.Sources) == 0 })
	switch {
	case q.Validated:
	case sourced:
		out = append(out, z.T("result.notvalidated"))
	default:
		out = append(out, z.T("result.notvalidated.unsourced"))
	}
	if slices.ContainsFunc(q.Fields, func(f questionnaire.Field) bool { return f.ID == "customers" }) {
		return append(out, z.T("result.inside"))
	}
	return append(out, z.T("result.inside.any"))
}
