package score

// Tally collects the answers of a group of persons. It holds counts and sums only, never a row, and its size does not
// depend on the number of persons. It is not safe for concurrent use.
type Tally struct {
	scorer        *Scorer
	persons       int
	straightlined int
	fields        []fieldTally
	pairs         []cross // person scores in two fields each, of those who have both
	marks, own    []mark
}

type fieldTally struct {
	score    moments   // person scores, in units / parts
	facets   []moments // the same, by facet
	pairs    []cross   // the same, in two facets each, of those who have both
	items    []itemTally
	complete uint64  // persons who answered every item of the field
	total    moments // their sums of answers, in units
	products []cross // their answers to two items each, in units
}

type itemTally struct {
	counts   []uint64 // answers by point
	complete []uint64 // the same among persons who answered every item of the field
	rest     moments  // sums of those persons' answers to the other items of the field
	na       int
	missing  int
}

// NewTally returns a tally of no persons.
func (s *Scorer) NewTally() *Tally {
	t := &Tally{scorer: s, fields: make([]fieldTally, len(s.fields)), pairs: make([]cross, pairsOf(len(s.fields))),
		marks: make([]mark, max(1, s.facets)), own: make([]mark, len(s.fields))}
	for i := range s.fields {
		f := &s.fields[i]
		t.fields[i] = fieldTally{facets: make([]moments, len(f.facets)), pairs: make([]cross, pairsOf(len(f.facets))),
			items: make([]itemTally, len(f.items)), products: make([]cross, pairsOf(len(f.items)))}
		for j := range f.items {
			n := len(f.items[j].values)
			both := make([]uint64, 2*n)
			t.fields[i].items[j] = itemTally{counts: both[:n:n], complete: both[n:]}
		}
	}
	return t
}

// Add takes in the answers of one person, which must be valid. It keeps no reference to them.
func (t *Tally) Add(a Answers) {
	t.persons++
	if t.scorer.Straightlined(a) {
		t.straightlined++
	}
	for i := range t.fields {
		f, ft := &t.scorer.fields[i], &t.fields[i]
		if t.own[i] = f.score(a, t.marks); t.own[i].ok {
			ft.score.add(t.own[i].units)
		}
		addPairs(ft.pairs, t.marks)
		for j := range ft.facets {
			if t.marks[j].ok {
				ft.facets[j].add(t.marks[j].units)
			}
		}
		ft.count(f, a[f.first:f.first+len(f.items)])
	}
	addPairs(t.pairs, t.own)
}

// count takes in one person's answers to the items of the field.
func (ft *fieldTally) count(f *field, a Answers) {
	total, complete := uint64(0), true
	for i, code := range a {
		it := &ft.items[i]
		switch {
		case code < NA:
			it.counts[code]++
			total += f.items[i].units[code]
			continue
		case code == NA:
			it.na++
		default:
			it.missing++
		}
		complete = false
	}
	if complete {
		ft.countComplete(f, a, total)
	}
}

func (ft *fieldTally) countComplete(f *field, a Answers, total uint64) {
	ft.complete++
	ft.total.add(total)
	for i, code := range a {
		it := &ft.items[i]
		it.complete[code]++
		it.rest.add(total - f.items[i].units[code])
		for j := i + 1; j < len(a); j++ {
			ft.products[pairAt(i, j, len(a))].add(f.items[i].units[code], f.items[j].units[a[j]])
		}
	}
}

// Merge takes in the persons of u, all of them others than those already in t. Both tallies must come from the same
// [Scorer]. u is not changed.
func (t *Tally) Merge(u *Tally) {
	if t.scorer != u.scorer {
		panic("score: merged tallies must come from the same scorer")
	}
	t.persons += u.persons
	t.straightlined += u.straightlined
	mergePairs(t.pairs, u.pairs)
	for i := range t.fields {
		t.fields[i].merge(&u.fields[i])
	}
}

func (ft *fieldTally) merge(u *fieldTally) {
	ft.score.merge(u.score)
	ft.complete += u.complete
	ft.total.merge(u.total)
	mergePairs(ft.pairs, u.pairs)
	mergePairs(ft.products, u.products)
	for i := range ft.facets {
		ft.facets[i].merge(u.facets[i])
	}
	for i := range ft.items {
		it, o := &ft.items[i], &u.items[i]
		it.na += o.na
		it.missing += o.missing
		it.rest.merge(o.rest)
		for p := range it.counts {
			it.counts[p] += o.counts[p]
			it.complete[p] += o.complete[p]
		}
	}
}

// Persons returns how many persons were added, whatever they answered.
func (t *Tally) Persons() int { return t.persons }

// FieldCounts counts the persons behind each number of a field.
type FieldCounts struct {
	Persons int   // with a field score
	Facets  []int // with a score in each declared facet; empty where none are declared
	Items   []int // with a valid answer to each item
}

// Counts returns the counts of every field, without computing any statistics.
func (t *Tally) Counts() []FieldCounts {
	all := make([]FieldCounts, len(t.fields))
	for i := range t.fields {
		f, ft := &t.scorer.fields[i], &t.fields[i]
		c := FieldCounts{Persons: int(ft.score.n), Facets: make([]int, f.reports), Items: make([]int, len(ft.items))}
		for j := range c.Facets {
			c.Facets[j] = int(ft.facets[j].n)
		}
		for j := range ft.items {
			c.Items[j] = ft.items[j].valid()
		}
		all[i] = c
	}
	return all
}

// valid returns how many persons chose a point.
func (it *itemTally) valid() int {
	n := uint64(0)
	for _, c := range it.counts {
		n += c
	}
	return int(n)
}
