package score

import (
	"math"
	"sync"
)

// triangles remembers what the intervals of omega are drawn with. It is the same for as many persons and items, and most of what an
// interval takes: the fields of a result share it.
var triangles = &bartlett{drawn: map[size][][]float64{}}

// keptSizes is how many sizes are remembered.
const keptSizes = 16

type size struct{ persons, items int }

type bartlett struct {
	mu    sync.Mutex
	drawn map[size][][]float64
}

// of returns the triangles for so many persons and items. They belong to everybody: nobody writes to them.
func (b *bartlett) of(persons, items int) [][]float64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := size{persons, items}
	if all, ok := b.drawn[s]; ok {
		return all
	}
	if len(b.drawn) >= keptSizes {
		clear(b.drawn)
	}
	b.drawn[s] = s.draw()
	return b.drawn[s]
}

// draw makes the triangles of a size: chi-square numbers on the diagonal, normal ones below.
func (s size) draw() [][]float64 {
	r := &dice{state: uint64(s.persons)<<8 | uint64(s.items)}
	all := make([][]float64, omegaDraws)
	for d := range all {
		n := s.items
		t := make([]float64, n*n)
		for i := range n {
			for j := range i {
				t[i*n+j] = r.normal()
			}
			t[i*n+i] = math.Sqrt(chiSquare(r, s.persons-1-i))
		}
		all[d] = t
	}
	return all
}
