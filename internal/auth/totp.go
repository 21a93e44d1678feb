package auth

import (
	"crypto/hmac"
	"crypto/sha1" // #nosec G505 -- RFC 6238 as every authenticator app has it; nothing here rests on collisions
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"net/url"
	"time"
)

// The codes of RFC 6238: six digits, another every thirty seconds, made of a secret of 160 bits.
const (
	codePeriod  = 30
	codeDigits  = 6
	secretBytes = 20
)

var secretEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// NewSecret returns a secret of 160 bits as the 32 letters and digits that people type into an app.
func NewSecret(r io.Reader) (string, error) {
	b := make([]byte, secretBytes)
	if _, err := io.ReadFull(r, b); err != nil {
		return "", fmt.Errorf("read randomness: %w", err)
	}
	return secretEncoding.EncodeToString(b), nil
}

// CodeAt returns the code that an app shows at a time, "" for what is no secret.
func CodeAt(secret string, at time.Time) string { return codeOf(secret, at.Unix()/codePeriod) }

// codeOf is HOTP (RFC 4226) of a time step.
func codeOf(secret string, step int64) string {
	key, err := secretEncoding.DecodeString(secret)
	if err != nil || len(key) == 0 || step < 0 {
		return ""
	}
	mac := hmac.New(sha1.New, key)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step)))
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	return fmt.Sprintf("%0*d", codeDigits, binary.BigEndian.Uint32(sum[at:at+4])&0x7fffffff%1_000_000)
}

// stepOf returns the time step that a code belongs to, if it is that of now, the one before or the one after: clocks of
// phones are not exact, and typing takes a while. Comparing takes the same time whatever the code.
func stepOf(secret, code string, now time.Time) (int64, bool) {
	current, found, ok := now.Unix()/codePeriod, int64(0), false
	for step := current - 1; step <= current+1; step++ {
		want := codeOf(secret, step)
		if want != "" && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found, ok = step, true
		}
	}
	return found, ok
}

// SecretAddress returns what the QR code of a secret says: an address that authenticator apps understand.
func SecretAddress(secret, email string) string {
	q := url.Values{"secret": {secret}, "issuer": {"Kompass"}}
	return "otpauth://totp/Kompass:" + url.PathEscape(email) + "?" + q.Encode()
}
