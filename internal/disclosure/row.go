package disclosure

import "slices"

// maxEntry bounds the entries of a row, so that a·x − b·y of any two of them cannot overflow. Rows of teams and
// perspectives hold little else than −1, 0 and 1; only wildly overlapping groups come near it.
const maxEntry = 1 << 30

// entry is one coefficient of a row, in the column of one atom.
type entry struct {
	column int
	value  int64
}

// row is an integer vector over the columns of an oracle: its entries other than 0, in ascending order of columns.
// Rows stand for lines through the origin: any multiple will do, negative ones too, and the smallest is kept.
type row []entry

// at returns the value of the row in a column.
func (r row) at(column int) int64 {
	i, found := slices.BinarySearchFunc(r, column, func(e entry, c int) int { return e.column - c })
	if !found {
		return 0
	}
	return r[i].value
}

// clear returns the row plus the multiple of pivot that makes its entry in the column 0, divided by its common factor.
// It reports false if an entry grew beyond maxEntry.
func (r row) clear(column int, pivot row) (row, bool) {
	a, b := pivot.at(column), r.at(column)
	sum := make(row, 0, len(r)+len(pivot))
	i, j := 0, 0
	for i < len(r) || j < len(pivot) {
		var e entry
		switch {
		case j == len(pivot) || i < len(r) && r[i].column < pivot[j].column:
			e = entry{r[i].column, a * r[i].value}
			i++
		case i == len(r) || pivot[j].column < r[i].column:
			e = entry{pivot[j].column, -b * pivot[j].value}
			j++
		default:
			e = entry{r[i].column, a*r[i].value - b*pivot[j].value}
			i++
			j++
		}
		if e.value != 0 {
			sum = append(sum, e)
		}
	}
	return sum, sum.divide()
}

// divide divides the row by its greatest common factor and reports whether all entries are within maxEntry.
func (r row) divide() bool {
	var factor int64
	for _, e := range r {
		if factor = gcd(factor, e.value); factor == 1 || factor == -1 {
			break
		}
	}
	for i := range r {
		r[i].value /= factor
		if r[i].value > maxEntry || r[i].value < -maxEntry {
			return false
		}
	}
	return true
}

// gcd returns the greatest common divisor of two numbers, or minus it: signs mean nothing here.
func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
