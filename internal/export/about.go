package export

import (
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
)

// fact is one line of what a workbook says about itself.
type fact struct {
	term  string
	value cell
}

// aboutRows says which result the table holds, what protects the people in it, and how to read it.
func aboutRows(in Input) []fact {
	z, d := i18n.For(in.Lang), in.Document
	mode := z.T("result.mode.open")
	if d.Mode == string(kompass.Anonymous) {
		mode = z.T("result.mode.anonymous", "k", d.MinGroup)
	}
	names := naming.New(z, in.Questionnaire, d)
	rows := []fact{
		{z.T("export.about.company"), text(d.Company)},
		{z.T("export.about.round"), text(d.Title)},
		{z.T("export.about.id"), text(d.Round)},
		{z.T("export.about.period"), text(names.Period())},
		{z.T("export.about.mode"), text(mode)},
		{z.T("export.about.k"), count(d.MinGroup)},
		{z.T("export.about.questionnaire"), text(names.Text(in.Questionnaire.Title))},
		{z.T("export.about.questionnaire.id"), text(d.Questionnaire.ID)},
		{z.T("export.about.questionnaire.version"), count(d.Questionnaire.Version)},
		{z.T("export.about.questionnaire.digest"), text(d.Questionnaire.Digest)},
		{z.T("export.about.hash"), text(d.Hash)},
	}
	if missing := names.LeftOut(); missing != "" {
		rows = append(rows, fact{z.T("export.about.left_out"), text(missing)})
	}
	rows = append(rows, fact{}, fact{term: z.T("export.read")})
	return append(rows, readingRows(z, in.Questionnaire)...)
}

// readingRows explains the columns.
func readingRows(z i18n.Localizer, q *questionnaire.Questionnaire) []fact {
	var rows []fact
	for _, c := range []struct{ columns, key string }{
		{"group, team, perspective", "export.read.group"},
		{"field, facet, item", "export.read.unit"},
		{"n, heads", "export.read.n"},
		{"mean, bound", "export.read.mean"},
		{"sd, spread, ci_low, ci_high", "export.read.spread"},
		{"target, gap, surplus, fit", "export.read.target"},
		{"weakest", "export.read.weakest"},
		{"agreement, rwg, ad", "export.read.agreement"},
		{"alpha, alpha_low, alpha_high, alpha_n", "export.read.alpha"},
		{"na, missing, favourable", "export.read.items"},
		{counting + "…", "export.read.counts"},
		{"straightlined", "export.read.straightlined"},
		{"reason, note", "export.read.reason"},
	} {
		rows = append(rows, fact{c.columns, text(z.T(c.key))})
	}
	for _, caveat := range naming.Caveats(z, q) {
		rows = append(rows, fact{value: text(caveat)})
	}
	return append(rows, fact{value: text(z.T("export.read.copy"))})
}
