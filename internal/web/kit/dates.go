package kit

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/calendar"
)

// SendDates sends a calendar as a file of that name.
func SendDates(c *fiber.Ctx, name string, file []byte) error {
	c.Set(fiber.HeaderContentType, calendar.MediaType)
	c.Set(fiber.HeaderContentDisposition, Attachment("kompass-"+name+".ics", "kompass-"+name+".ics"))
	return c.Send(file)
}
