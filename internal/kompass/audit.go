package kompass

import "time"

// AuditEntry is one line of the audit trail: who (a user's id, or a word such as "command line") did what to which object.
// It never says anything about a participant.
type AuditEntry struct {
	At        time.Time
	Actor     string
	Action    string // such as "round.open"
	Object    string // id of the object
	Detail    string
	CompanyID string // "" where it is about no company, or about all
}

// AuditLine is an entry with the names that its ids have now, "" for what is gone.
type AuditLine struct {
	AuditEntry
	Number      int64
	ActorName   string // address of a person
	ObjectName  string
	CompanyName string
}

// AuditFilter chooses lines of the audit trail. Zero values leave nothing out.
type AuditFilter struct {
	Actor     string
	CompanyID string
	Kind      string // the first word of the action, such as "round"
	Action    string
	Object    string
	From      time.Time
	Until     time.Time // not included
	Offset    int
	Limit     int
}
