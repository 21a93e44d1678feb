package score

import (
	"math"
	"math/big"
)

// cross are the sums, squares and products of two whole numbers of each of n persons. They add up exactly, in any order.
type cross struct {
	n          uint64
	x, y       wide
	xx, yy, xy wide
}

func (c *cross) add(x, y uint64) {
	c.n++
	c.x.add(wide{low: x})
	c.y.add(wide{low: y})
	c.xx.add(product(x, x))
	c.yy.add(product(y, y))
	c.xy.add(product(x, y))
}

func (c *cross) merge(o cross) {
	c.n += o.n
	c.x.add(o.x)
	c.y.add(o.y)
	c.xx.add(o.xx)
	c.yy.add(o.yy)
	c.xy.add(o.xy)
}

// sums returns the sum and the sum of squares of a·x − b·y.
func (c *cross) sums(a, b uint64) (sum, squares *big.Int) {
	p, q := new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)
	sum = new(big.Int).Mul(p, c.x.big())
	sum.Sub(sum, new(big.Int).Mul(q, c.y.big()))
	squares = new(big.Int).Mul(new(big.Int).Mul(p, p), c.xx.big())
	squares.Add(squares, new(big.Int).Mul(new(big.Int).Mul(q, q), c.yy.big()))
	mixed := new(big.Int).Mul(new(big.Int).Mul(p, q), c.xy.big())
	return sum, squares.Sub(squares, mixed.Lsh(mixed, 1))
}

// pairAt is where the pair of i < j stands in a list of all pairs of n.
func pairAt(i, j, n int) int { return i*n - i*(i+1)/2 + j - i - 1 }

func pairsOf(n int) int { return n * (n - 1) / 2 }

// addPairs takes in the pairs of one person's scores.
func addPairs(pairs []cross, marks []mark) {
	at := 0
	for i := range marks {
		for j := i + 1; j < len(marks); j++ {
			if marks[i].ok && marks[j].ok {
				pairs[at].add(marks[i].units, marks[j].units)
			}
			at++
		}
	}
}

func mergePairs(pairs, others []cross) {
	for i := range pairs {
		pairs[i].merge(others[i])
	}
}

// Paired is the difference between two scores of the same N persons: its mean and its sample standard deviation, from two persons
// on.
type Paired struct {
	N        int
	Diff, SD Opt
}

// Differs reports whether the mean difference lies apart from a value by the two-sided paired t test at 5 %: |Diff − from| >
// t(0.975; N − 1) · SD / √N. Where all persons differ alike, it does so if that is not the value.
func (p Paired) Differs(from float64) bool {
	const rounding = 1e-9
	if !p.Diff.OK || !p.SD.OK {
		return false
	}
	off := math.Abs(p.Diff.Value - from)
	return off > rounding && off > tQuantile(float64(p.N-1))*p.SD.Value/math.Sqrt(float64(p.N))
}

// turned is the difference the other way round.
func (p Paired) turned() Paired {
	p.Diff.Value = -p.Diff.Value + 0
	return p
}

// between returns entry i minus entry j of a list of all pairs of n.
func between(all []Paired, i, j, n int) Paired {
	switch {
	case i == j || len(all) == 0:
		return Paired{}
	case i > j:
		return all[pairAt(j, i, n)].turned()
	}
	return all[pairAt(i, j, n)]
}

// paired describes x / a − y / b of units, for pairs that were added as (x, y).
func (d describer) paired(c *cross, a, b uint64) Paired {
	p := Paired{N: int(c.n)}
	if c.n < 2 {
		return p
	}
	sum, squares := c.sums(b, a)
	n := new(big.Int).SetUint64(c.n)
	parts := new(big.Int).Mul(new(big.Int).SetUint64(a), new(big.Int).SetUint64(b))
	p.Diff = some(d.grid.distance(sum, new(big.Int).Mul(n, parts)))
	num := new(big.Int).Mul(n, squares)
	num.Sub(num, new(big.Int).Mul(sum, sum))
	den := new(big.Int).Mul(n, new(big.Int).SetUint64(c.n-1))
	p.SD = some(math.Sqrt(d.grid.square(num, den.Mul(den, parts.Mul(parts, parts)))))
	return p
}

func (d describer) pairs(all []cross, parts func(i int) uint64) []Paired {
	out := make([]Paired, 0, len(all))
	n := 0
	for pairsOf(n) < len(all) {
		n++
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			out = append(out, d.paired(&all[len(out)], parts(i), parts(j)))
		}
	}
	return out
}
