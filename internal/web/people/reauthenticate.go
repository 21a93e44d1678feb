package people

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (h *Handler) reauthenticate(c *fiber.Ctx) error {
	next := kit.SafeNext(kit.Posted(c, "next"))
	err := h.Auth.Reauthenticate(c.UserContext(), kit.User(c), kit.Session(c), kit.Posted(c, views.PasswordAgainField), kit.Network(c.IP()).String())
	if errors.Is(err, kompass.ErrBadLogin) {
		return h.AskPassword(c, views.Reauthentication{Action: address.Reauthenticate, Next: next}, "reauthenticate.wrong")
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, next)
}
