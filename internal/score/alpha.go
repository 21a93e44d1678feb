package score

// Alpha is Cronbach's alpha of the items of a field among the N persons who answered all of them. IfDropped has one value
// per item: alpha of the others, among the same persons. Alpha needs two persons, two items and sums that differ.
type Alpha struct {
	Value     Opt
	CI        Interval
	N         int
	IfDropped []Opt
}

// CronbachAlpha returns k/(k − 1) · (1 − Σs²ᵢ/s²), with the sample variances of the k items and of the persons' sums
// (cronbach-1951). It is at most 1 and may be negative, and is missing for fewer than two items or where all sums are equal
// but for rounding: values such as 0.333 and 0.667 add up to almost the same.
func CronbachAlpha(items []float64, total float64) Opt {
	const rounding = 1e-12
	k, sum := float64(len(items)), 0.0
	for _, v := range items {
		sum += v
	}
	if len(items) < 2 || total <= rounding*sum {
		return Opt{}
	}
	return some(min(1, k*(total-sum)/((k-1)*total)))
}

// FeldtInterval returns the interval of 95 % of an alpha of k items and n persons: 1 − (1 − α) · F at its 97.5 % and 2.5 %
// quantiles with n − 1 and (n − 1)(k − 1) degrees of freedom (feldt-1987). It needs two of each.
func FeldtInterval(alpha float64, persons, items int) Interval {
	if persons < 2 || items < 2 {
		return Interval{}
	}
	df := float64(persons - 1)
	other := df * float64(items-1)
	return Interval{Low: 1 - (1-alpha)*fQuantile(df, other, 0.975), High: 1 - (1-alpha)*fQuantile(df, other, 0.025), OK: true}
}
