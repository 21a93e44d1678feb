package kompass

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
)

// Code is an access code of an alphabet without look-alikes. A shared code has 8 characters (40 bits) and serves a whole
// team; a one-time code has 26 (130 bits) and serves one form.
type Code string

const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// The number of characters of an access code.
const (
	CodeLen     = 8  // shared
	OnceCodeLen = 26 // one-time
)

// The number of characters of a receipt code: 100 bits, since whoever holds a sealed answer and the pepper may try at leisure,
// and 80 in rounds that are not sealed.
const (
	ReceiptLen      = 20
	ShortReceiptLen = 16
)

// NewCode draws an access code from r (crypto/rand in production).
func NewCode(r io.Reader) (Code, error) {
	s, err := randomCode(r, CodeLen)
	return Code(s), err
}

// ParseCode reads a code as people type it: any case and width, spaces, hyphens and full stops anywhere, O for 0, I and L for 1;
// or a link that leads to it. It returns false for anything that cannot be a code.
func ParseCode(raw string) (Code, bool) {
	if _, after, ok := strings.Cut(raw, "/s/"); ok {
		raw, _, _ = strings.Cut(after, "/")
		raw, _, _ = strings.Cut(raw, "?")
		raw, _, _ = strings.Cut(raw, "#")
	}
	s, ok := parseTyped(raw, CodeLen)
	if !ok {
		s, ok = parseTyped(raw, OnceCodeLen)
	}
	return Code(s), ok
}

// Once reports whether the code is a one-time code.
func (c Code) Once() bool { return len(c) == OnceCodeLen }

// Grouped returns the code as it is shown: "ABCD-EFGH".
func (c Code) Grouped() string { return grouped(string(c)) }

// Hash returns what is kept of a code after closing.
func (c Code) Hash() []byte {
	h := sha256.Sum256([]byte("kompass code " + string(c)))
	return h[:]
}

// Receipt is the code shown once after submitting: with it a person sees, corrects or withdraws their answers until
// the round closes. It is never part of an address and is stored only as a hash.
type Receipt string

// ReceiptHash is what is stored of a receipt, until closing.
type ReceiptHash [32]byte

// Nonce is the random value that one browser keeps for one form, so that sending it twice stores it once: an idempotency key.
type Nonce string

// NewNonce draws a nonce of 256 bits.
func NewNonce(r io.Reader) (Nonce, error) {
	s, err := NewToken(r)
	return Nonce(s), err
}

// ParseNonce refuses anything that [NewNonce] cannot have made.
func ParseNonce(raw string) (Nonce, bool) {
	if len(raw) != 52 {
		return "", false
	}
	for _, c := range raw {
		if !strings.ContainsRune("0123456789abcdefghjkmnpqrstvwxyz", c) {
			return "", false
		}
	}
	return Nonce(raw), true
}

// Receipt derives the receipt of the form that this nonce stands for in a round. The same form has the same receipt;
// the receipt does not lead back to the nonce. Rounds that are not sealed know it by its beginning, see [Receipt.In].
func (n Nonce) Receipt(roundID string) Receipt {
	h := sha256.Sum256([]byte("kompass receipt " + roundID + " " + string(n)))
	out := make([]byte, ReceiptLen)
	for i := range out {
		out[i] = codeAlphabet[h[i]%32]
	}
	return Receipt(out)
}

// ParseReceipt reads a receipt as people type it, like [ParseCode].
func ParseReceipt(raw string) (Receipt, bool) {
	s, ok := parseTyped(raw, ReceiptLen)
	if !ok {
		s, ok = parseTyped(raw, ShortReceiptLen)
	}
	return Receipt(s), ok
}

// Short returns the receipt as it is in a round that is not sealed: its beginning.
func (r Receipt) Short() Receipt { return r[:min(len(r), ShortReceiptLen)] }

// In returns the receipt as it is in a round, sealed or not.
func (r Receipt) In(round Round) Receipt {
	if round.Sealed {
		return r
	}
	return r.Short()
}

// Grouped returns the receipt as it is shown: groups of four.
func (r Receipt) Grouped() string { return grouped(string(r)) }

// Hash returns what is stored of a receipt.
func (r Receipt) Hash() ReceiptHash { return sha256.Sum256([]byte("kompass receipt " + string(r))) }

// OnceCode returns one of the one-time codes that a form for drawing them stands for: number i of those for a team and
// perspective of a round. The same form always has the same codes, so that sending it twice draws them once; nobody can
// work out a code without the nonce.
func (n Nonce) OnceCode(roundID, teamID, perspective string, i int) Code {
	h := sha256.Sum256(fmt.Appendf(nil, "kompass one-time code %s %s %s %s %d", roundID, n, teamID, perspective, i))
	out := make([]byte, OnceCodeLen)
	for i := range out {
		out[i] = codeAlphabet[h[i]%32]
	}
	return Code(out)
}

func randomCode(r io.Reader, n int) (string, error) {
	b, err := randomBytes(r, n)
	if err != nil {
		return "", err
	}
	for i := range b {
		b[i] = codeAlphabet[b[i]%32]
	}
	return string(b), nil
}

func parseTyped(raw string, n int) (string, bool) {
	var out []byte
	for _, c := range strings.ToUpper(raw) {
		if c >= '\uff01' && c <= '\uff5e' {
			c -= 0xfee0 // full-width letters and digits, as East Asian keyboards type them
		}
		switch {
		case strings.ContainsRune(" -.\t\n\r\u2013\u2014\u00a0\u3000", c):
			continue
		case c == 'O':
			c = '0'
		case c == 'I' || c == 'L':
			c = '1'
		}
		if c > 0x7f || !strings.ContainsRune(codeAlphabet, c) || len(out) == n {
			return "", false
		}
		out = append(out, byte(c))
	}
	return string(out), len(out) == n
}

func grouped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i += 4 {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(s[i:min(i+4, len(s))])
	}
	return b.String()
}
