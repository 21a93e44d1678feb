package explain

import (
	"kompass/internal/result"
)

// Kind names a number at the end of a path.
type Kind string

// The numbers that can be asked. Target and gap belong together with surplus; agreement covers r_WG and AD.
const (
	Mean          Kind = "mean"
	SD            Kind = "sd"
	CI            Kind = "ci"
	Target        Kind = "target"
	Gap           Kind = "gap"
	Fit           Kind = "fit"
	Agreement     Kind = "agreement"
	Alpha         Kind = "alpha"
	Favourable    Kind = "favourable"
	Straightlined Kind = "straightlined"
)

// kinds returns the numbers that the unit has, in the order in which they are explained.
func (u *unit) kinds() []Kind {
	switch {
	case u.path.Item != "":
		return []Kind{Mean, SD, Favourable}
	case u.path.Facet != "":
		return []Kind{Mean, SD, CI, Target, Gap}
	case u.path.Field != "":
		return []Kind{Mean, SD, CI, Target, Gap, Fit, Agreement, Alpha}
	}
	return []Kind{Straightlined}
}

func kindNames(kinds []Kind) []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = string(k)
	}
	return out
}

// numbers derives the number that the path asks for, or all that the unit has.
func (u *unit) numbers() []Number {
	all := []Number{}
	for _, k := range u.kinds() {
		if u.path.Kind == "" || u.path.Kind == k {
			all = append(all, u.number(k))
		}
	}
	return all
}

func (u *unit) number(k Kind) Number {
	derive := map[Kind]func() Number{
		Mean: u.mean, SD: u.sd, CI: u.ci, Target: u.target, Gap: u.gap, Fit: u.fit,
		Agreement: u.agreement, Alpha: u.alpha, Favourable: u.favourable, Straightlined: u.straightlined,
	}[k]
	n := derive()
	n.Kind = k
	if n.How == nil {
		n.How = []string{}
	}
	if n.Sources == nil {
		n.Sources = []string{}
	}
	if n.Value == "" { // what is not there was not computed or rounded either
		n.Filled, n.Rounding = "", ""
	}
	return n
}

// stat is what is published of the unit; it is empty where items are withheld.
func (u *unit) stat() result.Value {
	switch {
	case u.withheld():
		return result.Value{}
	case u.item != nil:
		return u.item.Value()
	case u.facet != nil:
		return u.facet.Value()
	}
	return u.field.Value()
}
