package kompass

import (
	"cmp"
	"time"
)

// Mode reports whether answers are protected by a minimum group size. It is chosen when a round is opened and told to every
// participant; it never changes.
type Mode string

// The modes of a round.
const (
	Anonymous Mode = "anonymous"
	Open      Mode = "open" // "nicht anonym, offen vereinbart"
)

// ParseMode reads a mode; "" is [Anonymous].
func ParseMode(raw string) (Mode, error) {
	switch m := Mode(raw); m {
	case "":
		return Anonymous, nil
	case Anonymous, Open:
		return m, nil
	}
	return "", &FieldError{Field: "mode", Code: "error.mode.unknown", Args: []any{"value", raw}}
}

// The bounds of the minimum group size of an anonymous round. The floor cannot be configured.
const (
	FloorMinGroup   = 5
	CeilingMinGroup = 50
)

// ParseMinGroup checks the minimum group size for a mode: 5 to 50 for anonymous rounds, always 1 for open ones.
func ParseMinGroup(mode Mode, k int) (int, error) {
	if mode == Open {
		return 1, nil
	}
	if k < FloorMinGroup || k > CeilingMinGroup {
		return 0, &FieldError{Field: "min-group", Code: "error.mingroup.range", Args: []any{"min", FloorMinGroup, "max", CeilingMinGroup}}
	}
	return k, nil
}

// CommentsFrom returns from how many answers on comments are shown: max(10, 2k), or 1 in an open round.
func CommentsFrom(mode Mode, k int) int {
	if mode == Open {
		return 1
	}
	return max(10, 2*k)
}

// State is where a round stands. Closing is the short time in which the result is computed: no answers are taken any more.
type State string

// The states of a round, in order.
const (
	StateOpen     State = "open"
	StateClosing  State = "closing"
	StateClosed   State = "closed"
	StateReleased State = "released"
)

// Phase is what a round is to a participant at a moment.
type Phase int

// The phases.
const (
	Planned Phase = iota
	Running
	Ended
)

// Round is one assessment of a company: a frozen questionnaire, a mode, teams and perspectives asked. Mode, K, questionnaire
// and perspectives never change once the round exists, because its links exist from the same moment on. A team may be
// added while the round is open; none is ever taken away.
type Round struct {
	ID                   string
	CompanyID            string
	Title                string
	Mode                 Mode
	K                    int // minimum group size, 1 in an open round
	QuestionnaireID      string
	QuestionnaireVersion int
	Digest               string   // of the frozen questionnaire
	Words                Words    // that stand in it, as they were when the round was opened
	Perspectives         []string // ids asked, none when the round does not ask
	TeamIDs              []string // teams asked, in order of creation; none when the company is asked as a whole
	OpensAt              time.Time
	ClosesAt             time.Time // zero: until it is closed by hand
	State                State
	Created              time.Time
	ClosedAt             time.Time
	ReleasedAt           time.Time
	Sealed               bool // answers are sealed until closing: every round but those that were open before there was an urn
	Held                 bool // the private key is not here, but with somebody who holds it on paper
	Holder               Holder
	Unconfirmed          bool // whoever holds the key has still to type it in once, before answers are taken
	Announced            bool // those who answer are told that the result is to stand at their link
}

// Holder is who has the private key of a round on paper; "" where nobody has, or where it was not said.
type Holder string

// The holders of a key.
const (
	HolderTrainer Holder = "trainer"
	HolderCouncil Holder = "council" // of the staff, such as a works council
)

// ParseHolder reads who holds a key: "" for nobody.
func ParseHolder(raw string) (Holder, error) {
	switch h := Holder(raw); h {
	case "", HolderTrainer, HolderCouncil:
		return h, nil
	}
	return "", &FieldError{Field: "key", Code: "error.key.holder"}
}

// Phase returns what a participant finds at time now.
func (r Round) Phase(now time.Time) Phase {
	switch {
	case r.State != StateOpen:
		return Ended
	case r.Unconfirmed, now.Before(r.OpensAt):
		return Planned
	case !r.ClosesAt.IsZero() && !now.Before(r.ClosesAt):
		return Ended
	}
	return Running
}

// Ended returns the last moment in which a round that is closed at time now took answers: not later than its end, however
// late it is closed.
func (r Round) Ended(now time.Time) time.Time {
	if last := r.ClosesAt.Add(-time.Nanosecond); !r.ClosesAt.IsZero() && last.Before(now) {
		return last
	}
	return now
}

// checkInAfter are the days after the release of a result on which to look at what was agreed.
var checkInAfter = [...]int{30, 60, 90}

// CheckIns are those days, of a released round.
func (r Round) CheckIns() []time.Time {
	var out []time.Time
	for _, days := range checkInAfter {
		out = append(out, r.ReleasedAt.AddDate(0, 0, days))
	}
	return out
}

// CompareRounds compares two closed rounds by when they ended, to the moment: negative where a came first. Days would not do, because one
// round may end in the morning and the next in the afternoon. Rounds that ended in the same moment go by when they were
// closed, when they began and were made, and at last by id.
func CompareRounds(a, b Round) int {
	return cmp.Or(a.Ended(a.ClosedAt).Compare(b.Ended(b.ClosedAt)), a.ClosedAt.Compare(b.ClosedAt), a.OpensAt.Compare(b.OpensAt), a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
}

// Period is when a round takes answers, from Opens on and until Closes; a zero Closes is until it is closed by hand.
type Period struct{ Opens, Closes time.Time }

// ShownCount is a number of answers as anybody may see it: nil below the minimum group size.
func (r Round) ShownCount(n int) *int {
	if n < r.K {
		return nil
	}
	return &n
}

// Published reports whether the state allows signed-in people of the company to see the result.
func (r Round) Published() bool { return r.State == StateReleased }

// Link leads participants to a round. TeamID or Perspective is "" where the round asks it but the link leaves it open
// (the participant chooses), and where the round does not ask it.
type Link struct {
	ID          string
	RoundID     string
	TeamID      string
	Perspective string
	Code        Code // "" once the round is closed: then only its hash is kept
	Once        bool // a one-time code: only its hash is ever stored, and it is deleted when the round is closed
	Used        bool // a one-time code with which a form has been sent
	Outcome     bool // leads to what became of the round, and never to its questions
}

// Lot is how many one-time codes have been drawn for a team and perspective of a round, used or not: how many have been
// used is how many have answered, and that is said by [Count] alone.
type Lot struct {
	TeamID      string
	Perspective string
	Codes       int
}

// MaxLot is the largest number of one-time codes that are drawn at once.
const MaxLot = 500

// Access is what a code leads to: a link, its round and the names that the start page shows.
type Access struct {
	Link        Link
	Round       Round
	CompanyName string
	Teams       []Team // the teams asked
	Audiences   []Audience
	Contact     Contact
	Logo        LogoRef
	Recorded    bool // the database keeps a journal of when something came in
}

// Audience returns those who share the link: a team, or everybody whom the round asks where the link leaves the team open. It is
// false where nobody has said how many they are.
func (a Access) Audience() (Audience, bool) {
	one := HeadsOf(a.Audiences, a.Link.TeamID, "")
	if a.AsksTeam() {
		one = WholeOf(a.Audiences)
	}
	return one, one.Heads > 0
}

// AsksTeam reports whether the participant has to choose a team.
func (a Access) AsksTeam() bool { return a.Link.TeamID == "" && len(a.Round.TeamIDs) > 0 }

// AsksPerspective reports whether the participant has to choose a perspective.
func (a Access) AsksPerspective() bool {
	return a.Link.Perspective == "" && len(a.Round.Perspectives) > 0
}

// Form names what a browser's nonce stands for: the round, and with a one-time code the code as well, so that a shared
// device may send one form for each.
func (a Access) Form() string {
	if a.Link.Once {
		return a.Round.ID + " " + a.Link.ID
	}
	return a.Round.ID
}

// Comment is the free text that a person wrote on one field.
type Comment struct {
	Field string
	Text  string
}

// MaxComment is the longest comment, in characters.
const MaxComment = 2000

// Submission is one person's answers on the way to the store. Answers is the packed row (see package score).
type Submission struct {
	RoundID     string
	TeamID      string
	Perspective string
	Answers     []byte
	Receipt     ReceiptHash
	Comments    []Comment
	OnceID      string    // id of the one-time code that this form uses up, "" with a shared code; never stored with the answers
	Sealed      *Envelope // of a sealed round: Answers is then its body, with the comments in it
}

// Envelope is what a store keeps of a sealed answer beside its body.
type Envelope struct {
	ID       [16]byte
	Wrap     []byte   // its key, for the receipt; nil without a receipt
	Epoch    [16]byte // that it was sealed in, which must be stored already; it is not stored with the answer
	Replaces [16]byte // the id of the answer that it corrects, zero for a first answer
}

// Seal is how a round is sealed. It never changes.
type Seal struct {
	Public []byte // key
	Canary []byte // tells whether a pepper belongs to the round
	Held   bool
	Holder Holder
}

// Unfinished is what closings have left to be done, as far as the database knows.
type Unfinished struct {
	Rebuild     bool     // its file has still to be written anew
	Undestroyed []string // rounds that are over and of whose key nobody has noted yet that it is destroyed everywhere
}

// Epoch is a stored encapsulation to the public key of a round.
type Epoch struct {
	Enc   []byte
	Proof []byte
}

// Sheet is a submission that was given on paper, with the digest of the row that it came from: a row counts once.
type Sheet struct {
	Digest [32]byte
	Submission
}

// Outcome says what storing a submission did.
type Outcome int

// The outcomes. A submission with the receipt of an earlier one never adds a second answer.
const (
	Stored    Outcome = iota // a new answer
	Unchanged                // the same answer had been stored before
	Corrected                // the earlier answer was replaced
)

// Portion is one of equal portions of the answers of a round: number Part of Of, from 0. The zero value is all of them.
type Portion struct{ Part, Of int }

// Response is a stored answer row as closing reads it.
type Response struct {
	ID          [16]byte // of a sealed answer, zero otherwise
	TeamID      string
	Perspective string
	Answers     []byte
}

// Count is the number of answers of one team and perspective of a round.
type Count struct {
	RoundID     string // "" where one round alone is counted
	TeamID      string
	Perspective string
	Responses   int
}
