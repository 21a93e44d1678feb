package rounds

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// ErrUnsigned means that a file with a finished round bears no signature.
var ErrUnsigned = errors.New("the file bears no signature")

// UnknownSignerError means that a file is whole, and signed by an installation that is not known here.
type UnknownSignerError struct {
	Fingerprint string
}

func (e UnknownSignerError) Error() string {
	return "signed by an installation that is not known here, " + e.Fingerprint
}

// Signing signs the files of finished rounds and says what is known of who else does.
type Signing interface {
	Sign(message []byte, random io.Reader) (ed25519.PublicKey, []byte, error)
	Signer(random io.Reader) (ed25519.PublicKey, error)
}

// Signers keeps the public keys of other installations whose files are taken in.
type Signers interface {
	Settings(ctx context.Context) (map[string]string, error)
	SetSetting(ctx context.Context, actor, name, value string, shown ...kompass.Digest) error
}

// Origin is what is accepted of where a file comes from, beyond this installation and those that were accepted before.
type Origin struct {
	Signer   string // the fingerprint of a key that is not known yet
	Unsigned bool   // a file without a signature
}

// signatureContext keeps what is signed apart from everything else that the same key may ever sign.
const signatureContext = "kompass round 1\n"

// fileSignature is who wrote a file: the signature is over [signatureContext] and the file as it is without this member.
type fileSignature struct {
	Key   []byte `json:"key"` // Ed25519, public
	Value []byte `json:"value"`
}

// Fingerprint names a public key for people: the first 128 bits of its SHA-256, in groups of four digits.
func Fingerprint(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	digits := hex.EncodeToString(sum[:16])
	var groups []string
	for group := range slices.Chunk([]byte(digits), 4) {
		groups = append(groups, string(group))
	}
	return strings.Join(groups, "-")
}

// sameFingerprint compares as people type: in capitals, with other signs between the groups or none.
func sameFingerprint(key ed25519.PublicKey, typed string) bool {
	digits := strings.NewReplacer("-", "", " ", "", ":", "")
	return digits.Replace(strings.ToLower(typed)) == digits.Replace(Fingerprint(key))
}

// OwnFingerprint names the key that this installation signs with.
func (s *Service) OwnFingerprint() (string, error) {
	if s.keys == nil {
		return "", kompass.ErrNoKey
	}
	key, err := s.keys.Signer(s.rand)
	if err != nil {
		return "", err
	}
	return Fingerprint(key), nil
}

// sign returns the file with the signature of this installation.
func (s *Service) sign(f roundFile) ([]byte, error) {
	if s.keys == nil {
		return nil, fmt.Errorf("sign the file: %w", kompass.ErrNoKey)
	}
	f, err := f.sealed()
	if err != nil {
		return nil, err
	}
	message, err := f.signed()
	if err != nil {
		return nil, err
	}
	key, value, err := s.keys.Sign(message, s.rand)
	if err != nil {
		return nil, fmt.Errorf("sign the file: %w", err)
	}
	f.Signature = &fileSignature{key, value}
	return f.write()
}

// signed returns the message that a signature is over.
func (f roundFile) signed() ([]byte, error) {
	f.Signature = nil
	bare, err := f.write()
	return append([]byte(signatureContext), bare...), err
}

// verify checks that data is, byte for byte, what this file is written as, and that its signature is by the key that it names. A file
// without a signature has no key.
func (f roundFile) verify(data []byte) (ed25519.PublicKey, error) {
	if written, err := f.write(); err != nil || !bytes.Equal(written, data) {
		return nil, fmt.Errorf("file was changed: %w", errors.Join(result.ErrTampered, err))
	}
	if f.Signature == nil {
		return nil, nil
	}
	message, err := f.signed()
	key := ed25519.PublicKey(f.Signature.Key)
	if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, message, f.Signature.Value) || smallOrder(key) {
		return nil, fmt.Errorf("signature does not fit: %w", errors.Join(result.ErrTampered, err))
	}
	return key, nil
}

// smallOrder reports whether eight times the point is the neutral one. With such a key, one signature is valid for one message in eight
// or more, so that anybody can sign. It calculates with y alone (RFC 8032, 5.1.2 and 5.1.4), and the key has to be a point of the curve.
func smallOrder(key ed25519.PublicKey) bool {
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	quotient := func(a, b *big.Int) *big.Int {
		return b.Mod(a.Mul(a, new(big.Int).ModInverse(b.Mod(b, p), p)), p)
	}
	d := quotient(big.NewInt(-121665), big.NewInt(121666))
	little := bytes.Clone(key)
	little[31] &= 0x7f
	slices.Reverse(little)
	y, one := new(big.Int).SetBytes(little), big.NewInt(1)
	for range 3 {
		yy := new(big.Int).Mul(y, y)
		xx := quotient(new(big.Int).Sub(yy, one), new(big.Int).Add(new(big.Int).Mul(d, yy), one))
		y = quotient(new(big.Int).Add(yy, xx), new(big.Int).Add(new(big.Int).Sub(big.NewInt(2), yy), xx))
	}
	return y.Cmp(one) == 0
}

// admit checks whether files with this signer are taken in here, and returns how to remember one that was accepted just now.
func (s *Service) admit(ctx context.Context, actor string, signer ed25519.PublicKey, o Origin) (remember func() error, err error) {
	nothing := func() error { return nil }
	if signer == nil {
		if !o.Unsigned {
			return nil, ErrUnsigned
		}
		return nothing, nil
	}
	if s.keys != nil {
		if own, err := s.keys.Signer(s.rand); err == nil && own.Equal(signer) {
			return nothing, nil
		}
	}
	settings, err := s.store.Settings(ctx)
	if err != nil {
		return nil, fmt.Errorf("known signers: %w", err)
	}
	known, wanted := strings.Fields(settings[kompass.RoundSigners]), hex.EncodeToString(signer)
	switch {
	case slices.Contains(known, wanted):
		return nothing, nil
	case !sameFingerprint(signer, o.Signer):
		return nil, UnknownSignerError{Fingerprint(signer)}
	}
	return func() error {
		return s.store.SetSetting(ctx, actor, kompass.RoundSigners, strings.Join(append(known, wanted), " "))
	}, nil
}
