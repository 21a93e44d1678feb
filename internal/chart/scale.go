package chart

import (
	"fmt"
	"math"
)

// scale is a linear scale with a line at every step.
type scale struct {
	min, max, step float64
}

func (s scale) check() error {
	for _, v := range []float64{s.min, s.max, s.step} {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%w: scale from %g to %g by %g", ErrInvalid, s.min, s.max, s.step)
		}
	}
	steps := (s.max - s.min) / s.step
	if s.step <= 0 || s.max <= s.min || steps > maxSteps || math.Abs(steps-math.Round(steps)) > 1e-6 {
		return fmt.Errorf("%w: scale from %g to %g does not divide into steps of %g", ErrInvalid, s.min, s.max, s.step)
	}
	return nil
}

// values checks one list of values against the scale and a wanted length.
func (s scale) values(name string, values []*float64, want int) error {
	if len(values) != want {
		return fmt.Errorf("%w: %q has %d values, want %d", ErrInvalid, name, len(values), want)
	}
	for _, v := range values {
		if v == nil {
			continue
		}
		// The comparison is false for NaN as well.
		if !(*v >= s.min-scaleMargin && *v <= s.max+scaleMargin) {
			return fmt.Errorf("%w: %q has the value %g off the scale %g to %g", ErrInvalid, name, *v, s.min, s.max)
		}
	}
	return nil
}

// steps returns the number of steps between min and max.
func (s scale) steps() int { return int(math.Round((s.max - s.min) / s.step)) }

// share returns where v stands between min, 0, and max, 1.
func (s scale) share(v float64) float64 { return (v - s.min) / (s.max - s.min) }

// tick is a labelled value of a scale.
type tick struct {
	value float64
	text  string
}

// ticks labels as many steps as fit on a length of which each label needs
// some, always evenly and always both ends.
func (s scale) ticks(lang string, length, need float64) []tick {
	steps := s.steps()
	every := 1
	for every < steps && (steps%every != 0 || length*float64(every)/float64(steps) < need) {
		every++
	}
	var all []tick
	for i := 0; i <= steps; i += every {
		value := s.min + float64(i)*s.step
		all = append(all, tick{value, number(value, s.precision(every), lang)})
	}
	return all
}

// precision returns a number with as many decimals as labels at every so many
// steps, the first of them at min, need.
func (s scale) precision(every int) float64 {
	step := s.step * float64(every)
	if decimals(s.min) > decimals(step) {
		return s.min
	}
	return step
}
