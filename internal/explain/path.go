package explain

import (
	"fmt"
	"slices"
	"strings"

	"kompass/internal/i18n"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Everyone is the first part of a path that is about all persons.
const Everyone = "everyone"

// Path leads to a unit of a document, and to one of its numbers where Kind is not "".
type Path struct {
	Key   result.Key
	Field string
	Facet string
	Item  string
	Kind  Kind

	part string // a third step of which only the questionnaire knows whether it is a facet or an item
}

// UnknownError says that a step of a path leads nowhere, and what there is instead. Level is group, field, part or number.
type UnknownError struct {
	Level  string
	Step   string
	Exists []string
}

// Error names the step and what there is.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("no %s %q; there are: %s", e.Level, e.Step, strings.Join(e.Exists, ", "))
}

// Parse reads a path: a group, then field, facet or item, then a number, all but the group optional, as in
// everyone/customers, team=ID/customers/attitude, team=ID,perspective=staff/management.gap and
// perspective=leaders/customers/k-e-1.mean. An item may follow its facet. Whether the steps exist is for [Explain] to say.
func Parse(s string) (Path, error) {
	s = strings.Trim(strings.TrimSpace(s), "/")
	s, kind, _ := strings.Cut(s, ".")
	steps := strings.Split(s, "/")
	p := Path{Key: result.Key{}, Kind: Kind(kind)}
	if steps[0] != Everyone {
		for pair := range strings.SplitSeq(steps[0], ",") {
			name, value, ok := strings.Cut(pair, "=")
			if _, twice := p.Key[name]; !ok || twice || name != "team" && name != "perspective" {
				return Path{}, &UnknownError{Level: "group", Step: steps[0], Exists: []string{Everyone, "team=…", "perspective=…", "team=…,perspective=…"}}
			}
			p.Key[name] = value
		}
	}
	switch len(steps) {
	case 4:
		p.Field, p.Facet, p.Item = steps[1], steps[2], steps[3]
	case 3:
		p.Field, p.part = steps[1], steps[2]
	case 2:
		p.Field = steps[1]
	case 1:
	default:
		return Path{}, &UnknownError{Level: "part", Step: strings.Join(steps[4:], "/"), Exists: []string{strings.Join(steps[:4], "/")}}
	}
	return p, nil
}

// String writes the path as [Parse] reads it.
func (p Path) String() string {
	s := keyPath(p.Key)
	for _, step := range []string{p.Field, p.part, p.Facet, p.Item} {
		if step != "" {
			s += "/" + step
		}
	}
	if p.Kind != "" {
		s += "." + string(p.Kind)
	}
	return s
}

func keyPath(key result.Key) string {
	var pairs []string
	for _, name := range []string{"team", "perspective"} {
		if v, ok := key[name]; ok {
			pairs = append(pairs, name+"="+v)
		}
	}
	if len(pairs) == 0 {
		return Everyone
	}
	return strings.Join(pairs, ",")
}

// find follows a path through a document.
func find(in Input, p Path) (*unit, error) {
	z := i18n.For(in.Lang)
	u := &unit{in: in, z: z, names: naming.New(z, in.Questionnaire, in.Document), path: p}
	group, ok := in.Document.Find(p.Key)
	if !ok {
		return nil, &UnknownError{Level: "group", Step: keyPath(p.Key), Exists: groupPaths(in.Document)}
	}
	u.group = group
	if p.Field+p.part+p.Facet+p.Item != "" {
		if err := u.findField(); err != nil {
			return nil, err
		}
	}
	if p.Kind != "" && !slices.Contains(u.kinds(), p.Kind) {
		return nil, &UnknownError{Level: "number", Step: string(p.Kind), Exists: kindNames(u.kinds())}
	}
	return u, nil
}

func groupPaths(d *result.Document) []string {
	var all []string
	for _, g := range d.Groups {
		all = append(all, keyPath(g.Key))
	}
	return all
}

func (u *unit) findField() error {
	q := u.in.Questionnaire
	i := slices.IndexFunc(q.Fields, func(f questionnaire.Field) bool { return f.ID == u.path.Field })
	field, given := u.group.Field(u.path.Field)
	if i < 0 || u.group.Shown && !given {
		var ids []string
		for _, f := range q.Fields {
			ids = append(ids, f.ID)
		}
		return &UnknownError{Level: "field", Step: u.path.Field, Exists: ids}
	}
	u.asked, u.items, u.field = &q.Fields[i], q.Fields[i].Items, field
	return u.findPart()
}

// findPart follows the steps below a field.
func (u *unit) findPart() error {
	p := &u.path
	if p.part != "" {
		if p.Item = p.part; slices.Contains(u.facetIDs(), p.part) {
			p.Facet, p.Item = p.part, ""
		}
		p.part = ""
	}
	if p.Facet != "" && !slices.Contains(u.facetIDs(), p.Facet) {
		return u.unknownPart(p.Facet)
	}
	below := u.items
	if p.Facet != "" {
		below = ofFacet(u.items, p.Facet)
		u.items = below
	}
	if p.Item != "" {
		i := slices.IndexFunc(below, func(it questionnaire.Item) bool { return it.ID == p.Item })
		if i < 0 {
			return u.unknownPart(p.Item)
		}
		u.items = below[i : i+1]
	}
	u.findNumbers()
	return nil
}

func ofFacet(items []questionnaire.Item, facet string) []questionnaire.Item {
	var all []questionnaire.Item
	for _, it := range items {
		if it.Facet == facet {
			all = append(all, it)
		}
	}
	return all
}

func (u *unit) unknownPart(step string) error {
	exists := u.facetIDs()
	for _, it := range u.asked.Items {
		exists = append(exists, it.ID)
	}
	return &UnknownError{Level: "part", Step: step, Exists: exists}
}

// facetIDs returns the facets that the field has items in.
func (u *unit) facetIDs() []string { return result.FacetsOf(u.in.Questionnaire, *u.asked) }

// findNumbers looks up what the document gives of the facet or item.
func (u *unit) findNumbers() {
	if u.field == nil {
		return
	}
	if u.path.Item == "" {
		u.facet, _ = u.field.Facet(u.path.Facet)
		return
	}
	for i := range u.field.Items {
		if u.field.Items[i].ID == u.path.Item {
			u.item = &u.field.Items[i]
		}
	}
}
