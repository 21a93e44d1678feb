package score_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// rowsOfTheDocument are the rows of the table of values, from what R gave.
func rowsOfTheDocument(v storedValues) []string {
	var rows []string
	row := func(name string, value func(s storedSet, c storedComparison) string) {
		cells := []string{name}
		for _, set := range []string{"complete", "gaps", "divided"} {
			cells = append(cells, value(v.Sets[set], v.Comparisons[set]))
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
	}
	set := func(name string, value func(s storedSet) float64) {
		row(name, func(s storedSet, _ storedComparison) string { return six(value(s)) })
	}
	set("person 2, first facet score", func(s storedSet) float64 { return *s.Persons[1][0] })
	set("person 2, field score", func(s storedSet) float64 { return *s.Persons[1][len(s.Facets)] })
	set("field: group mean", func(s storedSet) float64 { return s.Field.Mean })
	set("field: SD", func(s storedSet) float64 { return s.Field.SD })
	row("field: 95 % t interval", func(s storedSet, _ storedComparison) string { return pair([2]float64{s.Field.Low, s.Field.High}) })
	set("item 1: favourable", func(s storedSet) float64 { return s.Items[0].Favourable })
	set("item 1: share cannot judge", func(s storedSet) float64 { return s.Items[0].CannotJudge })
	set("item 1: r_WG", func(s storedSet) float64 { return s.Items[0].RWG })
	set("item 1: AD", func(s storedSet) float64 { return s.Items[0].AD })
	set("r_WG(J)", func(s storedSet) float64 { return s.Listwise.RWGJ })
	set("AD(J)", func(s storedSet) float64 { return s.Listwise.ADJ })
	set("alpha", func(s storedSet) float64 { return s.Listwise.Alpha })
	set("alpha if item 1 is dropped", func(s storedSet) float64 { return s.Listwise.IfDropped[0] })
	row("Feldt interval", func(s storedSet, _ storedComparison) string { return pair(s.Listwise.Feldt) })
	row("straight-lined forms", func(s storedSet, _ storedComparison) string {
		return fmt.Sprintf("%d of %d", s.Straight, len(s.Persons))
	})
	set("first facet: gap", func(s storedSet) float64 { return s.Gap[0] })
	set("first facet: surplus", func(s storedSet) float64 { return s.Surplus[0] })
	set("second facet: gap", func(s storedSet) float64 { return s.Gap[1] })
	set("second facet: surplus", func(s storedSet) float64 { return s.Surplus[1] })
	set("fit", func(s storedSet) float64 { return s.Fit })
	row("Welch difference", func(_ storedSet, c storedComparison) string { return six(c.Diff) })
	row("Welch interval", func(_ storedSet, c storedComparison) string { return pair(c.Welch) })
	row("Cohen's d", func(_ storedSet, c storedComparison) string { return six(c.D) })
	row("Hedges' g", func(_ storedSet, c storedComparison) string { return six(c.G) })
	row("interval of g", func(_ storedSet, c storedComparison) string { return pair(c.GInterval) })
	row("g of effectsize", func(_ storedSet, c storedComparison) string { return six(c.Package) })
	row("interval of effectsize", func(_ storedSet, c storedComparison) string { return pair(c.PackageInterval) })
	return rows
}

func six(v float64) string { return fmt.Sprintf("%.6f", v) }

func pair(v [2]float64) string { return six(v[0]) + " … " + six(v[1]) }

func TestTheDocumentQuotesTheValuesOfR(t *testing.T) {
	text, err := os.ReadFile("../../docs/statistics.md")
	if err != nil {
		t.Fatal(err)
	}
	v := readStored(t)
	for _, row := range rowsOfTheDocument(v) {
		if !strings.Contains(string(text), "\n"+row+"\n") {
			t.Errorf("docs/statistics.md lacks: %s", row)
		}
	}
	with := fmt.Sprintf("R %s with psych %s, multilevel %s and effectsize %s", v.MadeWith["R"], v.MadeWith["psych"], v.MadeWith["multilevel"], v.MadeWith["effectsize"])
	if !strings.Contains(string(text), with) {
		t.Errorf("docs/statistics.md does not say: %s", with)
	}
}
