package questionnaire

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v4"
)

func (p *parser) readFields(pl place) {
	list, ok := pl.list("a list of fields")
	if !ok {
		return
	}
	if n := len(list); n < minFields || n > maxFields {
		p.errorf(pl.line, "fields: expected %d to %d fields, found %d", minFields, maxFields, n)
	}
	items := 0
	for _, entry := range list {
		f, ok := p.field(entry.named("field"))
		if ok {
			p.q.Fields = append(p.q.Fields, f)
			items += len(f.Items)
		}
	}
	if items > manyItems {
		p.warnf(pl.line, "fields: %d items are more than %d: few people will answer them all", items, manyItems)
	}
}

func (p *parser) field(pl place) (Field, bool) {
	o, ok := pl.object(p.since2([]string{"id", "title", "intro", "about", "comment", "items"}, "refers_to")...)
	if !ok {
		return Field{}, false
	}
	f := Field{
		ID:       o.need("id").id(partID),
		Title:    o.need("title").text(),
		Intro:    o.maybe("intro").textUpTo(p.introRunes()),
		About:    o.maybe("about").text(),
		Comment:  o.maybe("comment").worded(maxRunes),
		RefersTo: o.maybe("refers_to").oneOf("area", "company"),
	}
	p.fields.add(o.maybe("id"), f.ID)
	items := o.need("items")
	list, ok := items.list("a list of items")
	if ok && len(list) == 0 {
		p.errorf(items.line, "%s: a field without items: expected at least one", pl.name)
	}
	for _, entry := range list {
		if it, ok := p.item(entry.named("item")); ok {
			f.Items = append(f.Items, it)
		}
	}
	return f, true
}

func (p *parser) item(pl place) (Item, bool) {
	o, ok := pl.object("id", "facet", "scale", "name", "text", "text_for", "reverse", "layer", "evidence", "why", "discuss",
		"levels", "sources", "changes")
	if !ok {
		return Item{}, false
	}
	it := Item{
		ID:       o.need("id").newItemID(),
		Facet:    p.facet(o),
		Scale:    o.need("scale").id(partID),
		Name:     o.maybe("name").worded(maxRunes),
		Text:     o.need("text").worded(maxRunes),
		TextFor:  p.textFor(o.maybe("text_for")),
		Reverse:  o.maybe("reverse").truth(),
		Layer:    o.maybe("layer").oneOf("basis", "enabler", "diff"),
		Evidence: o.maybe("evidence").oneOf("A", "B", "C", "A±", "B±", "C±"),
		Why:      o.maybe("why").worded(maxRunes),
		Discuss:  o.maybe("discuss").worded(maxRunes),
		Sources:  p.cites(o.maybe("sources")),
		Changes:  p.changes(o.maybe("changes")),
		Line:     pl.line,
	}
	p.items.add(o.maybe("id"), it.ID)
	p.scales.refer(o.maybe("scale"), it.Scale)
	it.Levels = p.levels(o.maybe("levels"), it.Scale)
	p.unsourced(o)
	return it, true
}

// facet reads the facet of an item: required where the file declares facets, refused where it does not.
func (p *parser) facet(o object) string {
	given := o.maybe("facet")
	switch {
	case p.facets == nil:
		return given.id(partID)
	case len(p.facets.lines) > 0:
		id := o.need("facet").id(partID)
		p.facets.refer(given, id)
		return id
	case given.given():
		p.errorf(given.line, "%s: the file declares no facets, so no item has one", given.name)
	}
	return ""
}

func (p *parser) textFor(pl place) map[string]Text {
	entries, _, ok := pl.mapping("a mapping of perspectives to texts")
	if !ok || len(entries) == 0 {
		return nil
	}
	all := make(map[string]Text, len(entries))
	for _, e := range entries {
		if p.perspectives != nil {
			if _, known := p.perspectives.lines[e.key]; !known {
				p.errorf(e.line, "%s: unknown perspective %s", pl.name, quoteShort(e.key))
			}
		}
		all[e.key] = e.worded(maxRunes)
	}
	return all
}

// levels reads the anchors of an item, ascending by value. Every value is one of its scale.
func (p *parser) levels(pl place, scale string) []Level {
	entries, _, ok := pl.mapping("a mapping of scale values to texts")
	if !ok {
		return nil
	}
	s, _ := p.q.Scale(scale)
	seen := make(map[float64]int, len(entries))
	var all []Level
	for _, e := range entries {
		v, ok := parseNumber(e.key)
		switch {
		case !ok:
			p.errorf(e.line, "%s: expected a value of the scale, found %s", pl.name, quoteShort(e.key))
		case seen[v] != 0:
			p.errorf(e.line, "%s: duplicate value %s: it is already given on line %d", pl.name, quoteShort(e.key), seen[v])
		case s.Points != nil && !slices.ContainsFunc(s.Points, func(pt Point) bool { return pt.Value == v }):
			p.errorf(e.line, "%s: scale %s has no value %s", pl.name, quoteShort(scale), quoteShort(e.key))
		}
		seen[v] = e.line
		all = append(all, Level{Value: v, Text: e.worded(maxRunes)})
	}
	slices.SortFunc(all, func(a, b Level) int { return cmp.Compare(a.Value, b.Value) })
	return all
}

func (p *parser) changes(pl place) []Change {
	list, _ := pl.list("a list of changes")
	var all []Change
	for _, entry := range list {
		o, ok := entry.object("version", "kind", "comparable", "note")
		if !ok {
			continue
		}
		all = append(all, Change{
			Version:    p.past(o.need("version")),
			Kind:       o.need("kind").oneOf("reworded", "rescaled", "moved"),
			Comparable: o.maybe("comparable").truth(),
			Note:       o.maybe("note").words(),
		})
	}
	return all
}

// past reads a version that the file has reached.
func (p *parser) past(pl place) int {
	v := pl.whole()
	if p.q.Version > 0 && v > p.q.Version {
		pl.errorf("version %d is later than the file's version %d", v, p.q.Version)
	}
	return v
}

// unsourced warns where an item rests on nothing that can be looked up.
func (p *parser) unsourced(o object) {
	if s, given := o.values["sources"]; o.merged || given && (s.node.Kind != yaml.SequenceNode || len(s.node.Content) > 0) {
		return
	}
	p.warnf(o.line, "%s: no source is named", o.name)
	if e := o.maybe("evidence"); e.given() {
		p.warnf(e.line, "%s: an evidence grade without a source", e.name)
	}
}
