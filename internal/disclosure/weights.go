package disclosure

// weighed returns an organisation in which all untrusted atoms together count as less than one person, each of o.Parts as
// fewer than K, and everybody else as before: all counts are multiplied by the same number, and those of the atoms named then
// made smaller. A count that is not 0 never becomes 0, because nobody is there only where nobody is.
func (o Organisation) weighed() Organisation {
	times := 1 + len(o.Parts)*len(o.Atoms)
	for _, a := range o.Atoms {
		if a.Untrusted {
			times++
		}
	}
	if times == 1 || o.K <= 1 {
		return o
	}
	weights, wide := o.weights(times, o.K), o.weights(times, max(o.K, o.ItemsFrom))
	atoms := make([]Atom, len(o.Atoms))
	for i, a := range o.Atoms {
		atoms[i] = a.weighed(weights[i])
		for f := range a.Fields {
			atoms[i].Fields[f].wide = wide[i].of(a.Fields[f].Persons)
		}
	}
	o.K, o.ItemsFrom, o.Atoms = o.K*times, o.ItemsFrom*times, atoms
	return o
}

// weights returns what one person of each atom counts so that no part holds as many as the limit: for the numbers of groups that is K,
// for those of items as many persons as items need.
func (o Organisation) weights(times, limit int) []weight {
	weights := make([]weight, len(o.Atoms))
	for i, a := range o.Atoms {
		weights[i] = weight{times, 1}
		if a.Untrusted {
			weights[i] = weight{0, 1}
		}
	}
	for _, part := range o.Parts {
		persons := 0
		for _, i := range part {
			persons += o.Atoms[i].Persons
		}
		for _, i := range part {
			if persons >= limit && !o.Atoms[i].Untrusted {
				weights[i] = weight{times*(limit-1) - len(part), persons}
			}
		}
	}
	return weights
}

// weight is what one person counts, as a fraction.
type weight struct{ over, under int }

func (w weight) of(n int) int {
	if n == 0 {
		return 0
	}
	return max(1, n*w.over/w.under)
}

func (w weight) all(counts []int) []int {
	out := make([]int, len(counts))
	for i, n := range counts {
		out[i] = w.of(n)
	}
	return out
}

func (a Atom) weighed(w weight) Atom {
	out := Atom{Persons: w.of(a.Persons), Untrusted: a.Untrusted}
	for _, f := range a.Fields {
		out.Fields = append(out.Fields, FieldCounts{Persons: w.of(f.Persons), Facets: w.all(f.Facets), Items: w.all(f.Items)})
	}
	return out
}
