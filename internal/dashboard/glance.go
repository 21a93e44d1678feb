package dashboard

import (
	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/figures"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// glance writes the newest result of a company as small as it goes: a compass, and per field the value with what
// became of it since the result before. The newest comes first; nil without any.
func (o *Dashboard) glance(results []published.Result) *views.Glance {
	if len(results) == 0 {
		return nil
	}
	latest := results[0]
	t := glancer{figures.New(o.z, latest.Questionnaire, latest.Document)}
	all := latest.Document.Everyone()
	out := &views.Glance{Title: latest.Document.Title, Day: o.z.Day(latest.Document.ClosedOn), Href: address.Result(latest.Round.ID)}
	if all.N != nil {
		out.N = *all.N
	}
	means := t.Means(all)
	targets, has := t.Targets(all)
	out.Ist = views.Profile{Min: t.Questionnaire.Min(), Max: t.Questionnaire.Max()}
	out.Soll = out.Ist
	for i, f := range t.Questionnaire.Fields {
		title := t.Text(f.Title)
		out.Ist.Fields = append(out.Ist.Fields, views.ProfileField{Title: title, Value: means[i]})
		if has {
			out.Soll.Fields = append(out.Soll.Fields, views.ProfileField{Title: title, Value: targets[i]})
		}
		out.Fields = append(out.Fields, t.glanceField(title, all, f.ID))
	}
	if len(results) > 1 {
		before := results[1]
		out.Before = before.Document.Title
		t.addTrend(out, before.Series(before.Document.Everyone(), nil), latest.Series(all, nil))
	}
	return out
}

// glancer writes what is seen of one result at a glance.
type glancer struct{ figures.Writer }

func (t glancer) glanceField(title string, g *result.Group, id string) views.GlanceField {
	out := views.GlanceField{Title: title, Value: t.Localizer.T("result.notshown")}
	if f, ok := g.Field(id); ok && f.Shown {
		out.N, out.Mean, out.Value = f.N, f.Value().Point(), naming.Mean(t.Localizer, f.Value())
	}
	return out
}

// addTrend says per field what became of it, in the words of the rule for differences.
func (t glancer) addTrend(out *views.Glance, before, latest compare.Series) {
	c := compare.Compare(before, latest)
	for i, f := range t.Questionnaire.Fields {
		found, ok := c.Field(f.ID)
		if !ok {
			continue
		}
		if found.Diff != nil {
			was := t.glanceField("", before.Group, f.ID)
			out.Fields[i].Was = &was
		}
		out.Fields[i].Change = story.ChangeWord(t.Localizer, found.Difference, found.Counted)
	}
}
