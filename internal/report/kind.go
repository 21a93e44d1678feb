package report

import (
	"slices"

	"kompass/internal/i18n"
	"kompass/views"
)

// Default is the kind of report that is made where none is named.
const Default = views.ReportShort

// KindOf reads the name of a kind, "" for the default; false where no kind has that name.
func KindOf(name string) (views.ReportKind, bool) {
	if name == "" {
		return Default, true
	}
	kind := views.ReportKind(name)
	return kind, slices.Contains(views.ReportKinds[:], kind)
}

// kind is the kind of report that is asked for.
func (a Asked) kind() views.ReportKind {
	if a.Kind == "" {
		return Default
	}
	return a.Kind
}

// KindName is what a kind of report is called.
func KindName(z i18n.Localizer, kind views.ReportKind) string {
	return z.T("report.name." + string(kind))
}

// citeAppendix lets the numbers of sources lead to the appendix, where a report without its own list of sources cites them.
func citeAppendix(m *views.Report, appendix string) {
	for f := range m.Story.Fields {
		for i := range m.Story.Fields[f].Items {
			refs := m.Story.Fields[f].Items[i].Refs // the same that the spread of the field has
			for r := range refs {
				refs[r].Href = appendix + refs[r].Href
			}
		}
	}
	if m.Story.Truths != nil {
		for i := range m.Story.Truths.List {
			refs := m.Story.Truths.List[i].Refs
			for r := range refs {
				refs[r].Href = appendix + refs[r].Href
			}
		}
	}
	for f := range m.Fields {
		for n := range m.Fields[f].Notes {
			m.Fields[f].Notes[n].Href = appendix + m.Fields[f].Notes[n].Href
		}
	}
}
