// Package kompass is the domain: companies and their teams, target levels, rounds, access links, submissions, users and
// sessions, with the rules that hold for them whatever stores or shows them. It imports the standard library only.
//
// Values that come out of this package's constructors and parsers are valid; stores and handlers pass them on unchecked.
package kompass

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The errors that callers decide by. Stores and services wrap them; compare with [errors.Is].
var (
	ErrNotFound     = errors.New("not found")
	ErrConflict     = errors.New("already exists")
	ErrChanged      = errors.New("changed since it was shown")
	ErrInvalid      = errors.New("invalid")
	ErrNotOpenYet   = errors.New("round is not open yet")
	ErrClosed       = errors.New("round is closed")
	ErrStillOpen    = errors.New("round is still open")
	ErrAnswered     = errors.New("people have answered")
	ErrUnpublished  = errors.New("too few answers to publish a result")
	ErrUnreleased   = errors.New("the result is not released")
	ErrDamaged      = errors.New("the stored result is damaged")
	ErrFrozen       = errors.New("target is frozen")
	ErrNoTarget     = errors.New("no target is set")
	ErrNoConsent    = errors.New("the company has not consented")
	ErrBadLogin     = errors.New("wrong address or password")
	ErrTooManyTries = errors.New("too many tries")
	ErrExpired      = errors.New("link is used or expired")
	ErrUsed         = errors.New("one-time code is used")
	ErrBadCode      = errors.New("wrong or used code")
	ErrLastTrainer  = errors.New("the last trainer stays")
	ErrStorage      = errors.New("storage is not available")
	ErrReceiptUsed  = errors.New("there is an answer under this receipt")
	ErrNoEpoch      = errors.New("what the answers were sealed with is not stored")
	ErrNoKey        = errors.New("the key of the round is not within reach")
	ErrKeyGone      = errors.New("the key of the round has been destroyed")
)

// FieldError says which input is wrong and why. Code is a message key that the interface translates; Args fill it in.
type FieldError struct {
	Field string
	Code  string
	Args  []any
}

func (e *FieldError) Error() string { return fmt.Sprintf("%s: %s %v", e.Field, e.Code, e.Args) }

// Unwrap makes every field error an [ErrInvalid].
func (e *FieldError) Unwrap() error { return ErrInvalid }

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a public id: 16 characters, 80 bits from r (crypto/rand in production), safe in addresses and flags.
func NewID(r io.Reader) (string, error) {
	b, err := randomBytes(r, 10)
	if err != nil {
		return "", err
	}
	return idEncoding.EncodeToString(b), nil
}

// DerivedID returns the public id that parts always have, in this order: what is created from them twice is created once.
func DerivedID(parts ...string) string {
	h := sha256.Sum256([]byte(DigestOf(parts...)))
	return idEncoding.EncodeToString(h[:10])
}

// NewToken returns a secret of 256 bits as 52 characters.
func NewToken(r io.Reader) (string, error) {
	b, err := randomBytes(r, 32)
	if err != nil {
		return "", err
	}
	return idEncoding.EncodeToString(b), nil
}

func randomBytes(r io.Reader, n int) ([]byte, error) {
	if r == nil {
		r = rand.Reader
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r, b); err != nil {
		return nil, fmt.Errorf("read randomness: %w", err)
	}
	return b, nil
}

// MaxName is the longest name of a company or team, in characters.
const MaxName = 120

// ParseName trims a name and refuses an empty one, one longer than [MaxName], and control characters.
func ParseName(field, raw string) (string, error) {
	name := strings.Join(strings.Fields(raw), " ")
	switch {
	case name == "":
		return "", &FieldError{Field: field, Code: "error.name.empty"}
	case utf8.RuneCountInString(name) > MaxName:
		return "", &FieldError{Field: field, Code: "error.name.long", Args: []any{"max", MaxName}}
	case !utf8.ValidString(name) || strings.ContainsFunc(name, isControl) || !strings.ContainsFunc(name, isVisible):
		return "", &FieldError{Field: field, Code: "error.name.control"}
	}
	return name, nil
}

// isVisible reports whether a character leaves a mark on paper.
func isVisible(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.IsMark(r) }

// ParseTitle reads the title of a round like a name.
func ParseTitle(raw string) (string, error) {
	title, err := ParseName("title", raw)
	if err != nil && strings.TrimSpace(raw) == "" {
		return "", &FieldError{Field: "title", Code: "error.title.empty"}
	}
	return title, err
}

// isControl reports whether a character steers instead of being read: controls, and those that turn the direction of writing or that
// nobody sees. What joins letters of some scripts stays.
func isControl(r rune) bool {
	const joiner, nonJoiner, softHyphen = '\u200d', '\u200c', '\u00ad'
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner && r != softHyphen
}
