package views

import (
	"context"
	"maps"
	"slices"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
	"kompass/internal/sources"
	"kompass/internal/story"
)

// The sections of the method page by the ids that links lead to. They are the same in every language.
const (
	MethodFields        = "fields"
	MethodFacets        = "facets"
	MethodAnswers       = "answers"
	MethodValues        = "values"
	MethodTarget        = "target"
	MethodSpread        = "spread"
	MethodInterval      = "interval"
	MethodAgreement     = "agreement"
	MethodAlpha         = "alpha"
	MethodShown         = "shown"
	MethodHidden        = "hidden"
	MethodRounds        = "rounds"
	MethodEffect        = "effect" // within rounds
	MethodMeasures      = "measures"
	MethodCharts        = "charts"
	MethodClaims        = "claims"
	MethodLimits        = "limits"
	MethodQuestionnaire = "questionnaire"
	MethodCrosswalk     = "models"
	MethodTruths        = "truths"
	MethodSources       = "sources"
)

// Method is the model of the page that explains every number. Questionnaire is the one that comes with the product.
type Method struct {
	Page          Page
	Questionnaire *questionnaire.Questionnaire
}

// methodSection is one section: its id and the key of its title.
type methodSection struct{ ID, Title string }

// methodSections are the sections in the order of the page.
func methodSections() []methodSection {
	return []methodSection{
		{MethodFields, "method.fields.title"}, {MethodFacets, "method.facets.title"},
		{MethodAnswers, "method.answers.title"}, {MethodValues, "method.values.title"},
		{MethodTarget, "method.target.title"}, {MethodSpread, "method.spread.title"},
		{MethodInterval, "method.interval.title"}, {MethodAgreement, "method.agreement.title"},
		{MethodAlpha, "method.alpha.title"}, {MethodShown, "method.shown.title"},
		{MethodHidden, "method.hidden.title"}, {MethodRounds, "method.rounds.title"},
		{MethodMeasures, "method.measures.title"},
		{MethodCharts, "method.charts.title"}, {MethodClaims, "method.claims.title"},
		{MethodLimits, "method.limits.title"}, {MethodQuestionnaire, "method.questionnaire.title"},
		{MethodCrosswalk, "crosswalk.title"},
		{MethodTruths, "method.truths.title"}, {MethodSources, "method.sources.title"},
	}
}

// text is a text of the questionnaire in the language of the page.
func (m Method) text(ctx context.Context, t questionnaire.Text) string {
	return t.In(questionnaire.Lang(langCode(ctx)), m.Questionnaire.Languages...)
}

// source is the work with this id: of the product, or of the questionnaire.
func (m Method) source(id string) sources.Source { return story.SourceOf(m.Questionnaire, id) }

// sourceGroup is one part of the list of sources. Title is a key.
type sourceGroup struct {
	ID, Title string
	Sources   []sources.Source
}

// sourceGroups lists every work once: those of the product by what they are cited for, then what only the questionnaire
// cites.
func (m Method) sourceGroups() []sourceGroup {
	var method, model, rest []sources.Source
	for _, s := range sources.All() {
		if s.Group == sources.Method {
			method = append(method, s)
		} else {
			model = append(model, s)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(m.Questionnaire.Sources)) {
		if _, ok := sources.Get(id); !ok {
			rest = append(rest, m.source(id))
		}
	}
	return []sourceGroup{
		{"sources-method", "method.sources.method", method},
		{"sources-model", "method.sources.model", model},
		{"sources-questionnaire", "method.sources.questionnaire", rest},
	}
}

// markText says in words how sure a citation is.
func markText(ctx context.Context, c sources.Checked) string {
	switch c {
	case sources.Confirmed:
		return tr(ctx, "source.confirmed")
	case sources.Partly:
		return tr(ctx, "source.partly")
	}
	return tr(ctx, "source.unconfirmed")
}

// readText says in words how much of a work was read.
func readText(ctx context.Context, r sources.Read) string {
	switch r {
	case sources.ReadFull:
		return tr(ctx, "source.read.full")
	case sources.ReadAbstract:
		return tr(ctx, "source.read.abstract")
	}
	return tr(ctx, "source.read.no")
}

// markLegend explains the marks.
func markLegend(ctx context.Context) []Fact {
	return []Fact{
		{Term: tr(ctx, "source.confirmed"), Value: tr(ctx, "source.confirmed.text")},
		{Term: tr(ctx, "source.partly"), Value: tr(ctx, "source.partly.text")},
		{Term: tr(ctx, "source.unconfirmed"), Value: tr(ctx, "source.unconfirmed.text")},
		{Term: tr(ctx, "source.read.full"), Value: tr(ctx, "source.read.full.text")},
		{Term: tr(ctx, "source.read.abstract"), Value: tr(ctx, "source.read.abstract.text")},
		{Term: tr(ctx, "source.read.no"), Value: tr(ctx, "source.read.no.text")},
	}
}

// about says which questionnaire comes with the product.
func (m Method) about(ctx context.Context) []Fact {
	q := m.Questionnaire
	version := tr(ctx, "method.questionnaire.notvalid", "label", q.Label)
	if q.Validated {
		version = tr(ctx, "method.questionnaire.valid", "label", q.Label)
	}
	return []Fact{
		{Term: tr(ctx, "method.questionnaire.name"), Value: m.text(ctx, q.Title)},
		{Term: tr(ctx, "method.questionnaire.version"), Value: version},
		{Term: tr(ctx, "method.questionnaire.size"), Value: tr(ctx, "method.questionnaire.items", "items", len(q.Items()), "sources", len(q.Sources))},
		{Term: tr(ctx, "method.questionnaire.licence"), Value: "CC BY 4.0"},
	}
}

// scaleName names the scales that come with the product, others by their id.
func scaleName(ctx context.Context, id string) string {
	switch id {
	case "frequency":
		return tr(ctx, "method.answers.frequency")
	case "spread":
		return tr(ctx, "method.answers.spread")
	}
	return id
}

// levels are the rows of the table of answers, the best on top: the number, then the words of each scale.
func (m Method) levels(ctx context.Context) [][]string {
	var rows [][]string
	z := i18n.From(ctx)
	for i, p := range m.Questionnaire.Scales[0].Points {
		row := []string{z.Num(p.Value, 0)}
		for _, s := range m.Questionnaire.Scales {
			word := ""
			if i < len(s.Points) {
				word = m.text(ctx, s.Points[i].Text)
			}
			row = append(row, word)
		}
		rows = append(rows, row)
	}
	slices.Reverse(rows)
	return rows
}

// unable is how the scales say that one cannot judge, "" where they do not.
func (m Method) unable(ctx context.Context) string {
	if na := m.Questionnaire.Scales[0].NA; na != nil {
		return m.text(ctx, na.Text)
	}
	return ""
}
