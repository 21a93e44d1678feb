package sources

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
)

// Crosswalk lays the statements that come with the product beside known models of service and of management. It names
// documents and their elements and nothing of their texts, which are protected; which statement touches which element is
// the product's own reading.
type Crosswalk struct {
	Models []Model `json:"models"`
	Cells  []Cell  `json:"cells"`
}

// Model is a known model: its title, the language of its names, the works that the names are from. Elements are empty
// where a model names none of its own.
type Model struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Lang     string    `json:"lang"`
	Sources  []string  `json:"sources"`
	Elements []Element `json:"elements"`
}

// Element is one part of a model. NameDE is its German name where one was found. Checked says how sure the name is.
type Element struct {
	No      int     `json:"no"`
	Name    string  `json:"name"`
	NameDE  string  `json:"name_de"`
	Checked Checked `json:"checked"`
}

// Cell is one facet of one field. Touches are numbers of elements by the id of their model, the nearest first.
type Cell struct {
	Field   string            `json:"field"`
	Facet   string            `json:"facet"`
	Items   []string          `json:"items"`
	Touches map[string][]int  `json:"touches"`
	Note    map[string]string `json:"note"`
}

//go:embed crosswalk.json
var crosswalkFile []byte

var crosswalk = mustLoadCrosswalk()

func mustLoadCrosswalk() Crosswalk {
	var c Crosswalk
	if err := json.Unmarshal(crosswalkFile, &c); err != nil {
		panic(fmt.Errorf("crosswalk: %w", err)) // the file is compiled in: a broken one never ships
	}
	return c
}

// Models returns the crosswalk. Nobody changes it.
func Models() Crosswalk { return crosswalk }

// Named returns the models that name elements of their own.
func (c Crosswalk) Named() []Model {
	return slices.DeleteFunc(slices.Clone(c.Models), func(m Model) bool { return len(m.Elements) == 0 })
}
