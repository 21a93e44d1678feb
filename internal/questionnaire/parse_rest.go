package questionnaire

import "go.yaml.in/yaml/v4"

// readSources reads the works that items and truths cite.
func (p *parser) readSources(pl place) {
	p.sources = newRegistry("source")
	if !pl.given() {
		return
	}
	entries, merged, ok := pl.mapping("a mapping of source ids to sources")
	p.q.Sources = make(map[string]Source, len(entries))
	for _, e := range entries {
		e.checkKey(partID)
		p.sources.lines[e.key] = e.line
		o, ok := e.called("source " + quoteShort(e.key)).object(p.since2([]string{"citation", "doi", "checked"}, "read")...)
		if !ok {
			continue
		}
		p.q.Sources[e.key] = Source{
			Citation: o.need("citation").words(),
			DOI:      o.maybe("doi").wordsOrNone(),
			Checked:  o.need("checked").oneOf("confirmed", "partly", "unconfirmed"),
			Read:     o.maybe("read").oneOf("abstract", "full", "no"),
		}
	}
	if !ok || merged {
		p.sources = nil
	}
}

// cites reads a list of source ids.
func (p *parser) cites(pl place) []string {
	list, _ := pl.list("a list of source ids")
	seen := newRegistry("source")
	all := make([]string, 0, len(list))
	for _, entry := range list {
		id := entry.id(partID)
		seen.add(entry, id)
		p.sources.refer(entry, id)
		all = append(all, id)
	}
	return all
}

// uncited warns about sources that nothing refers to.
func (p *parser) uncited(pl place) {
	if p.sources == nil {
		return
	}
	entries, _, _ := pl.mapping("")
	for _, e := range entries {
		if !p.sources.cited[e.key] {
			p.warnf(e.line, "source %s: nothing cites it", quoteShort(e.key))
		}
	}
}

// readRetired reads the item ids of earlier versions, none of which may be used again.
func (p *parser) readRetired(pl place) {
	list, _ := pl.list("a list of retired item ids")
	var replaced []place
	for _, entry := range list {
		o, ok := entry.named("retired item").object("id", "version", "replaced_by")
		if !ok {
			continue
		}
		r := Retired{ID: o.need("id").id(itemID), Version: p.past(o.need("version")), ReplacedBy: o.maybe("replaced_by").id(itemID)}
		p.retired.add(o.maybe("id"), r.ID)
		replaced = append(replaced, o.maybe("replaced_by"))
		p.q.Retired = append(p.q.Retired, r)
	}
	p.reused()
	for i, pl := range replaced {
		p.successor(pl, p.q.Retired[i].ID)
	}
}

// reused reports items under a retired id.
func (p *parser) reused() {
	for _, f := range p.q.Fields {
		for _, it := range f.Items {
			if line, gone := p.retired.lines[it.ID]; gone {
				p.errorf(p.items.lines[it.ID], "item id %s is reused: it is retired on line %d, and ids are never used again",
					quoteShort(it.ID), line)
			}
		}
	}
}

// successor checks the id that takes the place of a retired one: an item, or one that was retired later itself.
func (p *parser) successor(pl place, gone string) {
	if !pl.given() || pl.node.Value == "" {
		return
	}
	if pl.node.Value == gone {
		pl.errorf("a retired id cannot take its own place")
		return
	}
	if _, retired := p.retired.lines[pl.node.Value]; !retired {
		p.items.refer(pl, pl.node.Value)
	}
}

func (p *parser) readTruths(pl place) {
	list, _ := pl.list("a list of truths")
	ids := newRegistry("truth")
	for _, entry := range list {
		o, ok := entry.named("truth").object(p.since2([]string{"id", "claim", "finding", "sources"}, "items")...)
		if !ok {
			continue
		}
		if p.q.Schema == 2 {
			o.need("items")
		}
		t := Truth{
			ID:      o.need("id").id(partID),
			Claim:   o.need("claim").text(),
			Finding: o.need("finding").textUpTo(p.findingRunes()),
			Items:   references(o.maybe("items"), itemID, p.items),
			Sources: p.cites(o.maybe("sources")),
		}
		ids.add(o.maybe("id"), t.ID)
		p.q.Truths = append(p.q.Truths, t)
	}
}

func (p *parser) readTargets(pl place) {
	list, _ := pl.list("a list of target profiles")
	for _, entry := range list {
		o, ok := entry.named("target").object("id", "title", "values")
		if !ok {
			continue
		}
		t := TargetProfile{
			ID:     o.need("id").id(partID),
			Title:  o.need("title").text(),
			Values: p.targetValues(o.need("values")),
		}
		p.targets.add(o.maybe("id"), t.ID)
		p.q.Targets = append(p.q.Targets, t)
	}
}

// targetValues reads a value per field and facet, or one per field, kept under the facet "".
func (p *parser) targetValues(pl place) map[string]map[string]float64 {
	entries, merged, ok := pl.mapping("a mapping of field ids to values")
	if ok && !merged && len(entries) == 0 {
		p.errorf(pl.line, "%s: expected a value for at least one field", pl.name)
	}
	all := make(map[string]map[string]float64, len(entries))
	for _, e := range entries {
		if _, known := p.fields.lines[e.key]; !known && p.q.Fields != nil {
			p.errorf(e.line, "%s: unknown field %s", pl.name, quoteShort(e.key))
		}
		all[e.key] = p.cells(e.place)
	}
	return all
}

func (p *parser) cells(pl place) map[string]float64 {
	if pl.given() && pl.node.Kind == yaml.ScalarNode {
		v, _ := p.target(pl)
		return map[string]float64{"": v}
	}
	entries, merged, ok := pl.mapping("a number, or a mapping of facets to numbers")
	if ok && !merged && len(entries) == 0 {
		p.errorf(pl.line, "%s: expected a number, or a number per facet", pl.name)
	}
	cells := make(map[string]float64, len(entries))
	for _, e := range entries {
		if p.facets != nil {
			if _, known := p.facets.lines[e.key]; !known {
				p.errorf(e.line, "%s: unknown facet %s", pl.name, quoteShort(e.key))
			}
		}
		if v, ok := p.target(e.place); ok {
			cells[e.key] = v
		}
	}
	return cells
}

// target reads a target level, which lies on the scale.
func (p *parser) target(pl place) (float64, bool) {
	v, ok := pl.number()
	if least, most, _, known := p.bounds(); ok && known && (v < least || v > most) {
		pl.errorf("the target %v is outside the scale, which runs from %v to %v", v, least, most)
	}
	return v, ok
}
