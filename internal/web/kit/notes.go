package kit

import "github.com/gofiber/fiber/v2"

// Notes are the settings in which the notes of trainers lie; false for whoever is none, who is shown no note.
func (k *Kit) Notes(c *fiber.Ctx) (map[string]string, bool, error) {
	if !User(c).CanManage() {
		return nil, false, nil
	}
	settings, err := k.Store.Settings(c.UserContext())
	return settings, err == nil, err
}
