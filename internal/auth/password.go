package auth

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"kompass/internal/kompass"
)

// Cost is what hashing one password with argon2id takes. A stored hash names its own, so that hashes of any cost are understood.
type Cost struct {
	Memory uint32 // in KiB
	Passes uint32
}

// FullCost is 19 MiB and two passes, as the OWASP password storage cheat sheet asks at least.
func FullCost() Cost { return Cost{Memory: 19 * 1024, Passes: 2} }

// form is the beginning of a hash in PHC format that cost so much. Salt and key follow.
func (c Cost) form() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, c.Memory, c.Passes, argonThreads)
}

const (
	argonThreads = 1
	argonKeyLen  = 32
	argonSaltLen = 16
)

// The length of a password in characters. There are no rules of composition.
const (
	MinPassword = 12
	MaxPassword = 128
)

// CheckPassword refuses passwords that are too short, too long, or easy to guess for someone who knows the address and the
// company: those that consist of little but a common password, words of the context, neighbouring keys and repetitions.
func CheckPassword(password, email, company string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinPassword:
		return &kompass.FieldError{Field: "password", Code: "error.password.short", Args: []any{"min", MinPassword}}
	case n > MaxPassword:
		return &kompass.FieldError{Field: "password", Code: "error.password.long", Args: []any{"max", MaxPassword}}
	case guessable(password, email, company):
		return &kompass.FieldError{Field: "password", Code: "error.password.guessable"}
	}
	return nil
}

// HashPassword returns the argon2id hash of a password in PHC format, with a salt from r (crypto/rand where nil).
func (a *Service) HashPassword(password string, r io.Reader) (string, error) {
	if r == nil {
		r = rand.Reader
	}
	salt := make([]byte, argonSaltLen)
	if _, err := io.ReadFull(r, salt); err != nil {
		return "", fmt.Errorf("read salt: %w", err)
	}
	key := a.derive(password, salt, a.cost.Memory, a.cost.Passes, argonThreads)
	b64 := base64.RawStdEncoding.EncodeToString
	return a.cost.form() + b64(salt) + "$" + b64(key), nil
}

// VerifyPassword reports whether a password belongs to a hash. Comparing takes the same time whether it does or not.
func (a *Service) VerifyPassword(password, hash string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	var version int
	var memory, time uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &threads); err != nil || memory > 1<<20 || time < 1 || time > 16 || threads < 1 {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(want) != argonKeyLen {
		return false
	}
	return subtle.ConstantTimeCompare(a.derive(password, salt, memory, time, threads), want) == 1
}

// derive hashes at most two passwords at a time, so that many sign-ins cannot exhaust the memory.
func (a *Service) derive(password string, salt []byte, memory, time uint32, threads uint8) []byte {
	a.hashing <- struct{}{}
	defer func() { <-a.hashing }()
	return argon2.IDKey([]byte(password), salt, time, memory, threads, argonKeyLen)
}
