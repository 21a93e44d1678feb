package views

import (
	"context"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// ReceiptAction is what a form sent to [address.Receipt] asks for, in its input "do".
type ReceiptAction string

// The actions. Show is the default.
const (
	ReceiptShow     ReceiptAction = "show"     // the answers
	ReceiptEdit     ReceiptAction = "edit"     // the form, filled in
	ReceiptCorrect  ReceiptAction = "correct"  // store the form
	ReceiptAsk      ReceiptAction = "ask"      // really withdraw?
	ReceiptWithdraw ReceiptAction = "withdraw" // do it
)

// ReceiptEntry is the model of the page where a receipt is typed in. Errors name the input "receipt".
type ReceiptEntry struct {
	Page   Page
	Typed  string
	Errors []FieldError
	Action string // where the form is sent, [address.Receipt] where it is empty
}

// action is where the form is sent.
func (m ReceiptEntry) action() string {
	if m.Action == "" {
		return address.Receipt
	}
	return m.Action
}

// ReceiptAnswers is the model of the page that shows what was answered under a receipt. Page needs only Path. Receipt is
// grouped; forms send it along, it never stands in an address. Asking puts the question whether to withdraw for good.
type ReceiptAnswers struct {
	Page        Page
	Access      kompass.Access
	Content     *questionnaire.Questionnaire
	Perspective string
	Answers     map[string]string
	Comments    map[string]string
	Receipt     string
	Asking      bool
}

// ReceiptDone is the model of the page after correcting or withdrawing.
type ReceiptDone struct {
	Page      Page
	Withdrawn bool
}

// answeredField is one field with the answers given in it.
type answeredField struct {
	Title   string
	Items   []answeredItem
	Comment string
}

// answeredItem is an item and the chosen answer in words.
type answeredItem struct {
	Number int
	Text   string
	Answer string
	Open   bool
}

func (m ReceiptAnswers) fields(ctx context.Context) []answeredField {
	lang := contentLang(ctx, m.Content)
	text := func(t questionnaire.Text) string { return t.In(lang, m.Content.Languages...) }
	form := Questionnaire{Content: m.Content, Perspective: m.Perspective, Answers: m.Answers}
	var out []answeredField
	number := 0
	for _, f := range m.Content.Fields {
		field := answeredField{Title: text(f.Title), Comment: m.Comments[f.ID]}
		for _, it := range f.Items {
			number++
			field.Items = append(field.Items, newItem(form, it, number, text).answered(ctx))
		}
		out = append(out, field)
	}
	return out
}

// answered is what was chosen of an item.
func (it itemForm) answered(ctx context.Context) answeredItem {
	out := answeredItem{Number: it.Number, Text: it.Text, Answer: tr(ctx, "receipt.open"), Open: true}
	choices := it.Points
	if it.NA != nil {
		choices = append(choices, *it.NA)
	}
	for _, c := range choices {
		if c.Checked {
			out.Answer, out.Open = c.Text, false
		}
	}
	return out
}

func (m ReceiptAnswers) lang(ctx context.Context) string {
	if lang := string(contentLang(ctx, m.Content)); lang != langCode(ctx) {
		return lang
	}
	return ""
}

func (m ReceiptAnswers) frame(ctx context.Context) Page {
	p := m.Page
	p.Area, p.Company, p.Title = AreaParticipant, m.Access.CompanyName, tr(ctx, "receipt.answers")
	if m.Asking {
		p.Title = tr(ctx, "receipt.ask")
	}
	return p
}

func (m ReceiptEntry) frame(ctx context.Context) Page {
	p := m.Page
	p.Area, p.Title = AreaParticipant, tr(ctx, "receipt.title")
	return p
}

// titleKey names the heading of the page.
func (m ReceiptDone) titleKey() string {
	if m.Withdrawn {
		return "receipt.withdrawn"
	}
	return "receipt.corrected"
}

// textKey names the sentence below it.
func (m ReceiptDone) textKey() string {
	if m.Withdrawn {
		return "receipt.withdrawn.text"
	}
	return "receipt.corrected.text"
}

func (m ReceiptDone) frame(ctx context.Context) Page {
	p := m.Page
	p.Area, p.Title = AreaParticipant, tr(ctx, m.titleKey())
	return p
}
