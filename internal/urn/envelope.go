package urn

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
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
	key, bound := e.contentKey(out.ID), s.Place.bind(out.ID)
	if out.Body, err = encrypt(key, padded, bound); err != nil || s.Receipt == "" {
		return out, err
	}
	out.Wrap, err = encrypt(u.wrapKey(s.Receipt, out.ID), key, bound)
	return out, err
}

// Read opens an envelope with the receipt of the answer: [ErrUnreadable] if it is another one.
func (u *Urn) Read(receipt string, at Place, sealed Envelope) (Content, error) {
	bound := at.bind(sealed.ID)
	key, err := decrypt(u.wrapKey(receipt, sealed.ID), sealed.Wrap, bound)
	if err != nil {
		return Content{}, err
	}
	return openBody(key, sealed.Body, bound)
}

// Opener opens the envelopes of a round at closing. No envelope says which epoch it belongs to, so it tries them, the one
// that fitted last first. It is for one goroutine; several may share the epochs.
type Opener struct{ epochs []*Epoch }

// NewOpener returns an opener with the epochs of a round.
func NewOpener(epochs []*Epoch) *Opener { return &Opener{epochs: append([]*Epoch{}, epochs...)} }

// Open opens an envelope: [ErrUnreadable] where no epoch fits.
func (o *Opener) Open(at Place, sealed Envelope) (Content, error) {
	bound := at.bind(sealed.ID)
	for i, e := range o.epochs {
		c, err := openBody(e.contentKey(sealed.ID), sealed.Body, bound)
		if errors.Is(err, ErrUnreadable) {
			continue
		}
		o.epochs[0], o.epochs[i] = o.epochs[i], o.epochs[0]
		return c, err
	}
	return Content{}, ErrUnreadable
}

func openBody(key, body, bound []byte) (Content, error) {
	padded, err := decrypt(key, body, bound)
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

func (p Place) bind(id [IDSize]byte) []byte {
	out := make([]byte, 0, 17+len(p.Round)+len(p.Team)+len(p.Perspective)+IDSize)
	out = append(out, Suite)
	for _, field := range []string{p.Round, p.Team, p.Perspective, string(id[:])} {
		out = appendField(out, []byte(field))
	}
	return out
}

// noNonce is the nonce of everything: each key here seals exactly one text.
const noNonce = 12

func encrypt(key, plain, bound []byte) ([]byte, error) {
	aead, err := gcm(key)
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return aead.Seal(nil, make([]byte, noNonce), plain, bound), nil
}

func decrypt(key, sealed, bound []byte) ([]byte, error) {
	aead, err := gcm(key)
	if err != nil {
		return nil, ErrUnreadable
	}
	plain, err := aead.Open(nil, make([]byte, noNonce), sealed, bound)
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
