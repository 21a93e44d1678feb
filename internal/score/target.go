package score

// Gap returns by how much a mean misses its target (Lücke): max(0, target − mean).
func Gap(target, mean float64) float64 { return max(0, target-mean) }

// Surplus returns by how much a mean exceeds its target (Überhang): max(0, mean − target). It is information, never a bonus
// that makes up for a gap elsewhere.
func Surplus(target, mean float64) float64 { return max(0, mean-target) }

// Fit returns the share of the targets of a field's cells that is reached, in [0, 1]: 1 − ΣGap / Σ(target − lowest), with
// lowest the minimum of the scale. Targets and means are of the same cells in the same order. It is missing where a
// cell has no mean, where there are no cells, and where the targets ask for no more than the minimum.
func Fit(targets []float64, means []Opt, lowest float64) Opt {
	gaps, asked := 0.0, 0.0
	for i, target := range targets {
		if !means[i].OK {
			return Opt{}
		}
		gaps += Gap(target, means[i].Value)
		asked += target - lowest
	}
	if asked <= 0 {
		return Opt{}
	}
	return some(1 - gaps/asked)
}
