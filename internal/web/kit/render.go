package kit

import (
	"bytes"
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

// RenderSigned renders a page of the signed-in part, compressed where the browser takes it: these pages are long, and no
// secret stands in them beside text that a stranger chose.
func RenderSigned(c *fiber.Ctx, status int, page templ.Component) error {
	if err := Render(c, status, page); err != nil {
		return err
	}
	if AcceptsGzip(c) {
		plain := bytes.Clone(c.Response().Body())
		c.Response().SetBody(fasthttp.AppendGzipBytesLevel(nil, plain, fasthttp.CompressBestSpeed))
		c.Set(fiber.HeaderContentEncoding, "gzip")
	}
	c.Vary(fiber.HeaderAcceptEncoding)
	return nil
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
