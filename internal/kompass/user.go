package kompass

import (
	"crypto/sha256"
	"net/mail"
	"strings"
	"time"
)

// Role is what a signed-in person may do: a trainer sees all companies, a coordinator her own.
type Role string

// The roles.
const (
	Trainer     Role = "trainer"
	Coordinator Role = "coordinator"
)

// ParseRole reads a role and checks that a coordinator, and only a coordinator, belongs to a company.
func ParseRole(raw, companyID string) (Role, error) {
	switch r := Role(raw); {
	case r == Trainer && companyID == "", r == Coordinator && companyID != "":
		return r, nil
	case r == Trainer:
		return "", &FieldError{Field: "company", Code: "error.role.trainer_company"}
	case r == Coordinator:
		return "", &FieldError{Field: "company", Code: "error.role.coordinator_company"}
	}
	return "", &FieldError{Field: "role", Code: "error.role.unknown", Args: []any{"value", raw}}
}

// User is a person who signs in.
type User struct {
	ID           string
	Email        string
	Role         Role
	CompanyID    string // of a coordinator
	PasswordHash string // argon2id, "" until the setup link has been used
	Disabled     bool
	Created      time.Time
}

// Scope returns what the user's queries may see.
func (u User) Scope() Scope { return Scope{CompanyID: u.CompanyID} }

// ParseEmail lower-cases and checks an address.
func ParseEmail(raw string) (string, error) {
	s := strings.ToLower(strings.TrimSpace(raw))
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || a.Name != "" || len(s) > 254 || strings.ContainsFunc(s, isControl) {
		return "", &FieldError{Field: "email", Code: "error.email.invalid"}
	}
	return s, nil
}

// TokenHash is what is stored of a session or setup token.
type TokenHash [32]byte

// HashToken hashes a secret token for storage and look-up.
func HashToken(token string) TokenHash { return sha256.Sum256([]byte("kompass token " + token)) }

// Lifetimes of sign-in sessions and setup links.
const (
	SessionIdle     = 30 * time.Minute
	SessionAbsolute = 12 * time.Hour
	SetupLifetime   = 24 * time.Hour
)

// Session is a signed-in browser.
type Session struct {
	Hash     TokenHash
	UserID   string
	Created  time.Time
	LastSeen time.Time
}

// Alive says whether the session is still good at time now: within 30 minutes of its last use and 12 hours of sign-in.
// A clock that went backwards ends it.
func (s Session) Alive(now time.Time) bool {
	return !now.Before(s.Created) && now.Sub(s.Created) < SessionAbsolute && now.Sub(s.LastSeen) < SessionIdle
}

// AuditEntry is one line of the audit trail: who (a user's id, or "command line") did what to which object. It never
// says anything about a participant.
type AuditEntry struct {
	At     time.Time
	Actor  string
	Action string // such as "round.open"
	Object string // id of the object
	Detail string
}
