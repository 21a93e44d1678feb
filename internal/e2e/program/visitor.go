package program

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
)

// Visitor is somebody with a plain HTTP client: cookies, no scripts, redirects as they are answered.
type Visitor struct {
	Base   string // address of the server
	Client *http.Client
}

// Reply is an answer of the server.
type Reply struct {
	Status int
	Header http.Header
	Body   string
}

// NewVisitor returns somebody who has not been there before.
func NewVisitor(base string) (*Visitor, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Visitor{Base: base, Client: &http.Client{Jar: jar, CheckRedirect: stay}}, nil
}

// Send sends a request, with a form as its body where there is one; headers are pairs of name and value. The error is one of the
// connection.
func (v *Visitor) Send(ctx context.Context, method, path string, body io.Reader, headers ...string) (Reply, error) {
	req, err := http.NewRequestWithContext(ctx, method, v.Base+path, body)
	if err != nil {
		return Reply{}, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := v.Client.Do(req)
	if err != nil {
		return Reply{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return Reply{res.StatusCode, res.Header, string(text)}, err
}

// Acknowledged reports whether answers were stored: by the way to the page that says so, or by that page where the browser had
// brought no cookie.
func (r Reply) Acknowledged() bool {
	return r.Status == http.StatusSeeOther || r.Status == http.StatusOK && strings.Contains(r.Body, `class="receipt"`)
}
