package score

import (
	"math/big"
	"math/bits"
)

// wide is an unsigned number of 128 bits: a sum of squares that never overflows here.
type wide struct{ high, low uint64 }

func (w *wide) add(v wide) {
	var carry uint64
	w.low, carry = bits.Add64(w.low, v.low, 0)
	w.high += v.high + carry
}

// product returns a·b.
func product(a, b uint64) wide {
	high, low := bits.Mul64(a, b)
	return wide{high, low}
}

// times returns w·k.
func (w wide) times(k uint64) wide {
	p := product(w.low, k)
	p.high += w.high * k
	return p
}

func (w wide) big() *big.Int {
	n := new(big.Int).SetUint64(w.high)
	return n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(w.low))
}

// moments are the number, the sum and the sum of squares of whole numbers. They add up exactly, in any order.
type moments struct {
	n            uint64
	sum, squares wide
}

func (m *moments) add(x uint64) {
	m.n++
	m.sum.add(wide{low: x})
	m.squares.add(product(x, x))
}

// addTimes adds x count times.
func (m *moments) addTimes(x, count uint64) {
	m.n += count
	m.sum.add(product(x, count))
	m.squares.add(product(x, x).times(count))
}

func (m *moments) merge(o moments) {
	m.n += o.n
	m.sum.add(o.sum)
	m.squares.add(o.squares)
}

// countN returns n as a big number.
func (m moments) countN() *big.Int { return new(big.Int).SetUint64(m.n) }

// sample returns numerator and denominator of the sample variance: (nΣx² − (Σx)²) / (n(n − 1)). It needs n ≥ 2.
func (m moments) sample() (num, den *big.Int) {
	n, sum := m.countN(), m.sum.big()
	num = new(big.Int).Mul(n, m.squares.big())
	num.Sub(num, sum.Mul(sum, sum))
	return num, n.Mul(n, new(big.Int).SetUint64(m.n-1))
}
