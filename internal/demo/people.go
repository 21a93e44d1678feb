package demo

import (
	"math"
	"math/rand/v2"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// company is a made-up client: how high its people place each cell, and how its teams differ.
type company struct {
	name    string
	profile string // start profile of the target
	teams   []team
	base    map[string][3]float64 // field -> attitude, tools, processes
	openNow bool

	versions map[string]int // title of a round -> the version of the questionnaire it asked, where that was an earlier one
}

type team struct {
	name    string
	heads   int
	leaders int
	shift   float64            // how far the team stands from the company
	special map[string]float64 // and in which field it stands out
}

// wave is one round: how its answers differ from the first one's.
type wave struct {
	title     string
	monthsAgo int
	shift     float64            // on every item
	gain      map[string]float64 // on the items of a cell "field/facet" that the company worked on
	turnout   float64            // share of people who answer
	comments  bool
}

// person answers in every wave alike but for noise.
type person struct {
	team        int
	perspective string
	level       float64
	careless    bool
}

// people are the staff of one company with what every statement means there.
type people struct {
	company company
	rng     *rand.Rand
	all     []person
	items   map[string]float64  // item id -> how much harder or easier it is than its cell
	remarks map[string][]string // field -> what nobody has written yet in this round
}

// rosier is how far leaders place the company above where staff place it.
const rosier = 0.45

func newPeople(c company, rng *rand.Rand) *people {
	p := &people{company: c, rng: rng, items: map[string]float64{}}
	for i, t := range c.teams {
		for n := range t.heads {
			q := person{team: i, perspective: "staff", level: rng.NormFloat64() * 0.4, careless: rng.Float64() < 0.02}
			if n < t.leaders {
				q.perspective = "leaders"
			}
			p.all = append(p.all, q)
		}
	}
	return p
}

func (p *people) answers(q *questionnaire.Questionnaire, round kompass.Round, teams []kompass.Team, w wave) []kompass.Submission {
	p.shuffleRemarks()
	var subs []kompass.Submission
	for _, who := range p.all {
		if p.rng.Float64() > w.turnout {
			continue
		}
		sub := kompass.Submission{RoundID: round.ID, TeamID: teams[who.team].ID, Perspective: who.perspective, Answers: p.row(q, who, w)}
		if w.comments {
			sub.Comments = p.comments()
		}
		subs = append(subs, sub)
	}
	return subs
}

func (p *people) row(q *questionnaire.Questionnaire, who person, w wave) []byte {
	row := make([]byte, 0, 39)
	for _, field := range q.Fields {
		for _, item := range field.Items {
			row = append(row, p.one(q, who, w, field.ID, item))
		}
	}
	if who.careless {
		for i := range row[:len(row)*2/3] {
			row[i] = 3
		}
	}
	return row
}

func (p *people) one(q *questionnaire.Questionnaire, who person, w wave, field string, item questionnaire.Item) byte {
	chance := p.rng.Float64()
	switch unknown := p.unknown(who, field); {
	case chance < unknown:
		return score.NA
	case chance < unknown+0.012:
		return score.Missing
	}
	difficulty, ok := p.items[item.ID]
	if !ok {
		difficulty = p.rng.NormFloat64() * 0.3
		p.items[item.ID] = difficulty
	}
	t := p.company.teams[who.team]
	mean := p.cell(q, field, item.Facet) + difficulty + t.shift + t.special[field] + who.level + w.shift + w.gain[field+"/"+item.Facet]
	if who.perspective == "leaders" {
		mean += rosier
	}
	v := math.Round(mean + p.rng.NormFloat64()*0.7)
	return byte(min(max(v, 0), 4))
}

// unknown is how likely a person cannot judge: staff see less of what management does.
func (p *people) unknown(who person, field string) float64 {
	if field == "management" && who.perspective == "staff" {
		return 0.11
	}
	return 0.03
}

func (p *people) cell(q *questionnaire.Questionnaire, field, facet string) float64 {
	for i, f := range q.Facets {
		if f.ID == facet {
			return p.company.base[field][i]
		}
	}
	return 2
}

// shuffleRemarks begins a round: no two people write the same.
func (p *people) shuffleRemarks() {
	p.remarks = map[string][]string{}
	for _, field := range fieldIDs {
		texts := slices.Clone(remarks[field])
		p.rng.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
		p.remarks[field] = texts
	}
}

func (p *people) comments() []kompass.Comment {
	var out []kompass.Comment
	for _, field := range fieldIDs {
		if p.rng.Float64() < 0.08 {
			if left := p.remarks[field]; len(left) > 0 {
				out = append(out, kompass.Comment{Field: field, Text: left[0]})
				p.remarks[field] = left[1:]
			}
		}
	}
	return out
}
