package kompass

// NewRound is what a store needs to open a round: the round without id, state and time of creation, the questionnaire as
// it is frozen with it, and its links without ids. A link without a code is given one.
type NewRound struct {
	Round    Round
	Snapshot []byte
	Links    []Link
}

// Closing is what is known of a round when its answers have been counted. A nil Result means that too few answered:
// nothing is published, and answers and comments are deleted.
type Closing struct {
	RoundID      string
	Result       []byte // the document that is stored, never changed and shown from then on
	Hash         string // of the document, as it is printed
	KeepComments bool   // false deletes the comments
}
