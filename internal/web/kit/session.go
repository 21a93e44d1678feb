package kit

import (
	"errors"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
)

// SessionCookie holds the token of a signed-in browser.
const SessionCookie = "kompass-session"

// userKey and sessionKey are where the middleware puts the signed-in user and her session.
const (
	userKey    = "user"
	sessionKey = "session"
)

// signedIn lets only people with a living session through; anybody else is asked to sign in and comes back.
func (k *Kit) signedIn(c *fiber.Ctx) error {
	user, session, err := k.Auth.User(c.UserContext(), c.Cookies(k.CookieName(SessionCookie)))
	if errors.Is(err, kompass.ErrNotFound) {
		return Redirect(c, WithNext(address.SignIn, comeBack(c)))
	}
	if err != nil {
		return err
	}
	c.Locals(userKey, user)
	c.Locals(sessionKey, session)
	return c.Next()
}

// WithNext tells a page where to go on.
func WithNext(path, next string) string { return path + "?next=" + url.QueryEscape(next) }

// comeBack is where to go on after signing in: the page asked for. A form that was sent cannot be sent again by following
// its address.
func comeBack(c *fiber.Ctx) string {
	if c.Method() != fiber.MethodGet {
		return address.Overview
	}
	return c.OriginalURL()
}

// User returns the signed-in user of a request that passed the guard of the signed-in part.
func User(c *fiber.Ctx) kompass.User {
	user, _ := c.Locals(userKey).(kompass.User)
	return user
}

// Session returns the session of a request that passed the guard of the signed-in part.
func Session(c *fiber.Ctx) kompass.Session {
	session, _ := c.Locals(sessionKey).(kompass.Session)
	return session
}

// SafeNext returns an address of our own to go to after signing in: one behind the sign-in, nothing that leads elsewhere.
func SafeNext(raw string) string {
	if !address.BehindSignIn(raw) {
		return address.Overview
	}
	if strings.Contains(raw, "//") || strings.Contains(raw, "..") || strings.ContainsFunc(raw, unusual) {
		return address.Overview
	}
	return raw
}

// unusual reports whether a character has no place in an address: blanks, controls, anything but ASCII, and the backslash,
// which browsers take for a slash.
func unusual(r rune) bool { return r <= ' ' || r >= 0x7f || r == '\\' }

// Recognise lets everybody through and notes who is signed in, so that the top bar stays.
func (k *Kit) Recognise(c *fiber.Ctx) error {
	user, _, err := k.Auth.User(c.UserContext(), c.Cookies(k.CookieName(SessionCookie)))
	switch {
	case err == nil:
		c.Locals(userKey, user)
	case !errors.Is(err, kompass.ErrNotFound):
		return err
	}
	return c.Next()
}
