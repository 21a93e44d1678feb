package kompass

import "time"

// Deletion is the protocol of a company that was deleted with everything that belonged to it. It says how much there was
// and names results by their fingerprint; it says nothing about a participant.
type Deletion struct {
	ID        string         `json:"id"`
	CompanyID string         `json:"company"`
	Name      string         `json:"name"`
	At        time.Time      `json:"at"`
	By        string         `json:"by"` // e-mail address of who deleted, or "command line"
	Teams     int            `json:"teams"`
	Targets   int            `json:"targets"`
	Users     int            `json:"users"` // coordinators, who cannot sign in any more
	Comments  int            `json:"comments"`
	Measures  int            `json:"measures"`
	Rounds    []DeletedRound `json:"rounds"`
}

// DeletedRound is a round as the protocol of a deletion keeps it. Responses is nil below the minimum group size, and where it is
// told from Low to High alone, as while a team is below the minimum; Low and High are zero otherwise. Hash is "" where no result had
// been stored.
type DeletedRound struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	State     State  `json:"state"`
	K         int    `json:"k"`
	Responses *int   `json:"responses"`
	Low       int    `json:"responses_from,omitempty"`
	High      int    `json:"responses_to,omitempty"`
	Hash      string `json:"hash,omitempty"`
}
