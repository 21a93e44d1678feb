package questionnaire

// What schema 2 adds: help for perspectives, definitions of facets, the question that a scale answers, whom a field means,
// the items that a truth bears on, ideas, how much of a source was read, and a company's own word for its customers.

const (
	maxIntro   = 450 // characters of an introduction from schema 2 on
	maxFinding = 300 // characters of what was found about a truth, from schema 2 on
)

// readSchema looks at the schema before anything else is read, since it decides which keys there are.
func (p *parser) readSchema(root place) {
	entries, _, _ := place{p: &parser{findings: &findings{}}, node: root.node}.mapping("")
	for _, e := range entries {
		if e.key == "schema" && e.node.Value == "2" {
			p.q.Schema = 2
		}
	}
}

// since2 returns the keys of a mapping, with those that schema 2 added where the file is of it.
func (p *parser) since2(keys []string, added ...string) []string {
	if p.q.Schema < 2 {
		return keys
	}
	return append(keys, added...)
}

func (p *parser) introRunes() int {
	if p.q.Schema < 2 {
		return maxRunes
	}
	return maxIntro
}

func (p *parser) findingRunes() int {
	if p.q.Schema < 2 {
		return maxRunes
	}
	return maxFinding
}
