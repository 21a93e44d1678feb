package web

import (
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/assets"
	"kompass/internal/web/kit"
)

// ready reports whether the database can be written to.
func (s *server) ready(c *fiber.Ctx) error {
	if !s.wrote.recent(s.Now()) { // it costs a write, and anybody may ask
		if err := s.Store.Ready(c.UserContext()); err != nil {
			return err
		}
		s.wrote.Store(s.Now().UnixNano())
	}
	return c.SendString("ok")
}

// lately is when something was last done, in nanoseconds.
type lately struct{ atomic.Int64 }

// recent reports whether that is less than a second ago. A clock that was put back makes nothing recent.
func (l *lately) recent(now time.Time) bool {
	since := time.Duration(now.UnixNano() - l.Load())
	return since >= 0 && since < time.Second
}

// asset serves what is compiled in, under addresses that change with the content.
func (s *server) asset(c *fiber.Ctx) error {
	a, ok := assets.Lookup(c.Path())
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, a.ContentType)
	c.Set(fiber.HeaderETag, a.ETag)
	if c.Get(fiber.HeaderIfNoneMatch) == a.ETag {
		return c.SendStatus(fiber.StatusNotModified)
	}
	if len(a.Gzip) > 0 {
		c.Vary(fiber.HeaderAcceptEncoding)
		if kit.AcceptsGzip(c) {
			c.Set(fiber.HeaderContentEncoding, "gzip")
			return c.Send(a.Gzip)
		}
	}
	return c.Send(a.Body)
}

// healthy says that the process runs.
func (s *server) healthy(c *fiber.Ctx) error { return c.SendString("ok") }
