package views

import (
	"context"
	"strings"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// TargetCell is one input of the target grid, as typed.
type TargetCell struct {
	Name  string // of the input
	Value string
	Error Message
}

// Target is the model of the page on which the target level is chosen, edited and frozen.
type Target struct {
	Page           Page
	Company        kompass.Company
	Positioning    kompass.Positioning
	Questionnaire  *questionnaire.Questionnaire
	Questionnaires []Choice // that a target can be made for
	Profiles       []questionnaire.TargetProfile
	Profile        string
	Cells          map[string]map[string]TargetCell // field -> facet ("" without facets)
	Proposal       *TargetProposal                  // nil where the rule says nothing about the questionnaire
	Target         *kompass.Target
	Versions       []kompass.Target // newest first, Target among them
	OpenRounds     []string         // titles of rounds that keep a frozen target as it is
	Trainer        bool
	CanEdit        bool
	Confirm        bool     // the page asks once more before freezing
	Warnings       []string // of a target that wants everything
	Shown          kompass.Digest
	Errors         []FieldError
}

// TargetProposal is the level that the positioning suggests.
type TargetProposal struct {
	Step       int
	Assumed    bool
	Discipline kompass.Discipline
	Cells      map[string]map[string]ProposedCell
}

// ProposedCell is what is proposed for one cell, with what it rests on.
type ProposedCell struct {
	Value  float64
	Shares []LayerShare
	Mean   float64
	Lead   float64
	Capped bool
}

// LayerShare is how many statements of a cell belong to a layer, and the level of that layer.
type LayerShare struct {
	Layer string
	Items int
	Level float64
}

// startProposal marks the proposal among the start profiles.
const startProposal = "proposal"

// targetSources are the works that a target level and the proposal rest on.
var targetSources = []string{"bowen-lawler-1992", "treacy-wiersema-1993", "frei-2008", "sirianni-2013", "wirtz-zeithaml-2018", "hogreve-2017"}

// startFrom is the page with a start profile filled in.
func (m Target) startFrom(profile string) string {
	return address.TargetFrom(m.Company.ID, m.Questionnaire.ID, profile)
}

// frozen reports whether the newest version may not be changed any more.
func (m Target) frozen() bool { return m.Target != nil && m.Target.Frozen() }

// facets lists the facets, one without an id where the questionnaire declares none.
func (m Target) facets() []questionnaire.Titled {
	if len(m.Questionnaire.Facets) == 0 {
		return []questionnaire.Titled{{}}
	}
	return m.Questionnaire.Facets
}

// facetHead is the heading of a column.
func facetHead(ctx context.Context, q *questionnaire.Questionnaire, f questionnaire.Titled) string {
	if f.ID == "" {
		return tr(ctx, "target.value")
	}
	return namesOf(ctx, q).Text(f.Title)
}

// proposed is what is proposed for a cell.
func (m Target) proposed(field, facet string) (ProposedCell, bool) {
	if m.Proposal == nil {
		return ProposedCell{}, false
	}
	c, ok := m.Proposal.Cells[field][facet]
	return c, ok
}

// earlier are the versions before the newest.
func (m Target) earlier() []kompass.Target {
	if len(m.Versions) == 0 {
		return nil
	}
	return m.Versions[1:]
}

// level writes a target value with as many digits as it needs.
func level(ctx context.Context, v float64) string {
	text := i18n.From(ctx).Num(v, 2)
	return strings.TrimSuffix(text, "0")
}

// beginsWith says in words what the proposal begins with.
func beginsWith(ctx context.Context, p TargetProposal) string {
	price := tr(ctx, "target.proposal.price", "step", stepText(ctx, kompass.SliderPrice, p.Step))
	if p.Assumed {
		price = tr(ctx, "target.proposal.assumed")
	}
	if p.Discipline == "" {
		return price + " " + tr(ctx, "target.proposal.nolead")
	}
	return price + " " + tr(ctx, "target.proposal.lead", "discipline", disciplineTitle(ctx, p.Discipline))
}

// why says in words how a proposed value came about.
func why(ctx context.Context, d kompass.Discipline, c ProposedCell) string {
	var shares []string
	for _, s := range c.Shares {
		shares = append(shares, trn(ctx, "target.why.share", s.Items, "layer", tr(ctx, "layer."+s.Layer), "level", level(ctx, s.Level)))
	}
	out := []string{tr(ctx, "target.why.one", "shares", shares[0])}
	if len(shares) > 1 {
		last := len(shares) - 1
		all := strings.Join(shares[:last], ", ") + " " + tr(ctx, "common.and") + " " + shares[last]
		out = []string{tr(ctx, "target.why.mean", "shares", all, "mean", i18n.From(ctx).Num(c.Mean, 2))}
	}
	if c.Lead > 0 {
		out = append(out, tr(ctx, "target.why.lead", "lead", i18n.From(ctx).Num(c.Lead, 1), "because", tr(ctx, "discipline."+string(d)+".because")))
	}
	if c.Capped {
		return strings.Join(append(out, tr(ctx, "target.why.capped", "value", level(ctx, c.Value))), " ")
	}
	if rounded := c.Value - c.Mean - c.Lead; rounded > 1e-9 || rounded < -1e-9 {
		out = append(out, tr(ctx, "target.why.rounded", "value", level(ctx, c.Value)))
	}
	return strings.Join(out, " ")
}

// meanLevel is the mean of a target, "" where it has no values.
func meanLevel(ctx context.Context, t kompass.Target) string {
	mean, ok := t.Values.Mean()
	if !ok {
		return ""
	}
	return i18n.From(ctx).Num(mean, 2)
}

// storedLevel is a value of a target, "" where the cell has none.
func storedLevel(ctx context.Context, t kompass.Target, field, facet string) string {
	v, ok := t.Values[field][facet]
	if !ok {
		return ""
	}
	return level(ctx, v)
}

// anchored lists the statements that say what their levels look like in practice.
func (m Target) anchored() []questionnaire.Item {
	var out []questionnaire.Item
	for _, it := range m.Questionnaire.Items() {
		if len(it.Levels) > 0 {
			out = append(out, it)
		}
	}
	return out
}
