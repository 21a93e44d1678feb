package score

import (
	"math"
	"math/big"
	"slices"
)

// Omega is McDonald's omega of the items of a field among the N persons who answered all of them: the share of the variance of their
// sum that one common factor explains. It is missing where an item does not vary, and for fewer than three items.
type Omega struct {
	Value Opt
	CI    Interval
	N     int
}

// matrix holds the covariances of items, row by row.
type matrix struct {
	n    int
	cell []float64
}

func (m matrix) at(i, j int) float64 { return m.cell[i*m.n+j] }

// covariances returns the sample covariances of the items of a field, from the persons who answered all of them.
func (d describer) covariances(ft *fieldTally, variances []float64) matrix {
	n := len(variances)
	m := matrix{n: n, cell: make([]float64, n*n)}
	for i := range n {
		m.cell[i*n+i] = variances[i]
		for j := i + 1; j < n; j++ {
			c := d.covariance(&ft.products[pairAt(i, j, n)])
			m.cell[i*n+j], m.cell[j*n+i] = c, c
		}
	}
	return m
}

func (d describer) covariance(c *cross) float64 {
	n := new(big.Int).SetUint64(c.n)
	num := new(big.Int).Mul(n, c.xy.big())
	num.Sub(num, new(big.Int).Mul(c.x.big(), c.y.big()))
	return d.grid.square(num, n.Mul(n, new(big.Int).SetUint64(c.n-1)))
}

// itemTotals returns the correlation of each item with the sum of the others, missing where one of the two does not vary.
func (m matrix) itemTotals() []Opt {
	total, rows := 0.0, make([]float64, m.n)
	for i := range m.n {
		for j := range m.n {
			rows[i] += m.at(i, j)
		}
		total += rows[i]
	}
	out := make([]Opt, m.n)
	for i := range m.n {
		own := m.at(i, i)
		rest := total - 2*rows[i] + own
		if own > 0 && rest > 1e-12*total {
			out[i] = some(max(-1, min(1, (rows[i]-own)/math.Sqrt(own*rest))))
		}
	}
	return out
}

// omegaDraws is how many matrices the interval of omega is read off.
const omegaDraws = 200

// How closely a factor is fitted: that of the answers, and those of the draws, whose spread alone counts.
const (
	finely, steps         = 1e-9, 5000
	roughly, stepsOfDraws = 1e-3, 20
)

// omega fits one factor by maximum likelihood and reads its interval off matrices that are drawn from it: the distribution of omega among
// as many persons if the factor were all there is. The draws are the same every time.
func (m matrix) omega(persons int) Omega {
	out := Omega{N: persons}
	for i := range m.n {
		if m.at(i, i) <= 0 {
			return out
		}
	}
	if m.n < 3 || persons <= m.n {
		return out
	}
	f := m.fit(m.guess(), finely, steps)
	out.Value = some(f.omega())
	start, root, values := f.standard(), f.root(), make([]float64, omegaDraws)
	for i, t := range triangles.of(persons, m.n) {
		values[i] = root.covariances(t, persons).fit(start, roughly, stepsOfDraws).omega()
	}
	slices.Sort(values)
	out.CI = Interval{Low: values[omegaDraws*25/1000], High: values[omegaDraws*975/1000-1], OK: true}
	return out
}

// factor is a model of one common factor: loadings and the variances that are the items' own.
type factor struct{ load, own []float64 }

func (f factor) omega() float64 {
	sum, rest := 0.0, 0.0
	for i := range f.load {
		sum += f.load[i]
		rest += f.own[i]
	}
	return sum * sum / (sum*sum + rest)
}

// guess is where to begin: every item shares some of its variance.
func (m matrix) guess() factor {
	return factor{load: slices.Repeat([]float64{0.6}, m.n), own: slices.Repeat([]float64{0.64}, m.n)}
}

// standard returns the factor of items with a variance of one.
func (f factor) standard() factor {
	out := factor{load: slices.Clone(f.load), own: slices.Clone(f.own)}
	for i, l := range f.load {
		variance := l*l + f.own[i]
		out.load[i] /= math.Sqrt(variance)
		out.own[i] /= variance
	}
	return out
}

// fit returns, beginning at a factor of items with a variance of one, the factor that makes the covariances most likely, by the steps
// of expectation and maximisation on correlations. No item has less than 0.005 of its variance to itself.
func (m matrix) fit(from factor, tolerance float64, most int) factor {
	const least = 0.005
	f := factor{load: slices.Clone(from.load), own: slices.Clone(from.own)}
	sd, correlations := make([]float64, m.n), make([]float64, m.n*m.n)
	for i := range m.n {
		sd[i] = math.Sqrt(m.at(i, i))
		for j := range i + 1 {
			c := m.at(i, j) / (sd[i] * sd[j])
			correlations[i*m.n+j], correlations[j*m.n+i] = c, c
		}
	}
	weights, shared := make([]float64, m.n), make([]float64, m.n)
	for range most {
		if f.step(correlations, weights, shared) < tolerance {
			break
		}
		for i := range f.own {
			f.own[i] = max(f.own[i], least)
		}
	}
	for i := range sd {
		f.load[i] *= sd[i]
		f.own[i] *= sd[i] * sd[i]
	}
	return f
}

// step improves the factor once and returns by how much it moved.
func (f factor) step(correlations, weights, shared []float64) float64 {
	scale := 1.0
	for i, l := range f.load {
		scale += l * l / f.own[i]
	}
	left, within := 1.0, 0.0
	for i, l := range f.load {
		weights[i] = l / f.own[i] / scale
		left -= weights[i] * l
	}
	for i := range shared {
		shared[i] = 0
		for j, r := range correlations[i*len(weights) : (i+1)*len(weights)] {
			shared[i] += weights[j] * r
		}
		within += weights[i] * shared[i]
	}
	moved := 0.0
	for i, c := range shared {
		load := c / (left + within)
		own := 1 - load*c
		moved = max(moved, math.Abs(load-f.load[i]), math.Abs(own-f.own[i]))
		f.load[i], f.own[i] = load, own
	}
	return moved
}

// covariances returns those of so many persons whose answers a factor makes, normally distributed: from the product of the Cholesky
// factor of its covariances with a triangle of normal and chi-square numbers, after Bartlett.
func (root matrix) covariances(triangle []float64, persons int) matrix {
	n := root.n
	rows := make([]float64, n*n) // root · triangle
	for i := range n {
		for j := range i + 1 {
			for k := j; k <= i; k++ {
				rows[i*n+j] += root.cell[i*n+k] * triangle[k*n+j]
			}
		}
	}
	m := matrix{n: n, cell: make([]float64, n*n)}
	for i := range n {
		for j := range i + 1 {
			sum := 0.0
			for k := range j + 1 {
				sum += rows[i*n+k] * rows[j*n+k]
			}
			m.cell[i*n+j], m.cell[j*n+i] = sum/float64(persons-1), sum/float64(persons-1)
		}
	}
	return m
}

// root returns the Cholesky factor of the covariances of the model.
func (f factor) root() matrix {
	n := len(f.load)
	root := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			sum := f.load[i] * f.load[j]
			for k := range j {
				sum -= root[i*n+k] * root[j*n+k]
			}
			if i == j {
				root[i*n+i] = math.Sqrt(sum + f.own[i])
				continue
			}
			root[i*n+j] = sum / root[j*n+j]
		}
	}
	return matrix{n: n, cell: root}
}

// chiSquare draws from the chi-square distribution: a sum of squares, or for many degrees of freedom the cube of a normal
// number, after Wilson and Hilferty.
func chiSquare(r *dice, df int) float64 {
	if df > 100 {
		v := 2 / (9 * float64(df))
		x := 1 - v + math.Sqrt(v)*r.normal()
		return float64(df) * x * x * x
	}
	sum := 0.0
	for range df {
		x := r.normal()
		sum += x * x
	}
	return sum
}

// dice gives numbers that look random and are the same every time: splitmix64, whose result depends on the state alone.
type dice struct{ state uint64 }

// uniform returns a number in (0, 1).
func (d *dice) uniform() float64 {
	d.state += 0x9E3779B97F4A7C15
	z := d.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return (float64((z^z>>31)>>11) + 0.5) / (1 << 53)
}

// normal returns a number from the standard normal distribution, after Box and Muller.
func (d *dice) normal() float64 {
	return math.Sqrt(-2*math.Log(d.uniform())) * math.Cos(2*math.Pi*d.uniform())
}
