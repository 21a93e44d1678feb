package views

import "time"

// Dates are what of a round can be taken into a calendar.
type Dates struct {
	RoundID  string
	End      bool        // it takes answers until a moment that is known
	CheckIns []time.Time // days on which to look at what was agreed; none before the release
}
