package views

import (
	"context"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// CompanyWords is the model of the page on which a company says what it calls those it serves.
type CompanyWords struct {
	Page     Page
	Company  kompass.Company
	Words    kompass.Words // as typed
	Back     string        // where saving leads, "" to the company
	Previews []WordPreview
	Errors   []FieldError
	Shown    kompass.Digest
}

// WordPreview is every sentence of a language in which the word stands.
type WordPreview struct {
	Lang string
	questionnaire.Sentences
}

func (m CompanyWords) action() string { return address.Words(m.Company.ID) }

// WordFormLabel names the input for a form of the word.
func WordFormLabel(ctx context.Context, lang string, f kompass.Form) string {
	return tr(ctx, "words.form."+string(f)) + " (" + tr(ctx, "common.language."+lang) + ")"
}

// wordInput is the input for a form of the word, with an example of its language.
func (m CompanyWords) wordInput(ctx context.Context, lang string, f kompass.Form) Input {
	return Input{Name: f.Field(lang), Label: tr(ctx, "words.form."+string(f)), Hint: tr(ctx, "words.hint."+lang+"."+string(f)),
		Value: f.Of(m.Words[lang]), Autocomplete: "off"}
}
