package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
)

// showLogo serves the logo of a client company to anybody who has its address, as it stands on the pages of participants.
// The address changes with the picture.
func (s *server) showLogo(c *fiber.Ctx) error {
	hash, ok := strings.CutSuffix(c.Params("name"), ".png")
	if !ok {
		return kompass.ErrNotFound
	}
	l, err := s.Store.LogoByHash(c.UserContext(), hash)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderCacheControl, "public, max-age=31536000, immutable")
	c.Set(fiber.HeaderContentType, "image/png")
	return c.Send(l.PNG)
}
