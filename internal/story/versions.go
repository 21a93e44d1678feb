package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
)

// Versions says of two questionnaires which of their items compare, and why others do not.
type Versions struct {
	Title  string // both questionnaires
	Lead   string // how many items compare
	Fields []VersionField
}

// VersionField is the items of one field, those that only the earlier questionnaire has behind the others.
type VersionField struct {
	Title string
	Rows  []VersionItem
}

// VersionItem is one item. Before and Now are its wordings where they differ.
type VersionItem struct {
	Name        string
	Verdict     string
	Comparable  bool
	Before, Now string
}

// versionsOf lists, for every pair of the first series' questionnaire with another, what became of the items.
func versionsOf(z i18n.Localizer, series []Series) []Versions {
	var out []Versions
	told := map[string]bool{}
	for _, s := range series[1:] {
		digest := s.Questionnaire.Digest()
		v, differ := compare.VersionsOf(series[0].Series, s.Series)
		if !differ || told[digest] {
			continue
		}
		told[digest] = true
		w := versionWriter{z: z, old: naming.Questions(z, v.Old), new: naming.Questions(z, v.New)}
		counted := v.Counted()
		out = append(out, Versions{Title: w.title(v), Lead: z.T("compare.versions.lead", "k", counted.Comparable, "n", counted.Of), Fields: w.fields(v)})
	}
	return out
}

type versionWriter struct {
	z        i18n.Localizer
	old, new naming.Names
}

func (w versionWriter) title(v compare.Versions) string {
	return w.z.T("compare.versions.title", "old", w.called(w.old, v.Old), "new", w.called(w.new, v.New))
}

func (w versionWriter) called(n naming.Names, q *questionnaire.Questionnaire) string {
	return n.Text(q.Title) + " " + q.VersionName()
}

func (w versionWriter) fields(v compare.Versions) []VersionField {
	before, now := byItem(v.Old), byItem(v.New)
	var out []VersionField
	at := map[string]int{}
	for _, d := range v.Items {
		names, found := w.new, now[d.ID]
		if d.Verdict == questionnaire.Dropped {
			names, found = w.old, before[d.ID]
		}
		i, ok := at[found.field]
		if !ok {
			i = len(out)
			at[found.field] = i
			out = append(out, VersionField{Title: names.Field(found.field)})
		}
		row := VersionItem{Name: names.ShortName(found.Item), Verdict: w.verdict(d), Comparable: d.Comparable}
		if was, is := w.old.Text(before[d.ID].Text), w.new.Text(now[d.ID].Text); was != "" && is != "" && was != is {
			row.Before, row.Now = was, is
		}
		out[i].Rows = append(out[i].Rows, row)
	}
	return out
}

func (w versionWriter) verdict(d questionnaire.ItemDiff) string {
	words := itemVerdicts
	if d.Comparable {
		words = comparableVerdicts
	}
	return w.z.T(words[d.Verdict])
}

// itemVerdicts are the words for what became of an item that is not comparable, comparableVerdicts for one that is.
var (
	itemVerdicts = map[questionnaire.Verdict]string{
		questionnaire.Same:     "compare.verdict.item.ends",
		questionnaire.Reworded: "compare.verdict.item.reworded",
		questionnaire.Rescaled: "compare.verdict.item.rescaled",
		questionnaire.Moved:    "compare.verdict.item.moved",
		questionnaire.New:      "compare.verdict.item.new",
		questionnaire.Dropped:  "compare.verdict.item.dropped",
	}
	comparableVerdicts = map[questionnaire.Verdict]string{
		questionnaire.Same:     "compare.verdict.item.same",
		questionnaire.Reworded: "compare.verdict.item.reworded.comparable",
		questionnaire.Rescaled: "compare.verdict.item.rescaled.comparable",
		questionnaire.Moved:    "compare.verdict.item.moved.comparable",
	}
)

// placed is an item with the id of its field.
type placed struct {
	questionnaire.Item
	field string
}

func byItem(q *questionnaire.Questionnaire) map[string]placed {
	out := map[string]placed{}
	for _, f := range q.Fields {
		for _, it := range f.Items {
			out[it.ID] = placed{it, f.ID}
		}
	}
	return out
}
