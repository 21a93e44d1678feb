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
	SecondStep   bool      // signing in takes a code beside the password
	LastSignIn   time.Time // the day, at midnight UTC; zero for never
	Created      time.Time
}

// UserState is where an account stands.
type UserState string

// The states of an account.
const (
	Invited  UserState = "invited" // no password yet
	Active   UserState = "active"
	Disabled UserState = "disabled"
)

// State says where the account stands.
func (u User) State() UserState {
	switch {
	case u.Disabled:
		return Disabled
	case u.PasswordHash == "":
		return Invited
	}
	return Active
}

// CanManage reports whether the user prepares, releases and changes what belongs to companies: a trainer does, a
// coordinator looks and passes on.
func (u User) CanManage() bool { return u.Role == Trainer }

// Scope returns what the user's queries may see.
func (u User) Scope() Scope { return Scope{CompanyID: u.CompanyID} }

// By is the user as who changes something.
func (u User) By() By { return By{Actor: u.ID, Scope: u.Scope()} }

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

// NewSecondStep puts the secret that waits for a user in force.
type NewSecondStep struct {
	UserID  string
	Secret  string      // as it was shown
	Step    int64       // time step of the code that was typed
	Keys    []TokenHash // recovery keys from now on
	Session TokenHash   // the only one that goes on
}

// The session lifetime, idle and absolute, and how long setup links and a pending second step last.
const (
	SessionIdle        = 30 * time.Minute
	SessionAbsolute    = 12 * time.Hour
	SetupLifetime      = 24 * time.Hour
	ResetLifetime      = 30 * time.Minute
	PendingLifetime    = 10 * time.Minute // between password and code
	ReauthenticatedFor = 10 * time.Minute // a password given lately need not be given again
)

// SetupKind is what a one-time link is for.
type SetupKind string

// The kinds of links: an invitation or reset by hand, and one that was asked for by mail.
const (
	SetupByHand SetupKind = "setup"
	SetupByMail SetupKind = "reset"
)

// Lifetime is how long a link of this kind is good.
func (k SetupKind) Lifetime() time.Duration {
	if k == SetupByMail {
		return ResetLifetime
	}
	return SetupLifetime
}

// Session is a signed-in browser. The id names it to its owner; it opens nothing.
type Session struct {
	Hash              TokenHash
	ID                string
	UserID            string
	Created           time.Time
	LastSeen          time.Time
	ReauthenticatedAt time.Time // when the password was given last
}

// Reauthenticated reports whether the password was given within the last ten minutes.
func (s Session) Reauthenticated(now time.Time) bool {
	return !now.Before(s.ReauthenticatedAt) && now.Sub(s.ReauthenticatedAt) < ReauthenticatedFor
}

// Alive reports whether the session is still good at time now: within 30 minutes of its last use and 12 hours of sign-in.
// A clock that went backwards ends it.
func (s Session) Alive(now time.Time) bool {
	return !now.Before(s.Created) && now.Sub(s.Created) < SessionAbsolute && now.Sub(s.LastSeen) < SessionIdle
}
