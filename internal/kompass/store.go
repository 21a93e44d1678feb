package kompass

import (
	"iter"
	"time"
)

// NewRound is what a store needs to open a round: the round without id, state and time of creation, the questionnaire as
// it is frozen with it, and its links without ids. A link without a code is given one.
type NewRound struct {
	Round    Round
	Heads    int            // of a company without teams, 0 where nobody has said
	Of       map[string]int // how many of the people answer from a perspective, at most; without those of which nobody has said
	Snapshot []byte
	Links    []Link
	Seal     *Seal    // nil leaves answers in clear, as they were before there was an urn
	Draft    bool     // the company's draft is used up: without one the round is not opened, so that a form sent twice opens one
	Shown    []Digest // of the draft, empty where that does not matter
}

// UploadedQuestionnaire is a questionnaire file that the trainer has uploaded.
type UploadedQuestionnaire struct {
	ID      string
	Version int
	Digest  string
	Name    string // of the file, to be shown only
	Body    []byte
	Created time.Time
}

// StoredDraft is what has been typed of a company's next round, a JSON object, with who saved it last.
type StoredDraft struct {
	Body  []byte
	Saved AuditLine // At and Actor alone
}

// Digest returns the digest of a draft. The zero StoredDraft is that of a company without one.
func (d StoredDraft) Digest() Digest { return DigestOf(string(d.Body)) }

// Closing is what is known of a round when its answers have been counted. A nil Result means that too few answered:
// nothing is published. Answers are deleted in either case.
type Closing struct {
	RoundID      string
	Result       []byte // the document that is stored, never changed and shown from then on
	Hash         string // of the document, as it is printed
	KeepComments bool   // false deletes the comments
	LeftOut      string // how many answers could not be opened, as it may be told; "" where all were
	// Comments are those out of the envelopes of a sealed round, to be kept in clear; nil where the round is not sealed. They may be
	// gone through again.
	Comments iter.Seq2[Comment, error]
}
