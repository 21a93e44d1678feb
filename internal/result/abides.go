package result

import (
	"fmt"

	"kompass/internal/kompass"
)

// Abides checks that a document which came from elsewhere gives no number that an anonymous round with its minimum group
// may not give. Whether a small group follows from several shown ones cannot be told from the document: it does not hold the sizes
// of what is hidden. An open round withholds nothing.
func (d *Document) Abides() error {
	if d.Mode != string(kompass.Anonymous) {
		return nil
	}
	limits := d.Limits()
	for _, g := range d.Groups {
		if !g.Shown {
			continue
		}
		if *g.N < d.MinGroup {
			return fmt.Errorf("group %q is shown with %d persons", g.Label, *g.N)
		}
		for _, f := range g.Fields {
			if d.Rules >= 2 && g.Key["perspective"] != "" && len(f.Items) > 0 {
				return fmt.Errorf("group %q, field %q: items of a perspective are shown", g.Label, f.ID)
			}
			if err := f.abides(d.MinGroup, limits); err != nil {
				return fmt.Errorf("group %q, field %q: %w", g.Label, f.ID, err)
			}
		}
	}
	return nil
}

func (f Field) abides(k int, limits Limits) error {
	if !f.Shown {
		return nil
	}
	switch {
	case f.N < k:
		return fmt.Errorf("shown with %d persons", f.N)
	case len(f.Items) > 0 && f.N < limits.Items:
		return fmt.Errorf("items shown with %d persons", f.N)
	case (f.RWG != nil || f.AD != nil) && f.N < limits.Indices:
		return fmt.Errorf("indices of agreement shown with %d persons", f.N)
	case f.SD != nil && f.N < limits.Words:
		return fmt.Errorf("standard deviation shown with %d persons", f.N)
	case f.Alpha != nil && (f.N < limits.Alpha || f.Alpha.N < limits.Listwise):
		return fmt.Errorf("alpha shown with %d persons", f.N)
	}
	for _, c := range f.Facets {
		if c.N < k {
			return fmt.Errorf("facet %q shown with %d persons", c.ID, c.N)
		}
		if c.SD != nil && c.N < limits.Words {
			return fmt.Errorf("standard deviation of facet %q shown with %d persons", c.ID, c.N)
		}
	}
	for _, i := range f.Items {
		if i.N < k {
			return fmt.Errorf("item %q shown with %d answers", i.ID, i.N)
		}
	}
	return nil
}
