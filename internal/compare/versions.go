package compare

import "kompass/internal/questionnaire"

// Versions says what became of every item between the questionnaires of two series, and which items may be compared. Old and
// New are the two in the order of their versions.
type Versions struct {
	Old, New *questionnaire.Questionnaire
	Items    []questionnaire.ItemDiff
}

// VersionsOf returns what tells the questionnaires of two series apart, and false where both asked the same. Scales with
// other ends leave nothing to compare.
func VersionsOf(a, b Series) (Versions, bool) {
	old, new := a.Questionnaire, b.Questionnaire
	if old.Digest() == new.Digest() {
		return Versions{}, false
	}
	if old.Version > new.Version {
		old, new = new, old
	}
	v := Versions{Old: old, New: new, Items: diff(old, new).Items}
	comparable := matchItems(old, new).comparable
	for i := range v.Items {
		v.Items[i].Comparable = comparable[v.Items[i].ID]
	}
	return v, true
}

// Counted counts the comparable items.
func (v Versions) Counted() Count {
	c := Count{Of: len(v.Items)}
	for _, it := range v.Items {
		if it.Comparable {
			c.Comparable++
		}
	}
	return c
}
