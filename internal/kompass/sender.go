package kompass

import (
	"net/url"
	"strings"
)

// Sender is who asks: the trainer or her firm, as participants, posters and reports name her. All parts may be empty.
type Sender struct {
	Contact        // Name is that of the person or firm
	Web     string // an address with http or https
	Logo    LogoRef
	Texts   map[string]string // what she says to participants, by language
}

// Empty reports whether nothing is known of the sender.
func (s Sender) Empty() bool {
	return s.Contact.Empty() && s.Web == "" && !s.Logo.Present() && len(s.Texts) == 0
}

// MaxWeb is the longest address of a web site, in bytes.
const MaxWeb = 200

// ParseSender checks what was typed of a sender. The fields of its errors are those of [ParseContact] and "web".
func ParseSender(name, email, phone, web string) (Sender, []*FieldError) {
	contact, errs := ParseContact(name, email, phone)
	s := Sender{Contact: contact, Web: strings.TrimSpace(web)}
	if s.Web == "" {
		return s, errs
	}
	address, ok := parseWeb(s.Web)
	if !ok {
		return s, append(errs, &FieldError{Field: "web", Code: "error.web.invalid"})
	}
	s.Web = address
	return s, errs
}

// parseWeb takes an address with http or https, or one without a scheme, which is then https.
func parseWeb(raw string) (string, bool) {
	if !strings.Contains(raw, "://") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	ok := err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Contains(u.Hostname(), ".") && u.User == nil &&
		len(raw) <= MaxWeb && !strings.ContainsFunc(raw, func(r rune) bool { return r <= ' ' || isControl(r) || strings.ContainsRune(`<>"\`, r) })
	return raw, ok
}
