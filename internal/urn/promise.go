package urn

import (
	"crypto/sha256"
	"encoding/binary"
)

// Promise is what participants were told, and what everything in a round's urn hangs on: whoever changes the minimum group
// size or the public key in the database gets another promise, with which no key fits.
type Promise struct {
	Installation string
	Round        string
	Company      string
	Mode         string
	MinGroup     int
	Digest       string   // of the frozen questionnaire
	Perspectives []string // asked, in their order
	Public       []byte   // the round's public key
}

// Hash returns the promise in 32 bytes: SHA-256 over the suite and all fields, each with its length before it.
func (p Promise) Hash() [sha256.Size]byte {
	out := binary.BigEndian.AppendUint32(nil, Suite)
	for _, field := range []string{p.Installation, p.Round, p.Company, p.Mode} {
		out = appendField(out, []byte(field))
	}
	out = binary.BigEndian.AppendUint32(out, uint32(p.MinGroup))
	out = appendField(out, []byte(p.Digest))
	out = binary.BigEndian.AppendUint32(out, uint32(len(p.Perspectives)))
	for _, perspective := range p.Perspectives {
		out = appendField(out, []byte(perspective))
	}
	return sha256.Sum256(appendField(out, p.Public))
}

// appendField writes a field with its length before it, so that no two lists of fields have the same bytes.
func appendField(out, field []byte) []byte {
	return append(binary.BigEndian.AppendUint32(out, uint32(len(field))), field...)
}
