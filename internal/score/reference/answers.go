package reference

import (
	"strconv"
	"strings"

	"kompass/internal/questionnaire"
)

// The cells of a row that hold no point.
const (
	NA      = "NA"
	Missing = ""
)

// Rows returns the cells of every person, drawn anew and always the same: whole numbers only, from a generator that is
// written out below, so that neither the machine nor the version of a library matters.
//
// An answer is the level of the set, moved by what the person is like, what the item is like, and chance, and rounded to
// the scale.
func (s Set) Rows() [][]string {
	r := source(s.seed)
	items := s.Questionnaire().Fields[0].Items
	easy := make([]int, len(items))
	for i := range easy {
		easy[i] = r.around(50)
	}
	rows := make([][]string, s.Persons)
	for p := range rows {
		person := s.level + r.around(60) + r.around(60) + s.apart*(1-2*(p%2))
		gaps := s.gaps
		if p%3 != 0 {
			gaps = 0
		}
		for i, it := range items {
			rows[p] = append(rows[p], s.cell(&r, it, person+easy[i], gaps))
		}
		if p >= s.Persons-s.straight {
			for i := range rows[p] {
				rows[p][i] = strconv.Itoa(s.High - p%2)
			}
		}
	}
	return rows
}

// cell draws one answer around a tendency, in hundredths above the lowest point. Of 100 answers so many are gaps of either kind.
func (s Set) cell(r *source, it questionnaire.Item, tendency, gaps int) string {
	steps := s.High - s.Low
	point := min(max((tendency+r.around(70)+r.around(70)+50)/100, 0), steps)
	if it.Reverse {
		point = steps - point
	}
	switch chance := r.below(100); {
	case chance < gaps:
		return Missing
	case chance < 2*gaps:
		return NA
	}
	return strconv.Itoa(s.Low + point)
}

// CSV returns the set as it stands in its file.
func (s Set) CSV() string {
	var b strings.Builder
	for i, it := range s.Questionnaire().Fields[0].Items {
		if i > 0 {
			b.WriteByte(',')
		}
		if it.Reverse {
			b.WriteByte('-')
		}
		b.WriteString(it.ID)
	}
	b.WriteByte('\n')
	for _, row := range s.Rows() {
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	return b.String()
}

// Targets returns the scale and the targets of all sets as they stand in sets.csv, a line per facet.
func Targets() string {
	var b strings.Builder
	b.WriteString("set,low,high,facet,target\n")
	for _, s := range Sets() {
		for i, target := range s.Targets {
			cells := []string{
				s.Name, strconv.Itoa(s.Low), strconv.Itoa(s.High), string(rune('a' + i)), strconv.FormatFloat(target, 'g', -1, 64),
			}
			b.WriteString(strings.Join(cells, ",") + "\n")
		}
	}
	return b.String()
}

// source is SplitMix64: a counter and a mix of its bits.
type source uint64

func (s *source) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n − 1.
func (s *source) below(n int) int { return int(s.next() % uint64(n)) }

// around returns a number from −n to n.
func (s *source) around(n int) int { return s.below(2*n+1) - n }
