package score

//go:generate go test -run CriticalValues -write

// criticalStep is how finely the critical values are told.
const criticalStep = 1e-4

// How far the table of critical values reaches.
const (
	criticalPoints = 11 // points of a scale, from 2
	criticalItems  = 20
)

// CriticalAD returns the largest AD_M(J), in steps between two points of the scale, that at most 5 % of groups of so many persons
// reach who answer every item at random, each point being as likely (dunlap-2003). The values are simulated, see critical_test.go. Of
// more items than the table has the value for the most is taken, which is stricter. It is below 0 where even unanimity is not rare
// enough, and where the scale has more points than the table.
func CriticalAD(persons, points, items int) float64 {
	if persons < agreedFrom || persons >= tableBelow || points < 2 || points > criticalPoints || items < 1 {
		return -1
	}
	return criticalAD[persons-agreedFrom][points-2][min(items, criticalItems)-1]
}
