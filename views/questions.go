package views

import (
	"context"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// titleIn returns a text of the questionnaire in the language of the page, or in its source language.
func titleIn(ctx context.Context, q *questionnaire.Questionnaire, t questionnaire.Text) string {
	return t.In(questionnaire.Lang(i18n.From(ctx).Lang()), q.Languages[0])
}

// cellLabel names one cell: "Kunden, Einstellung".
func cellLabel(ctx context.Context, q *questionnaire.Questionnaire, field questionnaire.Field, facet questionnaire.Titled) string {
	label := titleIn(ctx, q, field.Title)
	if facet.ID != "" {
		label += ", " + titleIn(ctx, q, facet.Title)
	}
	return label
}
