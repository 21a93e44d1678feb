package compare

import (
	"bytes"
	"crypto/sha256"
	"math"
	"slices"

	"kompass/internal/kompass"
	"kompass/internal/result"
)

// The rules by which companies see one another without names.
const (
	// PeersFrom is how many companies, their own one among them, there must be before any is shown. Two who put together what
	// they know still face three they cannot tell apart.
	PeersFrom = 5
	// BandFrom is how many there must be for a band of quartiles. From then on the band alone is shown.
	BandFrom = 10
	// peerAnswers is how many answers a result needs: with fewer, its bounds would give away that it is small.
	peerAnswers = 10
	// alike is how many companies share a class of size.
	alike = 3
	// Together is how many companies change in a set at once: what is shown before and after differs by so many or not at all.
	Together = 3
)

// Member is a company that has consented, with its latest result for everyone.
type Member struct {
	Consent kompass.Consent
	Series  Series
}

// PeerReason says why a company sees no others, "" where it does.
type PeerReason string

// The reasons.
const (
	PeersOwn PeerReason = "own" // the company itself is not among those shown: whoever looks is seen
	PeersFew PeerReason = "few" // too few companies
	// PeersRest means that a company of the set has left it, and too few have changed to show another set.
	PeersRest PeerReason = "rest"
)

// Peers is what one company may see of the others: either [Peers.Aliases], or [Peers.Band].
//
// Everybody who consents is shown, and nobody can be chosen or left out: a selection could be played against another one.
// Means are rounded to one decimal whatever was published, and come without interval and standard deviation, because both
// would give the number of answers away, and with it often the company. The number is told as a class that several share.
// Aliases are numbers in an order that a secret seed of each company decides. It differs from viewer to viewer, from month
// to month, and whenever a company joins or leaves, so that no number stays with a company.
type Peers struct {
	Reason  PeerReason
	N       int // companies, their own one among them
	Own     Series
	Aliases []Alias
	Band    []Quartiles
}

// Alias is a company without its name. Means are those of the fields, in the order of the questionnaire. Low and High are
// the ends of its class of size, High 0 where it is open.
type Alias struct {
	Number    int
	Means     []float64
	Low, High int
}

// Quartiles is where the middle half of the companies lies in a field, or in a facet of it.
type Quartiles struct {
	Field, Facet         string
	Lower, Middle, Upper float64
}

// PeersOf returns what a company sees at the time of stand, such as "2026-05": the state is held for that long.
func PeersOf(companyID, stand string, members []Member) Peers {
	i := slices.IndexFunc(members, func(m Member) bool { return m.Consent.CompanyID == companyID })
	if i < 0 || !members[i].counts() {
		return Peers{Reason: PeersOwn}
	}
	own := members[i]
	pool := Pool(own.Series.Document.Questionnaire, members)
	p := Peers{N: len(pool), Own: own.Series}
	switch {
	case !slices.ContainsFunc(pool, func(m Member) bool { return m.Consent.CompanyID == companyID }):
		p.Reason = PeersFew
	case len(pool) >= BandFrom:
		p.Band = band(pool, own.Series)
	default:
		p.Aliases = aliases(pool, companyID, stand)
	}
	return p
}

// Pool returns those that can be shown to one another with a questionnaire, none where they are too few.
func Pool(of result.Ref, members []Member) []Member {
	pool := slices.DeleteFunc(slices.Clone(members), func(m Member) bool { return !m.counts() || m.Series.Document.Questionnaire != of })
	switch {
	case len(pool) < PeersFrom:
		return nil
	case len(pool) < BandFrom:
		return pool
	}
	if pool = balanced(pool); len(pool) < BandFrom {
		return nil
	}
	return pool
}

// Settle returns whom a set is to consist of from now on, in the place of those who are shown: rounds by company. It stays as it is
// while fewer than [Together] companies would join it, leave it or be shown with another result: what a company sees before
// and after would tell the values of those few.
func Settle(shown map[string]string, pool []Member) map[string]string {
	next := make(map[string]string, len(pool))
	for _, m := range pool {
		next[m.Consent.CompanyID] = m.Series.Document.Round
	}
	if len(next) == 0 || Differing(shown, next) < Together {
		return shown
	}
	return next
}

// Differing is how many companies are in one of two sets alone, or in both with another result.
func Differing(a, b map[string]string) int {
	n := 0
	for company, round := range a {
		if b[company] != round {
			n++
		}
	}
	for company := range b {
		if _, both := a[company]; !both {
			n++
		}
	}
	return n
}

// counts reports whether a company's result can be shown to others: anonymous, of enough people and of no more forms
// than people, with every field.
func (m Member) counts() bool {
	g := m.Series.Group
	if m.Series.Document.Mode != string(kompass.Anonymous) || !g.Shown || *g.N < peerAnswers || !m.Consent.Stands() {
		return false
	}
	if heads := m.Series.Document.Heads; heads != nil && *g.N > *heads {
		return false
	}
	for _, id := range fieldIDs(m.Series.Questionnaire) {
		if fieldValue(g, id).mean == nil {
			return false
		}
	}
	return true
}

// balanced leaves out every company that has more than half of all answers, so that none can make a band its own. It is not
// replaced by single profiles either: then whoever enters enough answers of her own would get to see all others one by one.
func balanced(pool []Member) []Member {
	for {
		sum, most := 0, 0
		for i, m := range pool {
			sum += *m.Series.Group.N
			if *m.Series.Group.N > *pool[most].Series.Group.N {
				most = i
			}
		}
		if len(pool) == 0 || 2**pool[most].Series.Group.N <= sum {
			return pool
		}
		pool = slices.Delete(slices.Clone(pool), most, most+1)
	}
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

func aliases(pool []Member, viewer, stand string) []Alias {
	order := shuffled(pool, viewer, stand)
	classes := classesOf(pool)
	var out []Alias
	for _, m := range order {
		if m.Consent.CompanyID == viewer {
			continue
		}
		a := Alias{Number: len(out) + 1}
		for _, id := range fieldIDs(m.Series.Questionnaire) {
			a.Means = append(a.Means, tenth(*fieldValue(m.Series.Group, id).mean))
		}
		for _, c := range classes {
			if c.holds(*m.Series.Group.N) {
				a.Low, a.High = c.low, c.high
			}
		}
		out = append(out, a)
	}
	return out
}

// shuffled orders companies by digests that nobody can compute who does not know all seeds.
func shuffled(pool []Member, viewer, stand string) []Member {
	together := sha256.New()
	for _, m := range slices.SortedFunc(slices.Values(pool), func(a, b Member) int { return bytes.Compare(a.Consent.Seed[:], b.Consent.Seed[:]) }) {
		together.Write(m.Consent.Seed[:])
	}
	all := together.Sum(nil)
	key := func(m Member) []byte {
		sum := sha256.Sum256(slices.Concat(m.Consent.Seed[:], all, []byte(viewer), []byte{0}, []byte(stand)))
		return sum[:]
	}
	return slices.SortedFunc(slices.Values(pool), func(a, b Member) int { return bytes.Compare(key(a), key(b)) })
}

// class is a range of numbers of answers; high is 0 where it is open.
type class struct{ low, high int }

func (c class) holds(n int) bool { return n >= c.low && (c.high == 0 || n <= c.high) }

// classesOf makes the classes as fine as several companies are in each. One that holds none is told of nobody and stays.
func classesOf(pool []Member) []class {
	classes := []class{{peerAnswers, 29}, {30, 99}, {100, 0}}
	for len(classes) > 1 {
		i := slices.IndexFunc(classes, func(c class) bool { n := held(pool, c); return n > 0 && n < alike })
		if i < 0 {
			break
		}
		into := max(0, i-1)
		classes = slices.Replace(classes, into, into+2, class{classes[into].low, classes[into+1].high})
	}
	return classes
}

func held(pool []Member, c class) int {
	n := 0
	for _, m := range pool {
		if c.holds(*m.Series.Group.N) {
			n++
		}
	}
	return n
}

// band is the same for everybody who may see it: their own company counts in it as well, so that two viewers have nothing to
// subtract from one another.
func band(pool []Member, own Series) []Quartiles {
	var out []Quartiles
	for _, field := range fieldIDs(own.Questionnaire) {
		for _, facet := range append([]string{""}, own.Questionnaire.FacetIDs()...) {
			at := place{field: field, facet: facet}
			if facet != "" && len(idsAt(own.Questionnaire, at)) == 0 {
				continue
			}
			var means []int
			for _, m := range pool {
				if v := valueAt(m.Series.Group, at); v.mean != nil {
					means = append(means, int(math.Round(*v.mean*100)))
				}
			}
			if len(means) < BandFrom {
				continue
			}
			slices.Sort(means)
			out = append(out, Quartiles{field, facet, quartile(means, 1), quartile(means, 2), quartile(means, 3)})
		}
	}
	return out
}

// quartile interpolates between the sorted values on either side, as R's type 7 does, and rounds to a tenth. Values are whole
// hundredths, as published means are, so that it is exact and a half is rounded up wherever it comes from.
func quartile(sorted []int, quarters int) float64 {
	at := quarters * (len(sorted) - 1)
	low, rest := at/4, at%4
	high := min(low+1, len(sorted)-1)
	return math.Floor(float64(sorted[low]*(4-rest)+sorted[high]*rest+20)/40) / 10
}

// Mean is the company's own mean at a place as it is shown beside the others, and false where there is none.
func (p Peers) Mean(field, facet string) (float64, bool) {
	v := valueAt(p.Own.Group, place{field: field, facet: facet})
	if v.mean == nil {
		return 0, false
	}
	return tenth(*v.mean), true
}
