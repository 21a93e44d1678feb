package score

import "math/big"

// StraightRun is the number of identical answers in a row from which a form counts as straight-lined
// (meade-craig-2012). It is shown as a share of forms; no form is ever left out for it.
const StraightRun = 12

// Profile is the result of one person: a score per field, in the order of the questionnaire.
type Profile struct {
	Fields []FieldScore
}

// FieldScore is one person's score in a field, and in each declared facet of it, on the scale of the questionnaire. Facets
// is empty where none are declared.
type FieldScore struct {
	Score  Opt
	Facets []Opt
}

// Straightlined reports whether a has at least [StraightRun] identical answers in a row. Answers are identical where the
// points chosen have the same value as they stand on the form, before reversing: what counts is the pattern that was ticked.
// Items follow each other in the order of the questionnaire, across fields; an answer left out or "cannot judge" ends a run.
// The answers must be valid.
func (s *Scorer) Straightlined(a Answers) bool {
	run, last := 0, 0.0
	for i := range s.fields {
		f := &s.fields[i]
		for j := range f.items {
			code := a[f.first+j]
			if code >= NA {
				run = 0
				continue
			}
			v := f.items[j].values[code]
			if run == 0 || v != last {
				run, last = 0, v
			}
			if run++; run >= StraightRun {
				return true
			}
		}
	}
	return false
}

// Person returns the scores of one person (see the package comment for the rule). The answers must be valid.
func (s *Scorer) Person(a Answers) Profile {
	p := Profile{Fields: make([]FieldScore, len(s.fields))}
	marks := make([]mark, max(1, s.facets))
	for i := range s.fields {
		f := &s.fields[i]
		own := f.score(a, marks)
		p.Fields[i] = FieldScore{Score: s.opt(f, own), Facets: make([]Opt, f.reports)}
		for j := range p.Fields[i].Facets {
			p.Fields[i].Facets[j] = s.opt(f, marks[j])
		}
	}
	return p
}

func (s *Scorer) opt(f *field, m mark) Opt {
	if !m.ok {
		return Opt{}
	}
	return some(s.grid.value(new(big.Int).SetUint64(m.units), new(big.Int).SetUint64(f.parts)))
}

// mark is one person's score in units / parts of a field. While answers are read, units is their sum and count their
// number.
type mark struct {
	units uint64
	count uint64
	ok    bool
}

// score returns a person's score in the field and leaves those in its facets in marks.
func (f *field) score(a Answers, marks []mark) mark {
	clear(marks)
	for i := range f.items {
		if code := a[f.first+i]; code < NA {
			m := &marks[f.items[i].facet]
			m.units += f.items[i].units[code]
			m.count++
		}
	}
	var own mark
	for i := range f.facets {
		m := &marks[i]
		if m.ok = m.count >= uint64(f.facets[i].need); m.ok {
			m.units = divide(m.units*f.parts, m.count)
			own.units += m.units
			own.count++
		}
	}
	if own.ok = own.count >= uint64(f.need); own.ok {
		own.units = divide(own.units, own.count)
	}
	return own
}
