package kompass

import "time"

// NamedTeam is a team as a result names it. A team that was renamed is another one: its people may have changed with the
// name.
type NamedTeam struct{ ID, Name string }

// TeamLink says that a team of earlier results became a team of later ones. Links lie beside the results, which never
// change. Of several teams that became one, at most one Continues in it: then both are one line through the rounds. The
// others are only named as where the team comes from.
type TeamLink struct {
	CompanyID string
	From, To  NamedTeam
	Continues bool
	Created   time.Time
	CreatedBy string
}

// Consent says that a company's values may be shown to other companies without its name, from a time on.
type Consent struct {
	CompanyID string
	Given     time.Time
	GivenBy   string
	Withdrawn time.Time // zero while it stands
	Seed      [16]byte  // secret; decides in which order companies are shown
}

// Stands reports whether the consent has not been withdrawn.
func (c Consent) Stands() bool { return c.Withdrawn.IsZero() }

// PeerSeat is a company with the result of a round in the set of those that are shown to one another without their names. Of each
// questionnaire there is one set, which has been as it is since Stand.
type PeerSeat struct {
	Digest             string // of the questionnaire
	CompanyID, RoundID string // "" where it has been deleted
	Stand              time.Time
}
