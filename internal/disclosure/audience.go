package disclosure

// Audience counts the forms of those who share an access: a team, a perspective of it, a company without teams. Heads is
// how many people there are, 0 where nobody has said. Entered are forms that somebody else typed in or imported, who hence
// knows them.
type Audience struct {
	Heads, Online, Entered int
}

// WholeOnly reports whether an audience counts in larger groups only: it has fewer people than twice the minimum, and whoever
// has its link may send several forms, so that a few of them would look into it.
func (a Audience) WholeOnly(k int, shared bool) bool {
	return k > 1 && shared && a.Heads > 0 && a.Heads < 2*k
}

// Trusted reports whether the forms of an audience may stand for that many people. They do not where there are more of them than
// people, because then somebody has sent several, and not where fewer than k came online beside others that
// whoever entered them can subtract. With k ≤ 1 nobody is protected and all are trusted.
func (a Audience) Trusted(k int) bool {
	switch {
	case k <= 1:
		return true
	case a.Heads > 0 && a.Online+a.Entered > a.Heads:
		return false
	}
	return a.Entered == 0 || a.Online == 0 || a.Online >= k
}
