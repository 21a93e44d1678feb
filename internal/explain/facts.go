package explain

import "kompass/internal/questionnaire"

// facts says who answered and by which rule an answer counts.
func (u *unit) facts() []string {
	switch {
	case u.path.Item != "":
		return u.itemFacts()
	case u.path.Facet != "":
		return u.facetFacts()
	case u.path.Field != "":
		return u.fieldFacts()
	}
	return u.groupFacts()
}

func (u *unit) groupFacts() []string {
	facts := []string{u.z.N("explain.group.n", *u.group.N)}
	if u.group.Heads != nil && u.group.Key["perspective"] == "" {
		facts = append(facts, u.z.T("explain.group.heads", "heads", *u.group.Heads))
	}
	if !u.anonymous() {
		return append(facts, u.z.T("explain.group.open"))
	}
	return append(facts, u.z.T("explain.hidden.rule", "k", u.in.Document.MinGroup))
}

func (u *unit) fieldFacts() []string {
	q := u.in.Questionnaire
	facts := []string{u.z.T("explain.field.n", "n", u.field.N, "all", *u.group.N)}
	if facets := u.facetIDs(); len(facets) > 0 {
		return append(facts, u.z.T("explain.field.rule", "need", q.MinValid(len(facets)), "of", len(facets)), u.z.T("explain.na"))
	}
	return append(facts, u.z.T("explain.items.rule", "need", q.MinValid(len(u.items)), "of", len(u.items)), u.z.T("explain.na"))
}

func (u *unit) facetFacts() []string {
	if u.withheld() {
		return []string{u.few()}
	}
	return []string{
		u.z.T("explain.facet.n", "n", u.facet.N, "all", *u.group.N),
		u.z.T("explain.items.rule", "need", u.in.Questionnaire.MinValid(len(u.items)), "of", len(u.items)), u.z.T("explain.na"),
	}
}

func (u *unit) itemFacts() []string {
	if u.withheld() {
		return []string{u.few()}
	}
	it := u.item
	facts := []string{u.z.T("explain.item.n", "n", it.N, "na", it.NA, "missing", it.Missing)}
	if u.items[0].Reverse {
		facts = append(facts, u.z.T("explain.item.reverse", "min", u.num(u.in.Questionnaire.Min()), "max", u.num(u.in.Questionnaire.Max())))
	}
	return append(facts, u.z.T("explain.na"))
}

// few says from where on items are given, and facets that rest on few of them.
func (u *unit) few() string {
	l := u.in.Document.Limits()
	switch {
	case l.Few == 0:
		return u.z.T("explain.items.few", "n", l.Items)
	case u.path.Facet != "":
		return u.z.T("explain.facet.few", "n", l.Items, "items", l.Few)
	}
	return u.z.T("explain.items.parts", "n", l.Items)
}

// statements lists what was asked. A group has none of its own.
func (u *unit) statements() []Item {
	all := []Item{}
	for _, q := range u.items {
		it := Item{
			ID: q.ID, Name: u.names.Item(q.ID), Text: u.names.Text(q.Wording(u.group.Key["perspective"])), Reverse: q.Reverse,
			Sources: append([]string{}, q.Sources...),
		}
		u.count(&it)
		all = append(all, it)
	}
	return all
}

// count enters how many answered an item, where the document says so.
func (u *unit) count(it *Item) {
	for i := range u.field.Items {
		if given := &u.field.Items[i]; given.ID == it.ID {
			it.N, it.NA, it.Missing = &given.N, &given.NA, &given.Missing
		}
	}
}

// parts lists what the unit consists of.
func (u *unit) parts() []Part {
	all := []Part{}
	add := func(p Path, name string) {
		p.Key, p.Kind = u.path.Key, ""
		all = append(all, Part{Path: p.String(), Name: name})
	}
	switch {
	case u.path.Item != "":
	case u.path.Facet != "":
		u.eachItem(func(it questionnaire.Item) { add(Path{Field: u.path.Field, Item: it.ID}, u.names.Item(it.ID)) })
	case u.path.Field != "" && len(u.facetIDs()) > 0:
		for _, id := range u.facetIDs() {
			add(Path{Field: u.path.Field, Facet: id}, u.names.Facet(id))
		}
	case u.path.Field != "":
		u.eachItem(func(it questionnaire.Item) { add(Path{Field: u.path.Field, Item: it.ID}, u.names.Item(it.ID)) })
	default:
		for _, f := range u.in.Questionnaire.Fields {
			add(Path{Field: f.ID}, u.names.Field(f.ID))
		}
	}
	return all
}

// eachItem calls do for the items that the document gives numbers of.
func (u *unit) eachItem(do func(questionnaire.Item)) {
	if len(u.field.Items) == 0 {
		return
	}
	for _, it := range u.items {
		do(it)
	}
}
