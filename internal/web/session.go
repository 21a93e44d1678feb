package web

import (
	"errors"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
)

// sessionCookie holds the token of a signed-in browser.
const sessionCookie = "kompass-session"

// userKey and sessionKey are where the middleware puts the signed-in user and her session.
const (
	userKey    = "user"
	sessionKey = "session"
)

// signedIn lets only people with a living session through; anybody else is asked to sign in and comes back.
func (s *server) signedIn(c *fiber.Ctx) error {
	user, session, err := s.Auth.User(c.UserContext(), c.Cookies(s.cookieName(sessionCookie)))
	if errors.Is(err, kompass.ErrNotFound) {
		return redirect(c, withNext("/login", comeBack(c)))
	}
	if err != nil {
		return err
	}
	c.Locals(userKey, user)
	c.Locals(sessionKey, session)
	return c.Next()
}

// withNext tells a page where to go on.
func withNext(path, next string) string { return path + "?next=" + url.QueryEscape(next) }

// comeBack is where to go on after signing in: the page asked for. A form that was sent cannot be sent again by following
// its address.
func comeBack(c *fiber.Ctx) string {
	if c.Method() != fiber.MethodGet {
		return "/app"
	}
	return c.OriginalURL()
}

// userOf returns the signed-in user of a request that passed [server.signedIn].
func userOf(c *fiber.Ctx) kompass.User {
	user, _ := c.Locals(userKey).(kompass.User)
	return user
}

// sessionOf returns the session of a request that passed [server.signedIn].
func sessionOf(c *fiber.Ctx) kompass.Session {
	session, _ := c.Locals(sessionKey).(kompass.Session)
	return session
}

// safeNext returns an address of our own to go to after signing in: a path below /app, nothing that leads elsewhere.
func safeNext(raw string) string {
	if raw != "/app" && !strings.HasPrefix(raw, "/app/") && !strings.HasPrefix(raw, "/app?") {
		return "/app"
	}
	if strings.Contains(raw, "//") || strings.Contains(raw, "..") || strings.ContainsFunc(raw, unusual) {
		return "/app"
	}
	return raw
}

// unusual says whether a character has no place in an address: blanks, controls, anything but ASCII, and the backslash,
// which browsers take for a slash.
func unusual(r rune) bool { return r <= ' ' || r >= 0x7f || r == '\\' }
