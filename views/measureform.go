package views

import (
	"context"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// MeasureForm is the model of the form in which a measure is agreed or changed.
type MeasureForm struct {
	Page    Page
	Round   kompass.Round
	Company string
	Measure *kompass.MeasureEntry // nil while it is new
	Teams   []kompass.Team        // those that the round asked
	Input   kompass.MeasureInput
	Fields  []AimField
	Confirm bool // asks before deleting
	Shown   kompass.Digest
	Key     string               // of a new one, see [KeyInput]
	Wanted  kompass.MeasureState // that somebody else was faster than, "" for none
	Errors  []FieldError
}

// AimField offers a field, its facets and its items as aims.
type AimField struct {
	Title string
	Cells []AimChoice // the field as a whole, then its facets
	Items []AimChoice
	Open  bool // one of the items is chosen
}

// AimChoice is one thing that a measure may move.
type AimChoice struct {
	Value, Text string
	Checked     bool
}

// AimFields lists everything of a questionnaire that a measure may move, with what is chosen.
func AimFields(ctx context.Context, q *questionnaire.Questionnaire, chosen []string) []AimField {
	z := i18n.From(ctx)
	names := naming.Questions(z, q)
	is := map[string]bool{}
	for _, c := range chosen {
		is[c] = true
	}
	choice := func(a kompass.Aim, text string) AimChoice {
		return AimChoice{Value: a.String(), Text: text, Checked: is[a.String()]}
	}
	var out []AimField
	for _, f := range q.Fields {
		field := AimField{Title: names.Text(f.Title)}
		field.Cells = append(field.Cells, choice(kompass.Aim{Field: f.ID}, z.T("measures.form.aims.field")))
		for _, facet := range result.FacetsOf(q, f) {
			field.Cells = append(field.Cells, choice(kompass.Aim{Field: f.ID, Facet: facet}, names.Facet(facet)))
		}
		for _, it := range f.Items {
			c := choice(kompass.Aim{Item: it.ID}, names.ShortName(it))
			field.Items = append(field.Items, c)
			field.Open = field.Open || c.Checked
		}
		out = append(out, field)
	}
	return out
}

func (m MeasureForm) title(ctx context.Context) string {
	if m.Measure == nil {
		return tr(ctx, "measures.form.new")
	}
	return tr(ctx, "measures.form.edit")
}

// action is where the form is sent.
func (m MeasureForm) action() string {
	if m.Measure == nil {
		return address.AddMeasure(m.Round.ID)
	}
	return address.Measure(m.Measure.ID)
}

// list is where one goes without saving.
func (m MeasureForm) list() string { return address.CompanyMeasures(m.Round.CompanyID) }

// MeasureListText names a list, "" where it is none.
func MeasureListText(ctx context.Context, list string) string {
	return optionText(listOptions(ctx), list)
}

// MeasureStateText names a state.
func MeasureStateText(ctx context.Context, state kompass.MeasureState) string {
	return optionText(stateOptions(ctx), string(state))
}

func optionText(options []SelectOption, value string) string {
	for _, o := range options {
		if o.Value == value && value != "" {
			return o.Text
		}
	}
	return ""
}
