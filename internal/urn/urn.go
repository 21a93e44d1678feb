// Package urn seals the answers of a round so that nobody reads them before the round is closed. What lies in the database,
// its log and its backups are envelopes; the key that opens them lies elsewhere (see package keys) and is destroyed at
// closing.
//
// A round has a key pair and a pepper. An epoch is one encapsulation to the public key: whoever seals needs no private
// key, and one encapsulation serves many answers, since the costly part is done once per epoch. Each answer is sealed
// with a key of its own, derived from the epoch and the answer's random id. A second, small envelope (the wrap) holds that
// key for the receipt, so that a person can see and correct the answers without the private key.
//
// The suite is HPKE (RFC 9180) with MLKEM768-X25519, HKDF-SHA256 and export only, then HKDF-SHA256 and AES-256-GCM. The
// package has no clock, reads and writes nothing, and takes randomness as an argument, but for the encapsulation itself,
// which the standard library draws for.
package urn

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/hpke"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// Suite is the version of everything that is computed here. It stands in key files and in the promise; another suite is a
// new number and concerns new rounds only.
const Suite = 1

// Sizes in bytes.
const (
	SeedSize   = 32   // a private key
	PepperSize = 32   // what the server keeps of a round beside the private key
	PublicSize = 1216 // a public key
	EncSize    = 1120 // an encapsulation
	CheckSize  = 16   // the proof that an epoch has been opened rightly
	IDSize     = 16   // the id of an answer
	WrapSize   = 48   // an answer's key, sealed for its receipt
)

// ErrUnreadable means that an envelope, a wrap or an epoch does not open: it belongs to another key, place or receipt, or
// has been changed.
var ErrUnreadable = errors.New("the envelope cannot be opened")

// ErrTooLong means that answers and comments do not fit into the largest envelope.
var ErrTooLong = errors.New("answers and comments are too long to be sealed")

// Pair is the key pair of a round: the seed is the private key, the public key follows from it.
type Pair struct {
	Seed   [SeedSize]byte
	Public []byte
}

// NewPair draws a key pair from r (crypto/rand in production).
func NewPair(r io.Reader) (Pair, error) {
	var p Pair
	if _, err := io.ReadFull(r, p.Seed[:]); err != nil {
		return Pair{}, fmt.Errorf("draw a private key: %w", err)
	}
	public, err := PublicOf(p.Seed[:])
	if err != nil {
		return Pair{}, err
	}
	p.Public = public
	return p, nil
}

// PublicOf returns the public key that belongs to a private one.
func PublicOf(seed []byte) ([]byte, error) {
	private, err := hpke.MLKEM768X25519().NewPrivateKey(seed)
	if err != nil {
		return nil, fmt.Errorf("read a private key: %w", err)
	}
	return private.PublicKey().Bytes(), nil
}

// Fits reports whether a private key belongs to a public one.
func Fits(seed, public []byte) bool {
	own, err := PublicOf(seed)
	return err == nil && bytes.Equal(own, public)
}

// Urn is what seals the answers of one round and finds them again by their receipts. It holds no private key. It is safe
// for concurrent use.
type Urn struct {
	public  hpke.PublicKey
	promise [sha256.Size]byte
	info    []byte
	epoch   []byte
	lookup  []byte
	wrap    []byte
	imports []byte
	canary  [sha256.Size]byte
}

// New returns the urn of a round from its promise, its public key and its pepper.
func New(promise [sha256.Size]byte, public, pepper []byte) (*Urn, error) {
	if len(pepper) != PepperSize {
		return nil, fmt.Errorf("a pepper has %d bytes, not %d", PepperSize, len(pepper))
	}
	key, err := hpke.MLKEM768X25519().NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("read a public key: %w", err)
	}
	u := &Urn{public: key, promise: promise, info: append([]byte("kompass urn 1 "), promise[:]...)}
	for name, to := range map[string]*[]byte{"epoch": &u.epoch, "lookup": &u.lookup, "wrap": &u.wrap, "import": &u.imports} {
		*to = expand(pepper, name, sha256.Size)
	}
	u.canary = keyed(expand(pepper, "canary", sha256.Size), promise[:])
	return u, nil
}

// Promise returns what the round promised when it was opened, see [Promise.Hash].
func (u *Urn) Promise() [sha256.Size]byte { return u.promise }

// Canary is stored with the round: a pepper with which another one comes out belongs to another round.
func (u *Urn) Canary() [sha256.Size]byte { return u.canary }

// Lookup is what an answer is found by with its receipt. Without the pepper it says nothing about a receipt, however many
// are tried.
func (u *Urn) Lookup(receipt string) [sha256.Size]byte { return keyed(u.lookup, []byte(receipt)) }

// Imported is what is kept of a row of an imported file, so that the same row is taken once.
func (u *Urn) Imported(digest []byte) [sha256.Size]byte { return keyed(u.imports, digest) }

func keyed(key, message []byte) (out [sha256.Size]byte) {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	mac.Sum(out[:0])
	return out
}

// expand derives n bytes from a key for a purpose. HKDF refuses only lengths that nobody asks for here.
func expand(key []byte, purpose string, n int) []byte {
	out, err := hkdf.Expand(sha256.New, key, "kompass urn 1 "+purpose, n)
	if err != nil {
		panic("urn: " + err.Error())
	}
	return out
}
