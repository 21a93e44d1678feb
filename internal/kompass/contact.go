package kompass

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// Contact is whom people may ask about a round. All parts may be empty.
type Contact struct {
	Name  string
	Email string
	Phone string
}

// Empty reports whether there is nobody to ask.
func (c Contact) Empty() bool { return c == Contact{} }

// MaxPhone is the longest telephone number, in characters.
const MaxPhone = 40

// ParseContact checks what was typed of a contact. The fields of its errors are contact-name, contact-email and
// contact-phone.
func ParseContact(name, email, phone string) (Contact, []*FieldError) {
	c := Contact{Name: strings.Join(strings.Fields(name), " "), Email: strings.TrimSpace(email), Phone: strings.Join(strings.Fields(phone), " ")}
	var errs []*FieldError
	if c.Name != "" {
		if _, err := ParseName("contact-name", name); err != nil {
			errs = append(errs, err.(*FieldError)) // ParseName returns no other
		}
	}
	if c.Email != "" {
		address, err := ParseEmail(c.Email)
		if c.Email = address; err != nil {
			errs = append(errs, &FieldError{Field: "contact-email", Code: "error.email.invalid"})
		}
	}
	if utf8.RuneCountInString(c.Phone) > MaxPhone || strings.ContainsFunc(c.Phone, notOfPhone) {
		errs = append(errs, &FieldError{Field: "contact-phone", Code: "error.phone.invalid"})
	}
	return c, errs
}

func notOfPhone(r rune) bool { return !strings.ContainsRune("0123456789 +-/().", r) }

// LogoRef names a logo that a store keeps: Hash is the SHA-256 of its PNG in hexadecimal, Width and Height are in pixels.
type LogoRef struct {
	Hash          string
	Width, Height int
}

// Present reports whether there is a logo.
func (l LogoRef) Present() bool { return l.Hash != "" }

// Logo is a logo with its picture.
type Logo struct {
	LogoRef
	PNG []byte
}

// NewLogo returns the logo that a PNG of this size is.
func NewLogo(png []byte, width, height int) Logo {
	hash := sha256.Sum256(png)
	return Logo{LogoRef: LogoRef{Hash: hex.EncodeToString(hash[:]), Width: width, Height: height}, PNG: png}
}

// DataURI returns the picture as an address that needs no request, for pages that are printed without a network.
func (l Logo) DataURI() string {
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(l.PNG)
}
