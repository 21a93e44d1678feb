package disclosure

// Total is how many answers there are while they may come, as anybody may see it: from Low to High. It is exact where both are
// the same.
type Total struct{ Low, High int }

// TotalOf says how exactly the sum over some parts may be told, each of which is told exactly from k answers on and as "fewer than
// k" below. While a part has 1 … k−1 the sum is a range, as wide as what is known of the parts that are not told: the exact
// sum less those that are would be the number behind "fewer than k". With k ≤ 1 everything is told.
func TotalOf(k int, parts []int) Total {
	sum, told, untold, small := 0, 0, 0, false
	for _, n := range parts {
		sum += n
		if n >= k {
			told += n
			continue
		}
		untold++
		small = small || n > 0
	}
	switch {
	case k <= 1:
		return Total{sum, sum}
	case sum < k:
		return Total{0, k - 1}
	case !small:
		return Total{sum, sum}
	}
	return Total{max(told, k), told + untold*(k-1)}
}

// Below reports whether fewer than k have answered, which is all that is told then.
func (t Total) Below(k int) bool { return k > 1 && t.High < k }

// Shown is the number where it is told exactly and is at least k, else nil.
func (t Total) Shown(k int) *int {
	if t.High < k {
		return nil
	}
	return t.Exact()
}

// Exact is the number where it is told, nil where it is not.
func (t Total) Exact() *int {
	if t.Low != t.High {
		return nil
	}
	return &t.Low
}
