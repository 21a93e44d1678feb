package result

import "kompass/internal/kompass"

// rules say from how many persons on a number of a group is given, and how exactly. Persons are those of the field,
// except for the bounds, where a facet with fewer persons than its field counts by its own.
type rules struct {
	rounded      bool // as an observer may see numbers; false gives them exactly
	exactEnds    int  // a mean close to an end of the scale is given as a bound to fewer persons than this
	indices      int  // r_WG and AD
	items        int
	alpha        int
	straightline int
	listwise     int // statistics over the persons who answered every item need so many of those
	words        int // fewer persons than this get a word for the standard deviation, and an interval in halves
	fit          int
	consistency  int // omega and what else a later study of the questionnaire needs, for everyone
	few          int // facets and fields that rest on fewer items than this are given where items are
}

// Means within endShare of the scale's range from an end of it are near that end; of fewer persons than endsFrom they are
// not given exactly there, because each of them would have answered about alike.
const (
	endShare = 0.05
	endsFrom = 10
)

// WithinEnds keeps a mean of n persons away from the ends of a scale where so few are not told exactly: what is a bound in
// a document, such as ">3.8", is drawn at the bound.
func WithinEnds(mean float64, n int, low, high float64) float64 {
	if n >= endsFrom {
		return mean
	}
	margin := endShare * (high - low)
	return min(max(mean, low+margin), high-margin)
}

// anonymousRules are the rules of an anonymous round with minimum group size k. What is computed listwise rests on
// fewer persons than the field, therefore k holds for them once more.
func anonymousRules(k int) rules {
	return rules{rounded: true, exactEnds: endsFrom, indices: 10, items: 10, alpha: 30, straightline: 10, listwise: k, words: 10, few: 3, fit: 20, consistency: 30}
}

// openRules are the rules of an open round: nothing is withheld to protect anybody. What remains is what would claim
// more than so few answers can say.
var openRules = rules{rounded: true, alpha: 30, straightline: 10, fit: 20, consistency: 30}

// fileRules are the rules of a file of answers, whose holder sees the answers themselves.
var fileRules = rules{fit: 20, consistency: 30}

// Limits are from how many persons on a document gives a number, for those who explain one that is not there. In a group
// of fewer than ExactEnds a mean near an end of the scale is a bound, and one of fewer than Words has its standard deviation as a
// word. Listwise are persons who judged every item of a field. Facets that rest on fewer than Few items are given
// where items are.
type Limits struct {
	ExactEnds     int
	Items         int
	Indices       int // r_WG and AD
	Alpha         int
	Straightlined int
	Listwise      int
	Words         int
	Few           int
	Fit           int
	Position      int // also agreement, and what only a paired test may say
}

// Limits returns the limits of the document's round.
func (d *Document) Limits() Limits {
	r := openRules
	if d.Mode == string(kompass.Anonymous) {
		r = anonymousRules(d.MinGroup)
		if d.Rules < 2 {
			r.words, r.few = 0, 0
		}
	}
	position := verdictFrom
	if d.Rules < 3 {
		r.fit, position = 0, 2
	}
	return Limits{ExactEnds: r.exactEnds, Items: r.items, Indices: r.indices, Alpha: r.alpha, Straightlined: r.straightline, Listwise: max(2, r.listwise),
		Words: r.words, Few: r.few, Fit: r.fit, Position: position}
}
