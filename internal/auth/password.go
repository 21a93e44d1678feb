package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"kompass/internal/kompass"
	"kompass/internal/semaphore"
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
	key, err := a.derive(context.Background(), "", recipe{password, salt, a.cost, argonThreads})
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding.EncodeToString
	return a.cost.form() + b64(salt) + "$" + b64(key), nil
}

// VerifyPassword reports whether a password belongs to a hash. Comparing takes the same time whether it does or not. The callers of one
// network wait for each other before they wait for those of others; [kompass.ErrTooManyTries] says that too many of it do.
func (a *Service) VerifyPassword(ctx context.Context, network, password, hash string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, nil
	}
	var version int
	var cost Cost
	var threads uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, nil
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.Memory, &cost.Passes, &threads); err != nil ||
		cost.Memory > 1<<20 || cost.Passes < 1 || cost.Passes > 16 || threads < 1 {
		return false, nil
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(want) != argonKeyLen {
		return false, nil
	}
	got, err := a.derive(ctx, network, recipe{password, salt, cost, threads})
	return subtle.ConstantTimeCompare(got, want) == 1 && err == nil, err
}

// How many passwords are hashed at a time, and how many of one network wait for that: many sign-ins exhaust neither the memory
// nor the patience of people elsewhere.
const (
	hashesAtOnce  = 2
	hashesWaiting = 20
)

// recipe is what a hash is made of.
type recipe struct {
	password string
	salt     []byte
	cost     Cost
	threads  uint8
}

func (a *Service) derive(ctx context.Context, network string, r recipe) ([]byte, error) {
	release, err := a.hashing.Acquire(ctx, network)
	if errors.Is(err, semaphore.ErrBusy) {
		err = errors.Join(kompass.ErrTooManyTries, err)
	}
	if err != nil {
		return nil, fmt.Errorf("hash password: %w", err)
	}
	defer release()
	return argon2.IDKey([]byte(r.password), r.salt, r.cost.Passes, r.cost.Memory, r.threads, argonKeyLen), nil
}
