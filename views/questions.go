package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
)

// namesOf are the names of what a questionnaire asks, in the language of the page.
func namesOf(ctx context.Context, q *questionnaire.Questionnaire) naming.Names {
	return naming.Questions(i18n.From(ctx), q)
}
