//go:build solver

package result_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"kompass/internal/result"
)

var companies = flag.Int("companies", 300, "so many random companies are looked at, each with the long and the short form")

// share of what the search leaves open that the solver is asked about: one in so many.
const asks = 40

// TestNobodyIsExactForASolver asks GLPK about what the search for twins leaves open: the lowest and the highest total of a
// union under everything in the document that is linear, which are counts of answers and, where all forms are complete, what is said of the
// means of fields and facets, within its rounding.
func TestNobodyIsExactForASolver(t *testing.T) {
	asked := 0
	g := glpk{t: t, dir: t.TempDir()}
	v := examineAll(t, *companies, 60, givesItems, func(c *company, d *result.Document, f int, union []int, place int) (bool, bool) {
		if asked++; asked%asks != 0 {
			return false, false
		}
		return g.exact(c, d, f, union, place)
	})
	t.Logf("in all %d unions: %d exact, %d not, %d open; the solver ran for %d; %d %% of the groups that are large enough are shown",
		v.all, v.proven, v.refuted, v.open, asked/asks, 100*v.shown/v.large)
	t.Logf("on fields and facets %d unions: %d exact, %d not, %d open", v.levels.all, v.levels.proven, v.levels.refuted, v.levels.open)
	if v.proven+v.levels.proven > 0 {
		t.Errorf("%d unions of fewer than five persons are exact on items, %d on fields and facets", v.proven, v.levels.proven)
	}
	if v.shown*100 < v.large*65 {
		t.Errorf("of %d groups that are large enough %d are shown, want 65 %%", v.large, v.shown)
	}
	before := examineAll(t, *companies, 0, across, nil)
	t.Logf("before, with items of perspectives: %d of %d exact", before.proven, before.all)
	if before.proven == 0 {
		t.Error("with items of perspectives nobody is exact: the oracle sees nothing")
	}
}

type glpk struct {
	t   *testing.T
	dir string
}

func (g glpk) exact(c *company, d *result.Document, f int, union []int, place int) (exact, sure bool) {
	low, ok := g.solve("Minimize", c, d, f, union, place)
	if !ok {
		return false, false
	}
	high, ok := g.solve("Maximize", c, d, f, union, place)
	return low == high, ok
}

var objective = regexp.MustCompile(`Objective: +\S+ = (-?[0-9.e+-]+)`)

func (g glpk) solve(sense string, c *company, d *result.Document, f int, union []int, place int) (int, bool) {
	in, out := filepath.Join(g.dir, "model.lp"), filepath.Join(g.dir, "solution.txt")
	if err := os.WriteFile(in, c.model(sense, d, f, union, place), 0o600); err != nil {
		g.t.Fatal(err)
	}
	if said, err := exec.Command("glpsol", "--lp", in, "--tmlim", "5", "-o", out).CombinedOutput(); err != nil {
		g.t.Fatalf("%v: %s", err, said)
	}
	solution, err := os.ReadFile(out)
	if err != nil {
		g.t.Fatal(err)
	}
	found := objective.FindSubmatch(solution)
	if found == nil || !bytes.Contains(solution, []byte("INTEGER OPTIMAL")) {
		return 0, false
	}
	x, err := strconv.ParseFloat(string(found[1]), 64)
	return int(math.Round(x)), err == nil
}

// model writes what a reader of the document knows of a field: x(atom, item, answer) are counts.
func (c *company) model(sense string, d *result.Document, f int, union []int, place int) []byte {
	m := &lp{c: c}
	for _, before := range c.q.Fields[:f] {
		m.first += len(before.Items)
	}
	m.items = len(c.q.Fields[f].Items)
	m.counts = make([][][5]int, len(c.atoms))
	complete := true
	for a := range m.counts {
		m.counts[a] = make([][5]int, m.items)
	}
	for i, form := range c.forms {
		for item := range m.items {
			if answer := form.Answers[m.first+item]; answer < 5 {
				m.counts[c.atomOf[i]][item][answer]++
				continue
			}
			complete = false
		}
	}
	fmt.Fprintf(&m.text, "%s\n total:", sense)
	for _, a := range union {
		for v := 1; v < 5; v++ {
			m.term(v, a, place-m.first, v)
		}
	}
	m.text.WriteString("\nSubject To\n")
	m.rows()
	for i := range d.Groups {
		if g := &d.Groups[i]; g.Shown && g.Fields[f].Shown {
			m.group(g, f, complete)
		}
	}
	m.text.WriteString("General\n")
	for a := range c.atoms {
		for item := range m.items {
			for v := range 5 {
				fmt.Fprintf(&m.text, " x_%d_%d_%d\n", a, item, v)
			}
		}
	}
	m.text.WriteString("End\n")
	return m.text.Bytes()
}

type lp struct {
	c            *company
	first, items int
	counts       [][][5]int // atom × item × answer
	text         bytes.Buffer
}

func (m *lp) term(factor, atom, item, v int) {
	fmt.Fprintf(&m.text, " + %d x_%d_%d_%d", factor, atom, item, v)
}

// rows say how many of each atom answered.
func (m *lp) rows() {
	for a := range m.counts {
		for item := range m.items {
			n := 0
			for v := range 5 {
				m.term(1, a, item, v)
				n += m.counts[a][item][v]
			}
			fmt.Fprintf(&m.text, " = %d\n", n)
		}
	}
}

func (m *lp) group(g *result.Group, at int, complete bool) {
	f := &g.Fields[at]
	if len(f.Items) > 0 {
		for item := range m.items {
			for v := range 5 {
				n := 0
				for a := range m.counts {
					if m.c.holds(g, a) && m.size(a) > 0 {
						m.term(1, a, item, v)
						n += m.counts[a][item][v]
					}
				}
				fmt.Fprintf(&m.text, " = %d\n", n)
			}
		}
	}
	if !complete {
		return
	}
	m.mean(g, at, f.Value(), "")
	for i := range f.Facets {
		m.mean(g, at, f.Facets[i].Value(), f.Facets[i].ID)
	}
}

func (m *lp) size(atom int) int { return m.c.sizes()[atom] }

// mean writes what is said of a mean about the sum of its answers; "" is the field, whose facets count alike. All is multiplied
// by 180, so that factors are whole.
func (m *lp) mean(g *result.Group, field int, v result.Value, facet string) {
	known := m.c.heard(g, rated{field: field, facet: facet}, v)
	for _, side := range []struct {
		sign  string
		limit float64
	}{{">=", known.low}, {"<=", known.high}} {
		m.sum(g, facet)
		fmt.Fprintf(&m.text, " %s %v\n", side.sign, side.limit*180*float64(v.N))
	}
}

func (m *lp) sum(g *result.Group, facet string) {
	sizes := map[string]int{}
	for _, it := range m.c.q.Items()[m.first : m.first+m.items] {
		sizes[it.Facet]++
	}
	for item, it := range m.c.q.Items()[m.first : m.first+m.items] {
		weight := 180 / sizes[it.Facet]
		switch {
		case facet == "":
			weight = 180 / sizes[it.Facet] / len(sizes)
		case facet != it.Facet:
			continue
		}
		for a := range m.counts {
			if !m.c.holds(g, a) || m.size(a) == 0 {
				continue
			}
			for v := 1; v < 5; v++ {
				m.term(weight*v, a, item, v)
			}
		}
	}
}
