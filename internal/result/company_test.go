package result_test

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// brief is the short form: every facet is one item.
const brief = "../../questionnaires/service-excellence-kurz.yaml"

// company is a random company with everything that is known to those who set it up: who is in which team and perspective.
// An atom is what nobody can look into from outside, a perspective of a team.
type company struct {
	q      *questionnaire.Questionnaire
	in     result.Input
	forms  []kompass.Response
	atoms  []kompass.Response // team and perspective of each atom
	atomOf []int              // the atom of each form
	scorer *score.Scorer
	known  [][]int // what was measured of each form
}

// measured returns what was measured of each form, once.
func (c *company) measured() [][]int {
	if c.known == nil {
		for _, f := range c.forms {
			c.known = append(c.known, c.measure(f))
		}
	}
	return c.known
}

// someCompany draws one to eight teams of leaders and staff. People within a company are alike to a varying degree.
func someCompany(q *questionnaire.Questionnaire, seed uint64) *company {
	r := rand.New(rand.NewPCG(seed, 99))
	c := &company{q: q, in: anonymous(q, nil), scorer: score.New(q)}
	c.in.Perspectives = both
	level, spread, gaps := 1+2*r.Float64(), 0.4+r.Float64(), r.IntN(5)
	for t := range 1 + r.IntN(8) {
		id := "t" + strconv.Itoa(t)
		leaders, staff := r.IntN(5), 1+r.IntN(16)
		c.in.Teams = append(c.in.Teams, result.Team{ID: id, Name: id, Heads: leaders + staff})
		shift := r.NormFloat64() / 3
		for i, n := range []int{leaders, staff} {
			if n == 0 {
				continue
			}
			c.atoms = append(c.atoms, kompass.Response{TeamID: id, Perspective: both[i]})
			for range n {
				c.atomOf = append(c.atomOf, len(c.atoms)-1)
				c.forms = append(c.forms, form(q, r, id, both[i], level+shift+r.NormFloat64()/3, spread, gaps))
			}
		}
	}
	c.in.Target = someTarget(q, seed)
	return c
}

// someTarget draws targets as exact as somebody may set them who wants to learn much from distances.
func someTarget(q *questionnaire.Questionnaire, seed uint64) *kompass.Target {
	r := rand.New(rand.NewPCG(seed, 12))
	t := &kompass.Target{QuestionnaireID: q.ID, Values: kompass.TargetValues{}}
	for _, f := range q.Fields {
		t.Values[f.ID] = map[string]float64{}
		for _, facet := range result.FacetsOf(q, f) {
			t.Values[f.ID][facet] = q.Max() * float64(r.IntN(10_001)) / 10_000
		}
	}
	return t
}

// form draws the answers of a person about her own level; of a hundred answers so many are missing.
func form(q *questionnaire.Questionnaire, r *rand.Rand, team, perspective string, level, spread float64, gaps int) kompass.Response {
	f := kompass.Response{TeamID: team, Perspective: perspective}
	for _, it := range q.Items() {
		scale, _ := q.Scale(it.Scale)
		answer := byte(min(max(0, level+spread*r.NormFloat64()+0.5), float64(len(scale.Points)-1)))
		if r.IntN(100) < gaps {
			answer = score.Missing
		}
		f.Answers = append(f.Answers, answer)
	}
	return f
}

// build publishes the company with other answers, nil where there are too few.
func (c *company) build(forms []kompass.Response) *result.Document {
	in := c.in
	in.Responses = stream(forms)
	d, err := result.Build(in)
	if err != nil {
		return nil
	}
	return d
}

// holds reports whether a group of a document holds an atom.
func (c *company) holds(g *result.Group, atom int) bool {
	team, perspective := g.Key["team"], g.Key["perspective"]
	return (team == "" || team == c.atoms[atom].TeamID) && (perspective == "" || perspective == c.atoms[atom].Perspective)
}

// sizes counts the forms of each atom.
func (c *company) sizes() []int {
	n := make([]int, len(c.atoms))
	for _, a := range c.atomOf {
		n[a]++
	}
	return n
}

// unions lists all sets of atoms in which 1 … k−1 persons are.
func (c *company) unions(k int) [][]int {
	sizes := c.sizes()
	var all [][]int
	var extend func(from, persons int, chosen []int)
	extend = func(from, persons int, chosen []int) {
		for a := from; a < len(sizes); a++ {
			if persons+sizes[a] < k {
				next := append(slices.Clone(chosen), a)
				all = append(all, next)
				extend(a+1, persons+sizes[a], next)
			}
		}
	}
	extend(0, 0, nil)
	return all
}
