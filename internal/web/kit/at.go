package kit

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
)

// At is the address of the page that is asked for, in a copy. The language is no part of it: it is chosen once and kept.
func At(c *fiber.Ctx) address.Page {
	query := url.Values{}
	for name, value := range c.Request().URI().QueryArgs().All() {
		if string(name) != "lang" {
			query.Add(string(name), string(value))
		}
	}
	return address.Page{Path: c.Path(), Query: query}
}
