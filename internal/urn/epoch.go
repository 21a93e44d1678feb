package urn

import (
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
)

// Epoch is one encapsulation to the public key of a round. While it is held in memory it seals answers, and could open
// those that it sealed: that is why a long round takes a new one from time to time. It is safe for concurrent use.
type Epoch struct {
	Enc    []byte          // stored, and committed before the first envelope
	Check  [CheckSize]byte // stored beside it
	secret []byte
}

// NewEpoch encapsulates to the public key of the round.
func (u *Urn) NewEpoch() (*Epoch, error) {
	enc, sender, err := hpke.NewSender(u.public, hpke.HKDFSHA256(), hpke.ExportOnly(), u.info)
	if err != nil {
		return nil, fmt.Errorf("begin an epoch: %w", err)
	}
	shared, err := sender.Export(epochContext, sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("begin an epoch: %w", err)
	}
	return u.epochFrom(enc, shared)
}

// OpenEpoch opens a stored epoch with the private key. [ErrUnreadable] means that it is not one of this round, or that the
// row has been changed.
func (u *Urn) OpenEpoch(seed, enc, check []byte) (*Epoch, error) {
	private, err := hpke.MLKEM768X25519().NewPrivateKey(seed)
	if err != nil {
		return nil, fmt.Errorf("read a private key: %w", err)
	}
	recipient, err := hpke.NewRecipient(enc, private, hpke.HKDFSHA256(), hpke.ExportOnly(), u.info)
	if err != nil {
		return nil, fmt.Errorf("open an epoch: %w", ErrUnreadable)
	}
	shared, err := recipient.Export(epochContext, sha256.Size)
	if err != nil {
		return nil, fmt.Errorf("open an epoch: %w", err)
	}
	e, err := u.epochFrom(enc, shared)
	if err == nil && subtle.ConstantTimeCompare(e.Check[:], check) != 1 {
		return nil, fmt.Errorf("open an epoch: %w", ErrUnreadable)
	}
	return e, err
}

const epochContext = "kompass urn 1 epoch"

// epochFrom mixes the pepper into what the encapsulation gave: with the private key alone, on paper or elsewhere, nothing
// opens once the pepper is destroyed.
func (u *Urn) epochFrom(enc, shared []byte) (*Epoch, error) {
	secret, err := hkdf.Extract(sha256.New, shared, u.epoch)
	if err != nil {
		return nil, fmt.Errorf("derive an epoch: %w", err)
	}
	e := &Epoch{Enc: enc, secret: secret}
	copy(e.Check[:], expand(secret, "check", CheckSize))
	return e, nil
}
