package urn

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
)

// Place is what an envelope is bound to beside its id: moved to another round, team or perspective it does not open.
type Place struct{ Round, Team, Perspective string }

// Envelope is a sealed answer as it is stored. Every change of an answer is a new envelope under a new id, because no key
// may ever seal twice.
type Envelope struct {
	ID   [IDSize]byte
	Body []byte
	Wrap []byte // nil where there is no receipt, as with answers from paper
}

// Sealing is one answer on the way into its envelope. Receipt is "" where there is none.
type Sealing struct {
	Place   Place
	Content Content
	Receipt string
	Steps   Steps
}

// Seal puts an answer into an envelope under an id drawn from r (crypto/rand in production).
func (u *Urn) Seal(r io.Reader, e *Epoch, s Sealing) (Envelope, error) {
	padded, err := s.Steps.pad(s.Content)
	if err != nil {
		return Envelope{}, err
	}
	var out Envelope
	if _, err := io.ReadFull(r, out.ID[:]); err != nil {
		return Envelope{}, fmt.Errorf("draw the id of an answer: %w", err)
	}
	key, bound := e.contentKey(out.ID), s.Place.bind(nil, out.ID)
	if out.Body, err = encrypt(key, padded, bound); err != nil || s.Receipt == "" {
		return out, err
	}
	out.Wrap, err = encrypt(u.wrapKey(s.Receipt, out.ID), key, bound)
	return out, err
}

// Read opens an envelope with the receipt of the answer: [ErrUnreadable] if it is another one.
func (u *Urn) Read(receipt string, at Place, sealed Envelope) (Content, error) {
	bound := at.bind(nil, sealed.ID)
	key, err := decrypt(nil, u.wrapKey(receipt, sealed.ID), sealed.Wrap, bound)
	if err != nil {
		return Content{}, err
	}
	return openBody(key, sealed.Body, bound)
}

// Opener opens the envelopes of a round at closing. No envelope says which epoch it belongs to, so it tries them, the one
// that fitted last first. It is for one goroutine; several may share the epochs.
type Opener struct {
	epochs []*contentKeys
	bound  []byte // these two are kept from one envelope to the next
	plain  []byte
}

// NewOpener returns an opener with the epochs of a round.
func NewOpener(epochs []*Epoch) *Opener {
	o := &Opener{}
	for _, e := range epochs {
		o.epochs = append(o.epochs, newContentKeys(e))
	}
	return o
}

// Open opens an envelope: [ErrUnreadable] where no epoch fits.
func (o *Opener) Open(at Place, sealed Envelope) (Content, error) {
	o.bound = at.bind(o.bound[:0], sealed.ID)
	for i, e := range o.epochs {
		plain, err := decrypt(o.plain[:0], e.of(sealed.ID), sealed.Body, o.bound)
		if err != nil {
			continue
		}
		o.plain = plain
		o.epochs[0], o.epochs[i] = o.epochs[i], o.epochs[0]
		c, err := unpad(plain)
		c.Answers = bytes.Clone(c.Answers)
		return c, err
	}
	return Content{}, ErrUnreadable
}

// contentKeys derives the keys of one answer after another, each the one of [Epoch.contentKey]. A key of this length is the first
// block of HKDF-Expand, which is one HMAC; kept between answers it needs the secret once.
type contentKeys struct {
	mac hash.Hash
	key [sha256.Size]byte
}

func newContentKeys(e *Epoch) *contentKeys { return &contentKeys{mac: hmac.New(sha256.New, e.secret)} }

// of returns the key of one answer, which holds until the next call.
func (k *contentKeys) of(id [IDSize]byte) []byte {
	k.mac.Reset()
	k.mac.Write([]byte("kompass urn 1 content"))
	k.mac.Write(id[:])
	k.mac.Write([]byte{1})
	return k.mac.Sum(k.key[:0])
}

func openBody(key, body, bound []byte) (Content, error) {
	padded, err := decrypt(nil, key, body, bound)
	if err != nil {
		return Content{}, err
	}
	return unpad(padded)
}

// contentKey is the key of one answer. The id is drawn anew for each, so that a nonce is not needed.
func (e *Epoch) contentKey(id [IDSize]byte) []byte {
	return expand(e.secret, "content"+string(id[:]), sha256.Size)
}

func (u *Urn) wrapKey(receipt string, id [IDSize]byte) []byte {
	material := append(append(make([]byte, 0, len(u.wrap)+len(receipt)), u.wrap...), receipt...)
	key, err := hkdf.Key(sha256.New, material, id[:], "kompass urn 1 receipt", sha256.Size)
	if err != nil {
		panic("urn: " + err.Error())
	}
	return key
}

// bind appends what an envelope is bound to.
func (p Place) bind(out []byte, id [IDSize]byte) []byte {
	out = append(out, Suite)
	for _, field := range []string{p.Round, p.Team, p.Perspective} {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(field))), field...)
	}
	return appendField(out, id[:])
}

// noNonce is the nonce of everything: each key here seals exactly one text.
var noNonce [12]byte

func encrypt(key, plain, bound []byte) ([]byte, error) {
	aead, err := gcm(key)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return aead.Seal(nil, noNonce[:], plain, bound), nil // #nosec G407 -- each key seals once
}

// decrypt appends what is sealed to dst.
func decrypt(dst, key, sealed, bound []byte) ([]byte, error) {
	aead, err := gcm(key)
	if err != nil {
		return nil, ErrUnreadable
	}
	plain, err := aead.Open(dst, noNonce[:], sealed, bound)
	if err != nil {
		return nil, ErrUnreadable
	}
	return plain, nil
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}
