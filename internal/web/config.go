package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"kompass/internal/auth"
	"kompass/internal/chart"
	"kompass/internal/kompass"
	"kompass/internal/lan"
	"kompass/internal/pdf"
	"kompass/internal/rounds"
)

// Store is what the pages read and write directly; what has rules of its own goes through the services of [Config].
type Store interface {
	accountStore
	peopleStore
	auditStore
	participantStore
	guessStore
	companyStore
	overviewStore
	senderStore
	roundStore
	reviewStore
	setupStore
	questionnaireStore
	retentionStore
	textStore
	profileStore
	measureStore
	compareStore
	Ready(ctx context.Context) error
}

// Config is everything that [New] needs. All fields but Metrics, PDF, TrustedProxies and Forgotten are required.
type Config struct {
	Store          Store
	Rounds         *rounds.Service
	Auth           *auth.Service
	Charts         *chart.Renderer
	Log            *slog.Logger
	BaseURL        BaseURL
	Now            func() time.Time
	Rand           io.Reader
	Metrics        *Metrics     // nil counts for nobody
	PDF            *pdf.Printer // nil where there is no browser that prints
	WiFi           lan.WiFi     // of the room, for its phones; none elsewhere
	TrustedProxies []string     // addresses whose X-Real-Ip header is believed
	Forgotten      passwordDesk // nil where no mails are sent
}

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

// Secure says whether people reach the product over https.
func (b BaseURL) Secure() bool { return b.u.Scheme == "https" }

// Link returns the absolute address of a path that begins with a slash.
func (b BaseURL) Link(path string) string { return b.u.String() + path }

// Host returns host and port as browsers send them.
func (b BaseURL) Host() string { return b.u.Host }

// Questionnaire returns the address that an access code leads to.
func (b BaseURL) Questionnaire(code kompass.Code) string { return b.Link("/s/" + string(code)) }

// Setup returns the address of a one-time setup link.
func (b BaseURL) Setup(token string) string {
	return b.Link("/passwort?token=" + url.QueryEscape(token))
}
