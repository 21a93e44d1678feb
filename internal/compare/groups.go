package compare

import "kompass/internal/result"

// sameRound reports whether two series come from one set of answers. Results of files have no round; they are the same if
// their content is.
func sameRound(a, b Series) bool {
	x, y := a.Document, b.Document
	return x == y || x.Round != "" && x.Round == y.Round || x.Round == "" && y.Round == "" && x.Hash != "" && x.Hash == y.Hash
}

// overlap reports whether somebody may be in both groups. Groups of one round are apart only if they differ in an attribute
// that both name: two teams, or leaders and staff. A team and the staff of all teams are not.
func overlap(a, b Series) bool {
	if !sameRound(a, b) {
		return false
	}
	for name, value := range a.Group.Key {
		if other, named := b.Group.Key[name]; named && other != value {
			return false
		}
	}
	return true
}

// Gap sets two perspectives on the same group side by side: First are the leaders in the shipped questionnaire, Second the
// staff, and differences are First − Second.
type Gap struct {
	First, Second Series
	Comparison
}

// Perspectives returns the gap between the first two perspectives of the questionnaire within a group. There is none where
// one of the two is not shown, or where the group is itself one perspective.
func Perspectives(s Series) (Gap, bool) {
	if _, one := s.Group.Key["perspective"]; one || len(s.Questionnaire.Perspectives) < 2 {
		return Gap{}, false
	}
	var sides [2]Series
	for i, p := range s.Questionnaire.Perspectives[:2] {
		g, ok := s.Document.Find(within(s.Group.Key, p.ID))
		if !ok || !g.Shown {
			return Gap{}, false
		}
		sides[i] = Series{Document: s.Document, Group: g, Questionnaire: s.Questionnaire}
	}
	return Gap{First: sides[0], Second: sides[1], Comparison: Compare(sides[1], sides[0])}, true
}

// within is the key of a perspective within a group.
func within(group result.Key, perspective string) result.Key {
	key := result.Key{"perspective": perspective}
	for name, value := range group {
		key[name] = value
	}
	return key
}
