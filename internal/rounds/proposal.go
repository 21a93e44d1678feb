package rounds

import (
	"math"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Proposed is the profile of a target that began as a proposal.
const Proposed = "proposal"

// What a proposal is made of. It is a rule of thumb that follows from the positioning, not a norm (bowen-lawler-1992,
// frei-2008, treacy-wiersema-1993).
const (
	proposalCap  = 3.75
	proposalStep = 0.25
	proposalLead = 0.5 // what the lead discipline adds to its cells
)

// layers are the layers of items in the order in which they are named.
var layers = [...]string{"basis", "enabler", "diff"}

// layerLevels are the levels of the layers by price position: low price, the middle, premium. A step of the slider between
// two of them has the level halfway.
var layerLevels = [3]map[string]float64{
	{"basis": 3.0, "enabler": 2.5, "diff": 1.5},
	{"basis": 3.0, "enabler": 2.5, "diff": 2.5},
	{"basis": 3.5, "enabler": 3.0, "diff": 3.5},
}

// leadCells are the cells that a lead discipline raises, as field and facet.
var leadCells = map[kompass.Discipline][][2]string{
	kompass.LeadPrice:     {{"customers", "processes"}, {"people", "processes"}, {"management", "tools"}, {"management", "processes"}},
	kompass.LeadCustomers: {{"customers", "attitude"}, {"customers", "tools"}, {"leadership", "attitude"}, {"people", "attitude"}},
	kompass.LeadProduct:   {{"customers", "attitude"}, {"leadership", "attitude"}, {"management", "attitude"}, {"management", "processes"}},
}

// Proposal is a target level that follows from a positioning, with what each cell rests on.
type Proposal struct {
	Step       int  // of the slider of price, 1 to 5
	Assumed    bool // the question was not answered: the middle is taken
	Discipline kompass.Discipline
	Cells      map[string]map[string]ProposedCell // field -> facet ("" without facets)
}

// ProposedCell is the level proposed for one cell, and how it came about.
type ProposedCell struct {
	Value  float64
	Shares []LayerShare // the layers of its items, each with how many there are
	Mean   float64      // of its items' levels
	Lead   float64      // what the lead discipline adds, 0 if nothing
	Capped bool         // it would have been more than a proposal goes
}

// LayerShare is how many items of a cell belong to a layer, and which level that layer has.
type LayerShare struct {
	Layer string
	Items int
	Level float64
}

// Propose returns the target level that a positioning suggests for a questionnaire, and false where the rule says nothing
// about it: it needs the four fields of the model, a scale from 0 to 4, and items with layers. A cell without such an
// item has no proposal.
func Propose(q *questionnaire.Questionnaire, p kompass.Positioning) (Proposal, bool) {
	out := Proposal{Step: p.Steps[kompass.SliderPrice], Discipline: p.Discipline, Cells: map[string]map[string]ProposedCell{}}
	if out.Step == 0 {
		out.Step, out.Assumed = 3, true
	}
	if !proposable(q) {
		return Proposal{}, false
	}
	levels := levelsAt(out.Step)
	for _, field := range q.Fields {
		for _, facet := range TargetFacets(q) {
			shares := sharesOf(field, facet, levels)
			if len(shares) == 0 {
				continue
			}
			if out.Cells[field.ID] == nil {
				out.Cells[field.ID] = map[string]ProposedCell{}
			}
			out.Cells[field.ID][facet] = proposedCell(shares, slices.Contains(leadCells[p.Discipline], [2]string{field.ID, facet}))
		}
	}
	return out, len(out.Cells) > 0
}

// Values returns the levels alone.
func (p Proposal) Values() kompass.TargetValues {
	out := kompass.TargetValues{}
	for field, cells := range p.Cells {
		out[field] = map[string]float64{}
		for facet, c := range cells {
			out[field][facet] = c.Value
		}
	}
	return out
}

func proposable(q *questionnaire.Questionnaire) bool {
	var ids []string
	for _, f := range q.Fields {
		ids = append(ids, f.ID)
	}
	slices.Sort(ids)
	return q.Min() == 0 && q.Max() == 4 && slices.Equal(ids, []string{"customers", "leadership", "management", "people"})
}

// levelsAt returns the levels of the layers at a step of the slider of price.
func levelsAt(step int) map[string]float64 {
	out := map[string]float64{}
	below, above := layerLevels[(step-1)/2], layerLevels[step/2]
	for _, layer := range layers {
		out[layer] = (below[layer] + above[layer]) / 2
	}
	return out
}

func sharesOf(field questionnaire.Field, facet string, levels map[string]float64) []LayerShare {
	var out []LayerShare
	for _, layer := range layers {
		n := 0
		for _, item := range field.Items {
			if item.Facet == facet && item.Layer == layer {
				n++
			}
		}
		if n > 0 {
			out = append(out, LayerShare{layer, n, levels[layer]})
		}
	}
	return out
}

func proposedCell(shares []LayerShare, lead bool) ProposedCell {
	c := ProposedCell{Shares: shares}
	items := 0
	for _, s := range shares {
		c.Mean += float64(s.Items) * s.Level
		items += s.Items
	}
	c.Mean /= float64(items)
	if lead {
		c.Lead = proposalLead
	}
	const tiny = 1e-9 // so that a half that is not quite one in binary is rounded up like any other
	c.Value = math.Floor((c.Mean+c.Lead)/proposalStep+0.5+tiny) * proposalStep
	if c.Value > proposalCap {
		c.Value, c.Capped = proposalCap, true
	}
	return c
}
