package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/naming"
)

// Cover is the first sheet of a report, as far as the result tells it.
type Cover struct {
	Company string
	Round   string
	Group   string // "" for everyone
	Facts   []Fact
	Agreed  []Fact // those of Facts that do not say when and how many: questionnaire, protection, target
	Notes   []string
	Hash    string
}

// Fact is a term and its value.
type Fact struct{ Term, Value string }

// CoverOf is the cover as far as the result tells it. Logo, promise and what is not offered lie beside the result.
func CoverOf(z i18n.Localizer, s compare.Series) Cover {
	w, d, g := newWriter(z, s), s.Document, s.Group
	c := Cover{Company: d.Company, Round: d.Title, Hash: d.Hash}
	if len(g.Key) > 0 {
		c.Group = w.Group(g.Key)
	}
	c.Facts = []Fact{{Term: z.T("report.period"), Value: w.Days()}}
	switch {
	case g.N != nil && g.Heads != nil && g.Key["perspective"] != "":
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.Int(*g.N)})
	case g.N != nil && g.Heads != nil && g.HeadsBefore != nil:
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.T("report.answers.before", "n", *g.N, "heads", *g.Heads, "before", *g.HeadsBefore)})
	case g.N != nil && g.Heads != nil:
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.T("report.answers.of", "n", *g.N, "heads", *g.Heads)})
	case g.N != nil:
		c.Facts = append(c.Facts, Fact{Term: z.T("report.answers"), Value: z.Int(*g.N)})
	}
	said := len(c.Facts)
	c.Facts = append(c.Facts, Fact{Term: z.T("report.questionnaire"), Value: z.T("report.questionnaire.value",
		"title", w.Text(s.Questionnaire.Title), "version", s.Questionnaire.VersionName())})
	c.Facts = append(c.Facts, Fact{Term: z.T("report.mode"), Value: w.mode(d)})
	if d.TargetFrozen != "" {
		c.Facts = append(c.Facts, Fact{Term: z.T("report.target"), Value: z.T("report.target.value", "day", z.Day(d.TargetFrozen))})
	}
	c.Agreed = c.Facts[said:]
	if missing := w.LeftOut(); missing != "" {
		c.Notes = append(c.Notes, missing)
	}
	c.Notes = append(c.Notes, naming.Caveats(z, s.Questionnaire)...)
	return c
}
