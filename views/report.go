package views

import (
	"context"

	"github.com/a-h/templ"

	"kompass/internal/story"
)

// ReportKind is one of the documents that are made of a result.
type ReportKind string

// The kinds of reports.
const (
	ReportShort    ReportKind = "short"    // four pages, one for a team
	ReportFull     ReportKind = "full"     // everything that is shown of the group
	ReportAppendix ReportKind = "appendix" // how the numbers came about, and on what the statements rest
)

// ReportKinds are all kinds, in the order in which they are offered.
var ReportKinds = [...]ReportKind{ReportShort, ReportFull, ReportAppendix}

// Report is the result of one group as a document to be handed over: on the screen a page, on paper a booklet.
type Report struct {
	Page    Page
	Kind    ReportKind
	Cover   Cover
	Tools   ReportTools // nothing on paper
	Story   Story
	Short   story.Short   // of a short report alone
	Fields  []ReportField // one spread for each
	Change  *story.Change
	Moved   *story.Moved
	Hidden  HiddenGroups
	Ideas   *story.Ideas // of a full report alone
	Derived []story.Derived
	Pages   map[string]int // on which page each part stands, by its id; empty where nobody knows
}

// Cover is the first sheet: what the result tells of itself, and what lies beside it.
type Cover struct {
	story.Cover
	Kicker     string // which document it is
	Made       string // the day on which the report was made
	Logo       string // address of the picture, "" where there is none
	LogoSize   [2]string
	Promise    string
	Omitted    string
	Contact    *Fact   // whom to ask in the company; nil where nobody is named
	Sender     string  // who sends the report, and how to reach her
	SenderLogo Picture // Source is "" where there is none
}

// footFacts are the facts below a short report: not when and how many, which stand in its lead.
func (c Cover) footFacts(ctx context.Context) []Fact {
	c.Facts = c.Agreed
	if c.Group != "" {
		c.Facts = nil // a team has one sheet for everything
	}
	return c.facts(ctx)
}

// facts are the facts of the result, then whom to ask.
func (c Cover) facts(ctx context.Context) []Fact {
	out := append(factsOf(c.Facts), Fact{Term: tr(ctx, "report.made"), Value: c.Made})
	if c.Contact != nil {
		out = append(out, *c.Contact)
	}
	return out
}

// ReportTools is what the page offers beside the report itself.
type ReportTools struct {
	Back  string // address of the result
	PDF   string // address of the file, "" where there is no browser that could make it
	All   string // address at which the files of all teams are made, "" where there is one or none
	Since []Choice
	Kinds []Choice // the documents that there are of the group
}

// ReportField is the spread of one field with its charts.
type ReportField struct {
	story.Spread
	Charts Charts
}

// part is one part of the report. Most components of a result bring their own heading, which has the part's id.
type part struct {
	id, title string
	own       bool // the heading is in the body
	fresh     bool // begins on a new page
	body      templ.Component
}

// parts lists the parts of a report in their order: contents and body are made from the same list.
func (m Report) parts(ctx context.Context) []part {
	switch m.Kind {
	case ReportShort:
		return nil
	case ReportAppendix:
		return m.appendix(ctx)
	}
	s := m.Story
	t := func(key string) string { return tr(ctx, key) }
	all := []part{{id: "key", title: t("report.key"), fresh: true, body: reportKey(m)}}
	add := func(there bool, p part) {
		if there {
			all = append(all, p)
		}
	}
	add(m.Moved != nil, part{id: "moved", title: t("moved.title"), own: true, fresh: true, body: MovedSection(m.Moved)})
	shown := s.Hidden == ""
	add(shown, part{id: "cells", title: t("report.cells"), fresh: true, body: reportCells(s)})
	add(shown && s.Gaps != nil, part{id: "gaps", title: t("result.gaps"), own: true, body: storyGaps(s.Gaps)})
	add(shown && s.Weakest != nil, part{id: "weakest", title: t("result.weakest"), own: true, body: storyWeakest(s.Weakest)})
	add(shown && m.Ideas != nil, part{id: "ideas", title: t("ideas.title"), body: reportIdeas(m.Ideas)})
	for i, f := range m.Fields {
		add(true, part{id: "field-" + f.Rows.ID, title: f.Rows.Title, fresh: i == 0, body: reportField(f)})
	}
	if s.Sides != nil {
		add(true, part{id: "sides", title: s.Sides.Title, own: true, body: storySides(s.Sides)})
	}
	add(s.Divided != nil, part{id: "divided", title: t("result.divided"), own: true, body: storyDivided(s.Divided)})
	if m.Change != nil {
		add(true, part{id: "change", title: m.Change.Since, body: reportChange(m.Change)})
	}
	add(s.Comments != nil, part{id: "comments", title: t("result.comments"), own: true, body: storyComments(s.Comments)})
	add(s.Truths != nil, part{id: "truths", title: t("result.truths"), own: true, body: storyTruths(s.Truths)})
	add(len(m.Hidden.List) > 0, part{id: "hidden", title: t("result.hidden"), own: true, body: resultHidden(m.Hidden)})
	return all
}

// appendix lists the parts of the appendix.
func (m Report) appendix(ctx context.Context) []part {
	all := []part{{id: "method", title: tr(ctx, "result.method"), own: true, body: storyMethod(m.Story.Method)}}
	if len(m.Derived) > 0 {
		all = append(all, part{id: "derived", title: tr(ctx, "report.derived"), body: reportDerived(m.Derived)})
	}
	if len(m.Story.Sources) > 0 {
		all = append(all, part{id: "sources", title: tr(ctx, "report.sources"), fresh: true, body: reportSources(m.Story.Sources)})
	}
	return all
}

// pageOf writes the page on which a part stands, "" where that is not known.
func (m Report) pageOf(ctx context.Context, id string) string {
	n, ok := m.Pages[id]
	if !ok {
		return ""
	}
	return number(ctx, n)
}
