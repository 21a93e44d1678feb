package score

import (
	"math/big"
	"strconv"

	"kompass/internal/questionnaire"
)

const (
	// maxRange bounds the units between the ends of a scale, maxScore those of a score. Squares of scores then fit
	// into 128 bits for more than 2³⁰ persons.
	maxRange = 1 << 40
	maxScore = 1 << 48
	// exactInt is the largest power of two up to which a float64 holds every whole number.
	exactInt = 1 << 53
)

// grid expresses the values of all scales as whole multiples of one unit above the minimum: value = (zero + units·unit)/den.
// The unit is the largest in which every value is whole, so that sums are exact. Only where the values of a file have more
// digits than [maxRange] units can tell apart, the unit is the range divided by that, and values are rounded to it.
type grid struct {
	low, high  float64
	span       uint64 // units from the minimum to the maximum
	base, unit *big.Rat
	zero, step *big.Int // base and unit as numerators over den
	den        *big.Int
}

func newGrid(q *questionnaire.Questionnaire) grid {
	g := grid{low: q.Min(), high: q.Max(), base: decimal(q.Min())}
	den := big.NewInt(1)
	for _, s := range q.Scales {
		for _, p := range s.Points {
			den = lcm(den, new(big.Rat).Sub(decimal(p.Value), g.base).Denom())
		}
	}
	g.unit = new(big.Rat).SetFrac(big.NewInt(1), den)
	full := new(big.Rat).Sub(decimal(q.Max()), g.base)
	span := new(big.Rat).Quo(full, g.unit)
	if span.Cmp(new(big.Rat).SetInt64(maxRange)) <= 0 {
		g.span = span.Num().Uint64()
	} else {
		g.span = maxRange
		g.unit.Quo(full, new(big.Rat).SetInt64(maxRange))
	}
	g.den = lcm(g.base.Denom(), g.unit.Denom())
	g.zero = over(g.base, g.den)
	g.step = over(g.unit, g.den)
	return g
}

// decimal is the shortest decimal number that reads as v: the one that stands in the file.
func decimal(v float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'g', -1, 64))
	return r
}

func lcm(a, b *big.Int) *big.Int {
	g := new(big.Int).GCD(nil, nil, a, b)
	return g.Mul(new(big.Int).Quo(a, g), b)
}

// over returns the numerator of r when its denominator is den, a multiple of its own.
func over(r *big.Rat, den *big.Int) *big.Int {
	n := new(big.Int).Quo(den, r.Denom())
	return n.Mul(n, r.Num())
}

// units returns how many units v lies above the minimum, to the nearest.
func (g *grid) units(v float64) uint64 {
	r := new(big.Rat).Sub(decimal(v), g.base)
	r.Quo(r, g.unit).Add(r, big.NewRat(1, 2))
	return new(big.Int).Quo(r.Num(), r.Denom()).Uint64()
}

// value returns the value of sum/parts units above the minimum, correctly rounded.
func (g *grid) value(sum, parts *big.Int) float64 {
	num := new(big.Int).Mul(g.zero, parts)
	num.Add(num, new(big.Int).Mul(g.step, sum))
	return min(max(quotient(num, new(big.Int).Mul(parts, g.den)), g.low), g.high)
}

// distance returns the value of num/parts units between two scores, correctly rounded.
func (g *grid) distance(num, parts *big.Int) float64 {
	return quotient(new(big.Int).Mul(num, g.step), new(big.Int).Mul(parts, g.den))
}

// square returns the value of num/parts squared units, correctly rounded: a variance.
func (g *grid) square(num, parts *big.Int) float64 {
	n := new(big.Int).Mul(num, g.step)
	d := new(big.Int).Mul(parts, g.den)
	return quotient(n.Mul(n, g.step), d.Mul(d, g.den))
}

// quotient returns a/b, correctly rounded. Whole numbers that a float64 can hold need no long division.
func quotient(a, b *big.Int) float64 {
	if small(a) && small(b) {
		return float64(a.Int64()) / float64(b.Int64())
	}
	v, _ := new(big.Rat).SetFrac(a, b).Float64()
	return v
}

func small(n *big.Int) bool {
	return n.IsInt64() && n.Int64() >= -exactInt && n.Int64() <= exactInt
}

// uniformVariance is the variance of an even choice among the points: the null of no agreement at all (james-1984). For
// A points one apart it is (A² − 1)/12.
func uniformVariance(points []questionnaire.Point) float64 {
	n := new(big.Rat).SetInt64(int64(len(points)))
	sum, squares := new(big.Rat), new(big.Rat)
	for _, p := range points {
		v := decimal(p.Value)
		sum.Add(sum, v)
		squares.Add(squares, v.Mul(v, v))
	}
	mean := sum.Quo(sum, n)
	squares.Quo(squares, n)
	v, _ := squares.Sub(squares, new(big.Rat).Mul(mean, mean)).Float64()
	return v
}

// denominator returns the parts into which a unit is cut so that every score of the field is whole: a facet score divides
// by the number of answers, the field score by the number of facets. Where that would be too fine, it is the finest
// possible one, and scores are rounded to it.
func denominator(span uint64, f *field) uint64 {
	most := uint64(maxScore) / span
	d := big.NewInt(1)
	for _, c := range f.facets {
		d = lcm(d, lcmFrom(c.need, c.items))
	}
	d.Mul(d, lcmFrom(f.need, f.populated()))
	if d.IsUint64() && d.Uint64() <= most {
		return d.Uint64()
	}
	return most
}

func lcmFrom(low, high int) *big.Int {
	d := big.NewInt(1)
	for n := low; n <= high; n++ {
		d = lcm(d, big.NewInt(int64(n)))
	}
	return d
}

// divide returns a/b to the nearest whole number.
func divide(a, b uint64) uint64 { return (a + b/2) / b }
