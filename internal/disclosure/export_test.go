package disclosure

// PlanCounting is [Plan] with the number of sets of groups that the search looked at.
func PlanCounting(o Organisation) ([]Decision, int) { return plan(o) }

// MaxEntry is the largest entry that a row may have.
const MaxEntry = maxEntry

// Fits answers whether a row of these entries is taken, as [Plan] takes it.
func Fits(entries ...int64) bool {
	r := make(row, len(entries))
	for i, e := range entries {
		r[i] = entry{i, e}
	}
	return r.divide()
}
