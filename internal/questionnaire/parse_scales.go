package questionnaire

import (
	"cmp"
	"slices"
)

// readScales reads the scales, sorted by id: their order in the file means nothing.
func (p *parser) readScales(pl place) {
	entries, merged, ok := pl.mapping("a mapping of scale ids to scales")
	if !ok {
		return
	}
	if len(entries) == 0 && !merged {
		p.errorf(pl.line, "scales: expected at least one scale")
	}
	if !merged {
		p.scales = newRegistry("scale")
	}
	for _, e := range entries {
		e.checkKey(partID)
		if p.scales != nil {
			p.scales.lines[e.key] = e.line
		}
		scale := p.scale(e)
		p.sameRange(e, scale)
		p.q.Scales = append(p.q.Scales, scale)
	}
	slices.SortFunc(p.q.Scales, func(a, b Scale) int { return cmp.Compare(a.ID, b.ID) })
}

func (p *parser) scale(e entry) Scale {
	s := Scale{ID: e.key}
	o, ok := e.called("scale " + quoteShort(e.key)).object(p.since2([]string{"points", "na"}, "lead")...)
	if !ok {
		return s
	}
	ids := newRegistry("point")
	s.Points = p.points(o.need("points"), o.name, ids)
	s.Lead = o.maybe("lead").text()
	if na := o.maybe("na"); na.given() {
		if n, ok := na.object("id", "text"); ok {
			s.NA = &NA{ID: n.need("id").pointID(), Text: n.need("text").text()}
			ids.add(n.maybe("id"), s.NA.ID)
		}
	}
	return s
}

// points reads the points of a scale. It returns nil where a value is unusable, so that nothing is compared with it.
func (p *parser) points(pl place, scale string, ids *registry) []Point {
	list, ok := pl.list("a list of points")
	if !ok {
		return nil
	}
	if len(list) < 2 {
		p.errorf(pl.line, "%s: expected at least 2 points, found %d", pl.name, len(list))
	}
	all, usable := make([]Point, 0, len(list)), len(list) >= 2
	for _, entry := range list {
		o, ok := entry.named(scale+": point").object("id", "value", "text")
		if !ok {
			usable = false
			continue
		}
		pt := Point{ID: o.need("id").pointID(), Text: o.need("text").text()}
		ids.add(o.maybe("id"), pt.ID)
		value := o.need("value")
		if pt.Value, ok = value.number(); !ok {
			usable = false
			continue
		}
		if n := len(all); n > 0 && pt.Value <= all[n-1].Value {
			value.errorf("the values of a scale ascend: expected more than %v, found %v", all[n-1].Value, pt.Value)
			usable = false
		}
		all = append(all, pt)
	}
	if !usable {
		return nil
	}
	return all
}

// sameRange reports a scale whose minimum or maximum differs from that of the first usable one.
func (p *parser) sameRange(e entry, s Scale) {
	if len(s.Points) == 0 {
		return
	}
	lowest, highest := s.Points[0].Value, s.Points[len(s.Points)-1].Value
	least, most, first, ok := p.bounds()
	if !ok || lowest == least && highest == most {
		return
	}
	p.errorf(e.line, "scale %s: runs from %v to %v, but scale %s from %v to %v: all scales share minimum and maximum",
		quoteShort(s.ID), lowest, highest, quoteShort(first), least, most)
}

// bounds returns minimum, maximum and id of the first scale that could be read.
func (p *parser) bounds() (least, most float64, id string, ok bool) {
	for _, s := range p.q.Scales {
		if n := len(s.Points); n > 0 {
			return s.Points[0].Value, s.Points[n-1].Value, s.ID, true
		}
	}
	return 0, 0, "", false
}
