package keys

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"

	"kompass/internal/urn"
)

// File is the key of one round as it lies in a key folder. The promise and the public key are taken from here, never from
// the database: what stands there has to fit.
type File struct {
	Installation string // 16 characters
	Round        string // 16 characters
	Promise      [sha256.Size]byte
	Public       []byte
	Pepper       [urn.PepperSize]byte
	Seed         []byte // the private key, nil where somebody else holds it
}

const (
	magic   = "KOMPASS KEY\n"
	version = 1
	idSize  = 16
)

// fileSize is the length of every key file: magic, version, suite, installation, round, promise, public key, pepper, whether
// there is a private key, the private key or zeros, and SHA-256 of all that.
const fileSize = len(magic) + 2 + 2*idSize + sha256.Size + urn.PublicSize + urn.PepperSize + 1 + urn.SeedSize + sha256.Size

// Encode writes the file. Ids of another length and keys that do not belong together are refused.
func (f File) Encode() ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	out := append(make([]byte, 0, fileSize), magic...)
	out = append(out, version, urn.Suite)
	out = append(out, f.Installation...)
	out = append(out, f.Round...)
	out = append(out, f.Promise[:]...)
	out = append(out, f.Public...)
	out = append(out, f.Pepper[:]...)
	if f.Seed == nil {
		out = append(out, make([]byte, 1+urn.SeedSize)...)
	} else {
		out = append(append(out, 1), f.Seed...)
	}
	sum := sha256.Sum256(out)
	return append(out, sum[:]...), nil
}

// Decode reads what [File.Encode] wrote, and nothing else: every other byte sequence is [ErrDamaged].
func Decode(data []byte) (File, error) {
	if len(data) != fileSize || !bytes.HasPrefix(data, []byte(magic)) {
		return File{}, fmt.Errorf("not a key file: %w", ErrDamaged)
	}
	body, sum := data[:fileSize-sha256.Size], data[fileSize-sha256.Size:]
	if own := sha256.Sum256(body); !bytes.Equal(own[:], sum) {
		return File{}, fmt.Errorf("its sum differs: %w", ErrDamaged)
	}
	rest := body[len(magic):]
	take := func(n int) []byte {
		out := rest[:n:n]
		rest = rest[n:]
		return out
	}
	if head := take(2); head[0] != version || head[1] != urn.Suite {
		return File{}, fmt.Errorf("version %d.%d is not known: %w", head[0], head[1], ErrDamaged)
	}
	f := File{Installation: string(take(idSize)), Round: string(take(idSize))}
	f.Promise = [sha256.Size]byte(take(sha256.Size))
	f.Public = bytes.Clone(take(urn.PublicSize))
	f.Pepper = [urn.PepperSize]byte(take(urn.PepperSize))
	held, seed := take(1)[0], take(urn.SeedSize)
	switch {
	case held == 1:
		f.Seed = bytes.Clone(seed)
	case held != 0 || !bytes.Equal(seed, make([]byte, urn.SeedSize)):
		return File{}, fmt.Errorf("neither with nor without a private key: %w", ErrDamaged)
	}
	return f, f.check()
}

func (f File) check() error {
	switch {
	case !isID(f.Installation) || !isID(f.Round):
		return fmt.Errorf("its ids are none: %w", ErrDamaged)
	case len(f.Public) != urn.PublicSize:
		return fmt.Errorf("its public key has %d bytes: %w", len(f.Public), ErrDamaged)
	case f.Seed != nil && !urn.Fits(f.Seed, f.Public):
		return fmt.Errorf("its private and public keys do not belong together: %w", ErrDamaged)
	}
	return nil
}

// isID reports whether s can be an id: nothing else ever becomes part of a path.
func isID(s string) bool {
	return len(s) == idSize && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

// Urn returns what seals with this key.
func (f File) Urn() (*urn.Urn, error) { return urn.New(f.Promise, f.Public, f.Pepper[:]) }

// equal reports whether two copies are the same key.
func (f File) equal(other File) bool {
	a, errA := f.Encode()
	b, errB := other.Encode()
	return errA == nil && errB == nil && bytes.Equal(a, b)
}
