package kit

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/questionnaire"
)

// Text returns a text of the questionnaire in the language of the request, or in its source language.
func Text(c *fiber.Ctx, q *questionnaire.Questionnaire, t questionnaire.Text) string {
	return t.In(questionnaire.Lang(Localizer(c).Lang()), q.Languages[0])
}

// PerspectiveTitle returns the title of a perspective, "" for one that the questionnaire does not know.
func PerspectiveTitle(c *fiber.Ctx, q *questionnaire.Questionnaire, id string) string {
	for _, p := range q.Perspectives {
		if p.ID == id {
			return Text(c, q, p.Title)
		}
	}
	return ""
}
