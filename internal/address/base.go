package address

import (
	"fmt"
	"net/url"
	"strings"

	"kompass/internal/kompass"
)

// BaseURL is the address under which people reach the product. Links are built from it alone, never from a request.
type BaseURL struct{ u url.URL }

// ParseBaseURL reads an absolute http or https address without query and fragment.
func ParseBaseURL(raw string) (BaseURL, error) {
	u, err := url.Parse(strings.TrimRight(raw, "/"))
	if err != nil {
		return BaseURL{}, fmt.Errorf("base URL %q: %w", raw, err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return BaseURL{}, fmt.Errorf("base URL %q: %w: want http(s)://host[:port][/path]", raw, kompass.ErrInvalid)
	}
	return BaseURL{u: *u}, nil
}

// Secure reports whether people reach the product over https.
func (b BaseURL) Secure() bool { return b.u.Scheme == "https" }

// Link returns the absolute address of a path that begins with a slash.
func (b BaseURL) Link(path string) string { return b.u.String() + path }

// Origin returns scheme and host, as browsers name where a request comes from.
func (b BaseURL) Origin() string { return b.u.Scheme + "://" + b.u.Host }

// Host returns host and port as browsers send them.
func (b BaseURL) Host() string { return b.u.Host }

// Questionnaire returns the address that an access code leads to.
func (b BaseURL) Questionnaire(code kompass.Code) string { return b.Link(Questionnaire(code)) }

// Setup returns the address of a one-time setup link.
func (b BaseURL) Setup(token string) string {
	return b.Link(asking(Password, "token", token))
}
