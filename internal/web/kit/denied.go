package kit

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
)

// noteDenied records where somebody was refused what is not hers: by role, or because an id is of another company. The
// trail keeps the route, not what was asked for.
func (k *Kit) noteDenied(c *fiber.Ctx) error {
	err := c.Next()
	user := User(c)
	foreign := errors.Is(err, kompass.ErrNotFound) && !user.CanManage()
	if !errors.Is(err, ErrForbidden) && !foreign {
		return err
	}
	return errors.Join(err, k.Store.Note(c.UserContext(), user.ID, "access.denied", user.ID, c.Method()+" "+c.Route().Path))
}
