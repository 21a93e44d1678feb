package kit

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
)

const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure gives every response its headers, errors and redirects included.
func (k *Kit) secure(c *fiber.Ctx) error {
	k.setHeaders(c)
	return c.Next()
}

func (k *Kit) setHeaders(c *fiber.Ctx) {
	h := &c.Response().Header
	h.Set("Content-Security-Policy", csp)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()")
	h.Set("Cache-Control", "no-store")
	if k.BaseURL.Secure() {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
}

// guard refuses what no page of the product sends: other hosts, compressed bodies, two ways of stating a length.
func (k *Kit) guard(c *fiber.Ctx) error {
	if k.BaseURL.Secure() && !k.meant(string(c.Request().Host())) {
		return fiber.ErrMisdirectedRequest
	}
	h := &c.Request().Header
	if len(h.Peek(fiber.HeaderContentEncoding)) > 0 {
		return fiber.ErrUnsupportedMediaType
	}
	if h.ContentLength() < 0 && names(h.RawHeaders(), fiber.HeaderContentLength) && names(h.RawHeaders(), fiber.HeaderTransferEncoding) {
		return fiber.ErrBadRequest
	}
	if c.Method() == fiber.MethodPost && !isUpload(c) && !isForm(c) {
		return fiber.ErrUnsupportedMediaType
	}
	return c.Next()
}

// meant reports whether a request is for this server: by the host of the base URL, or from this machine itself, as health checks are.
func (k *Kit) meant(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	if addr, err := netip.ParseAddr(name); err == nil && addr.IsLoopback() {
		return true
	}
	own := strings.TrimSuffix(k.BaseURL.Host(), ":443")
	return name == "localhost" || strings.EqualFold(strings.TrimSuffix(host, ":443"), own)
}

// names reports whether a header stands among those of a request as they were sent: the parser drops a length beside chunks.
func names(raw []byte, header string) bool {
	for line := range bytes.Lines(raw) {
		if name, _, ok := bytes.Cut(line, []byte(":")); ok && strings.EqualFold(string(bytes.TrimSpace(name)), header) {
			return true
		}
	}
	return false
}

// isForm reports whether a POST carries what forms send. One without a body is a form in which nothing was filled in.
func isForm(c *fiber.Ctx) bool {
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	if kind == "" {
		return len(c.Request().Body()) == 0
	}
	return strings.EqualFold(strings.TrimSpace(kind), fiber.MIMEApplicationForm)
}

// sameOrigin refuses writes that a browser sends from another site: it is the protection against cross-site request forgery, CSRF.
func (k *Kit) sameOrigin(c *fiber.Ctx) error {
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		return c.Next()
	}
	r := &http.Request{Method: c.Method(), Host: string(c.Request().Host()), URL: &url.URL{Path: "/"}, Header: http.Header{}}
	for _, name := range []string{"Sec-Fetch-Site", "Origin"} {
		if v := c.Get(name); v != "" {
			r.Header.Set(name, v)
		}
	}
	if err := k.origins.Check(r); err != nil {
		return errCrossSite
	}
	return c.Next()
}

// languageCookie remembers a chosen language for a year.
const languageCookie = "kompass-lang"

// speak decides the language of the answer: the query, then the cookie, then the browser's wish, then German.
func (k *Kit) speak(c *fiber.Ctx) error {
	k.setLanguage(c)
	return c.Next()
}

func (k *Kit) setLanguage(c *fiber.Ctx) {
	asked := c.Query("lang")
	lang := i18n.Negotiate(c.Get(fiber.HeaderAcceptLanguage), asked, c.Cookies(k.CookieName(languageCookie)))
	if asked == string(lang) && c.Cookies(k.CookieName(languageCookie)) != asked {
		k.SetCookie(c, languageCookie, asked, 365*24*60*60)
	}
	c.Set(fiber.HeaderContentLanguage, string(lang))
	c.Vary(fiber.HeaderAcceptLanguage, fiber.HeaderCookie)
	c.SetUserContext(i18n.With(c.UserContext(), i18n.For(lang)))
}

// SpeakByAddress decides the language of a page that no cookie may change: the query, then the browser's wish, then German.
func SpeakByAddress(c *fiber.Ctx) {
	lang := i18n.Negotiate(c.Get(fiber.HeaderAcceptLanguage), c.Query("lang"), "")
	c.Set(fiber.HeaderContentLanguage, string(lang))
	c.SetUserContext(i18n.With(c.UserContext(), i18n.For(lang)))
}

// record logs one line for each request of somebody who signs in, with the route's pattern: no address, no code. Of all
// others nothing is written; only what went wrong is counted, by the hour.
func (k *Kit) record(c *fiber.Ctx) error {
	k.warnOfProxy(c)
	start := k.Now()
	err := c.Next()
	if err != nil {
		if herr := k.handleError(c, err); herr != nil {
			return herr
		}
	}
	if !behindSignIn(c) {
		return nil
	}
	took := k.Now().Sub(start)
	k.Metrics.note(c.Response().StatusCode(), took)
	k.Log.LogAttrs(c.UserContext(), slog.LevelInfo, "request",
		slog.String("method", c.Method()), slog.String("route", c.Route().Path),
		slog.Int("status", c.Response().StatusCode()), slog.Duration("took", took))
	return nil
}

// CookieName gives cookies the prefix that browsers bind to https and this host, where there is https.
func (k *Kit) CookieName(name string) string {
	if k.BaseURL.Secure() {
		return "__Host-" + name
	}
	return name
}

// SetCookie sets a cookie that scripts cannot read; maxAge 0 lasts until the browser closes, below 0 deletes.
func (k *Kit) SetCookie(c *fiber.Ctx, name, value string, maxAge int) {
	c.Cookie(&fiber.Cookie{
		Name: k.CookieName(name), Value: value, Path: "/", MaxAge: maxAge, SessionOnly: maxAge == 0,
		HTTPOnly: true, Secure: k.BaseURL.Secure(), SameSite: fiber.CookieSameSiteLaxMode,
	})
}

// warnOfProxy logs, once, that somebody forwards addresses whose word does not count: everybody behind a proxy that is not named as
// trusted counts as one.
func (k *Kit) warnOfProxy(c *fiber.Ctx) {
	h := &c.Request().Header
	if len(h.Peek("X-Real-Ip")) == 0 && len(h.Peek(fiber.HeaderXForwardedFor)) == 0 || c.IsProxyTrusted() || k.unheard.Swap(true) {
		return
	}
	k.Log.LogAttrs(c.UserContext(), slog.LevelWarn, "forwarded addresses are ignored: they come from a proxy that --trusted-proxy does not name")
}
