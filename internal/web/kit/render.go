package kit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"sync"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"kompass/internal/i18n"
)

// HTMLType is the content type of pages.
const HTMLType = "text/html; charset=utf-8"

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render sends a page whole or not at all: it is written to a buffer first.
func Render(c *fiber.Ctx, status int, page templ.Component) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buf)
	buf.Reset()
	if err := page.Render(c.UserContext(), buf); err != nil {
		return err
	}
	c.Status(status)
	c.Set(fiber.HeaderContentType, HTMLType)
	c.Response().SetBody(buf.Bytes())
	return nil
}

// RenderFresh renders a page that is the same for everybody: caches may keep it, and ask before each use whether it is still so.
// Whoever has it already is told so without it. It sets no cookie, and depends on none.
func RenderFresh(c *fiber.Ctx, page templ.Component) error {
	if err := Render(c, fiber.StatusOK, page); err != nil {
		return err
	}
	sum := sha256.Sum256(c.Response().Body())
	tag := `W/"` + hex.EncodeToString(sum[:16]) + `"`
	c.Set(fiber.HeaderCacheControl, "public, no-cache")
	c.Set(fiber.HeaderETag, tag)
	c.Response().Header.Del(fiber.HeaderVary)
	c.Vary(fiber.HeaderAcceptLanguage, fiber.HeaderAcceptEncoding)
	c.Response().Header.DelAllCookies()
	if c.Get(fiber.HeaderIfNoneMatch) == tag {
		c.Response().ResetBody()
		return c.SendStatus(fiber.StatusNotModified)
	}
	compress(c)
	return nil
}

// RenderSigned renders a page of the signed-in part, compressed where the browser takes it: these pages are long, and no
// secret stands in them beside text that a stranger chose.
func RenderSigned(c *fiber.Ctx, status int, page templ.Component) error {
	if err := Render(c, status, page); err != nil {
		return err
	}
	compress(c)
	c.Vary(fiber.HeaderAcceptEncoding)
	return nil
}

// compress packs the answer where the browser takes that.
func compress(c *fiber.Ctx) {
	if AcceptsGzip(c) {
		plain := bytes.Clone(c.Response().Body())
		c.Response().SetBody(fasthttp.AppendGzipBytesLevel(nil, plain, fasthttp.CompressBestSpeed))
		c.Set(fiber.HeaderContentEncoding, "gzip")
	}
}

// AcceptsGzip reports whether the browser takes compressed bodies.
func AcceptsGzip(c *fiber.Ctx) bool {
	for part := range strings.SplitSeq(c.Get(fiber.HeaderAcceptEncoding), ",") {
		coding, weight, weighed := strings.Cut(strings.ToLower(strings.ReplaceAll(part, " ", "")), ";q=")
		if coding != "gzip" {
			continue
		}
		q, err := strconv.ParseFloat(weight, 64)
		return !weighed || err == nil && q > 0
	}
	return false
}

// Redirect answers a good POST: 303, so that reloading does not send it again.
func Redirect(c *fiber.Ctx, path string) error { return c.Redirect(path, fiber.StatusSeeOther) }

// Localizer speaks the language of the request.
func Localizer(c *fiber.Ctx) i18n.Localizer { return i18n.From(c.UserContext()) }
