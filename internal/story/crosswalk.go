package story

import (
	"strconv"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/sources"
)

// Crosswalk lays the facets of a questionnaire beside known models, in words. Rows have a text for each model of Columns.
type Crosswalk struct {
	Models  []CrosswalkModel
	Columns []string
	Rows    []CrosswalkRow
}

// CrosswalkModel is one model: how it relates to the questionnaire, the works its names are from, its elements.
type CrosswalkModel struct {
	Title, Relation string
	Sources         []sources.Source
	Elements        []CrosswalkElement
}

// CrosswalkElement is one element with the language of its name, and how sure the name is.
type CrosswalkElement struct {
	No, Name, Lang string
	Checked        sources.Checked
}

// CrosswalkRow is one facet of one field, with the numbers of the elements that it touches.
type CrosswalkRow struct {
	Place   string
	Touches []string
	Note    string
}

// relations say how a model and the statements stand to each other.
var relations = map[string]string{
	"iso-23592": "crosswalk.iso", "iso-ts-19387": "crosswalk.maturity", "din-spec-77224": "crosswalk.din",
	"efqm": "crosswalk.efqm", "servqual": "crosswalk.servqual",
}

// NewCrosswalk tells the crosswalk of the statements that come with the product.
func NewCrosswalk(q *questionnaire.Questionnaire, z i18n.Localizer) Crosswalk {
	walk, german := sources.Models(), z.Lang() == i18n.German
	var out Crosswalk
	for _, m := range walk.Models {
		model := CrosswalkModel{Title: m.Title, Relation: z.T(relations[m.ID])}
		for _, id := range m.Sources {
			model.Sources = append(model.Sources, SourceOf(q, id))
		}
		for _, e := range m.Elements {
			element := CrosswalkElement{No: strconv.Itoa(e.No), Name: e.Name, Lang: m.Lang, Checked: e.Checked}
			if german && e.NameDE != "" {
				element.Name, element.Lang = e.NameDE, "de"
			}
			model.Elements = append(model.Elements, element)
		}
		out.Models = append(out.Models, model)
	}
	named := walk.Named()
	for _, m := range named {
		out.Columns = append(out.Columns, m.Title)
	}
	for _, c := range walk.Cells {
		row := CrosswalkRow{Place: cellName(q, z, c), Note: c.Note[string(z.Lang())]}
		for _, m := range named {
			row.Touches = append(row.Touches, numbers(c.Touches[m.ID]))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// cellName names a cell as the questionnaire does.
func cellName(q *questionnaire.Questionnaire, z i18n.Localizer, c sources.Cell) string {
	lang := questionnaire.Lang(z.Lang())
	var names []string
	for _, f := range q.Fields {
		if f.ID == c.Field {
			names = append(names, f.Title.In(lang, q.Languages...))
		}
	}
	for _, f := range q.Facets {
		if f.ID == c.Facet {
			names = append(names, f.Title.In(lang, q.Languages...))
		}
	}
	return strings.Join(names, " · ")
}

func numbers(list []int) string {
	if len(list) == 0 {
		return "–"
	}
	var out []string
	for _, no := range list {
		out = append(out, strconv.Itoa(no))
	}
	return strings.Join(out, ", ")
}
