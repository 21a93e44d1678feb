package kompass

import "time"

// CompanyEntry is a company in a list: how large it is, and how far it is prepared. Contact and logo are left out.
type CompanyEntry struct {
	Company
	Teams     int
	Heads     int // of all teams
	HasTarget bool
	HasDraft  bool // of a round that is being prepared
}

// RoundEntry is a round in a list, with what is counted of it. Responses is exact and for rules alone: what is shown
// goes through [Round.ShownCount].
type RoundEntry struct {
	Round
	Responses  int
	Parts      []int // answers of each team, also of those that have none, and of whoever answered without one
	Heads      int   // people invited, 0 where nobody has said
	SmallTeams int   // teams with fewer than 2k heads, of an anonymous round that is open
	HasResult  bool  // a result is stored
}

// MoreThanHeads reports whether more people have answered than were invited, and whether that may be said.
func (e RoundEntry) MoreThanHeads() bool {
	return e.Heads > 0 && e.Responses > e.Heads && e.Responses >= e.K
}

// BelowMinimum reports whether closing now would publish nothing.
func (e RoundEntry) BelowMinimum() bool { return e.Responses < e.K }

// When something of a round is worth a word to whoever looks after it.
const (
	SoonOver  = 3 * 24 * time.Hour  // before its end a round is named among what waits, and warned of with too few answers
	Settling  = 3 * 24 * time.Hour  // a round may run before too few answers are worth a word
	StillNews = 30 * 24 * time.Hour // a released result counts as new to a coordinator

	DueSoonDays = 7 // days before its day from which on a measure waits
)
