package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"

	"kompass/internal/kompass"
)

// secondStepStore is what the second step of signing in, two-factor authentication, needs stored.
type secondStepStore interface {
	SecondStep(ctx context.Context, userID string) (secret, pending string, err error)
	OfferSecondStep(ctx context.Context, userID, secret string) error
	TakeSecondStep(ctx context.Context, n kompass.NewSecondStep) error
	ReplaceRecoveryKeys(ctx context.Context, userID string, keys []kompass.TokenHash) error
	CreatePending(ctx context.Context, hash kompass.TokenHash, userID string) error
	Pending(ctx context.Context, hash kompass.TokenHash) (userID string, err error)
	CountWrongCode(ctx context.Context, hash kompass.TokenHash) (ended bool, err error)
	FinishWithCode(ctx context.Context, pending kompass.TokenHash, step int64, session kompass.Session) error
	FinishWithKey(ctx context.Context, pending, key kompass.TokenHash, session kompass.Session) error
}

// PendingUser returns who has given her password and not yet a code, or [kompass.ErrNotFound].
func (a *Service) PendingUser(ctx context.Context, pending string) (userID string, err error) {
	return a.store.Pending(ctx, kompass.HashToken(pending))
}

// SecondStep takes the code of an app, or a recovery code, and starts a session. A wrong one is [kompass.ErrBadCode]. After
// five of them the password is asked for again, which is [kompass.ErrExpired]; after ten from anywhere within a quarter of
// an hour the account waits: whoever gets here knows the password already.
func (a *Service) SecondStep(ctx context.Context, pending, code string) (string, error) {
	hash := kompass.HashToken(pending)
	userID, err := a.store.Pending(ctx, hash)
	if errors.Is(err, kompass.ErrNotFound) {
		return "", kompass.ErrExpired
	}
	if err != nil {
		return "", err
	}
	key := sha256.Sum256([]byte("kompass second step " + userID))
	if err := a.reserve(ctx, key); err != nil {
		return "", err
	}
	token, err := a.finish(ctx, hash, userID, code)
	if errors.Is(err, kompass.ErrBadCode) {
		return "", a.wrongCode(ctx, hash, userID)
	}
	if errors.Is(err, kompass.ErrNotFound) { // somebody else was faster, or the account was disabled just now
		return "", kompass.ErrExpired
	}
	if err != nil {
		return "", err
	}
	return token, a.store.ClearFailures(ctx, key)
}

func (a *Service) wrongCode(ctx context.Context, pending kompass.TokenHash, userID string) error {
	if err := a.store.Note(ctx, userID, "login.badcode", userID, ""); err != nil {
		return err
	}
	ended, err := a.store.CountWrongCode(ctx, pending)
	if ended || errors.Is(err, kompass.ErrNotFound) {
		return kompass.ErrExpired
	}
	return errors.Join(kompass.ErrBadCode, err)
}

func (a *Service) finish(ctx context.Context, pending kompass.TokenHash, userID, code string) (string, error) {
	token, session, err := a.newSession(userID)
	if err != nil {
		return "", err
	}
	secret, _, err := a.store.SecondStep(ctx, userID)
	if err != nil {
		return "", err
	}
	code = bare(code)
	if len(code) > codeDigits {
		return token, a.store.FinishWithKey(ctx, pending, hashKey(code), session)
	}
	step, ok := stepOf(secret, code, a.now())
	if !ok {
		return "", kompass.ErrBadCode
	}
	return token, a.store.FinishWithCode(ctx, pending, step, session)
}

// bare takes out what people put between the characters of a code, and its capitals.
func bare(code string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(code, func(r rune) bool { return r == ' ' || r == '-' || r == '\u00a0' }), ""))
}

// OfferSecondStep makes a secret that waits for its first code.
func (a *Service) OfferSecondStep(ctx context.Context, userID string) error {
	secret, err := NewSecret(a.rand)
	if err != nil {
		return err
	}
	return a.store.OfferSecondStep(ctx, userID, secret)
}

// Offered returns the secret that waits for its first code, "" for none.
func (a *Service) Offered(ctx context.Context, userID string) (string, error) {
	_, pending, err := a.store.SecondStep(ctx, userID)
	return pending, err
}

// TakeSecondStep puts the secret that waits in force if the code is one of its, ends the other sessions, and returns ten
// recovery codes, which nobody will see again. A wrong code is [kompass.ErrBadCode].
func (a *Service) TakeSecondStep(ctx context.Context, userID string, session kompass.Session, code string) ([]string, error) {
	pending, err := a.Offered(ctx, userID)
	if err != nil {
		return nil, err
	}
	step, ok := stepOf(pending, bare(code), a.now())
	if !ok {
		return nil, kompass.ErrBadCode
	}
	codes, hashes, err := newKeys(a.rand)
	if err != nil {
		return nil, err
	}
	return codes, a.store.TakeSecondStep(ctx, kompass.NewSecondStep{
		UserID: userID, Secret: pending, Step: step, Keys: hashes, Session: session.Hash,
	})
}

// NewRecoveryCodes voids the recovery codes of a user and returns ten others.
func (a *Service) NewRecoveryCodes(ctx context.Context, userID string) ([]string, error) {
	codes, hashes, err := newKeys(a.rand)
	if err != nil {
		return nil, err
	}
	return codes, a.store.ReplaceRecoveryKeys(ctx, userID, hashes)
}

// RecoveryCodes is how many recovery codes there are at first.
const RecoveryCodes = 10

// keyEncoding has no letters that look like digits or like one another.
var keyEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// newKeys makes recovery codes of 120 bits, which a fast hash protects as well as a slow one: nobody tries them all.
func newKeys(r io.Reader) (codes []string, hashes []kompass.TokenHash, err error) {
	for range RecoveryCodes {
		b := make([]byte, 15)
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, nil, fmt.Errorf("read randomness: %w", err)
		}
		key := keyEncoding.EncodeToString(b)
		codes = append(codes, grouped(key))
		hashes = append(hashes, hashKey(key))
	}
	return codes, hashes, nil
}

func hashKey(key string) kompass.TokenHash { return kompass.HashToken("recovery " + key) }

// grouped writes a recovery code in groups of four.
func grouped(key string) string {
	var out []string
	for ; len(key) > 4; key = key[4:] {
		out = append(out, key[:4])
	}
	return strings.Join(append(out, key), "-")
}
