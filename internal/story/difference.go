package story

import (
	"kompass/internal/compare"
	"kompass/internal/i18n"
)

// Difference is a difference written out: its size, its interval, and what the interval tells. Note says why there is none,
// or why it has no interval.
type Difference struct {
	Size    string
	CI      string
	Verdict string // "" where none was given: of what was no aim before
	Least   string // how large it would have had to be to be told, "" where it is
	Clear   bool   // the interval excludes 0
	Effect  string // the size in standard deviations, with its interval: Hedges' g
	Note    string
}

// differenceNotes are the words for the reasons of package compare.
var differenceNotes = map[compare.Reason]string{
	compare.Absent:  "compare.note.absent",
	compare.Hidden:  "compare.note.hidden",
	compare.Bounded: "compare.note.bounded",
	compare.Items:   "compare.note.items",
	compare.Single:  "compare.note.single",
	compare.Overlap: "compare.note.overlap",
	compare.Alike:   "compare.note.alike",
}

// newDifference writes a difference. Over time a clear one is a change; between groups it tells them apart.
func newDifference(z i18n.Localizer, d compare.Difference, counted compare.Count, overTime bool) Difference {
	var out Difference
	if d.Reason != "" {
		out.Note = z.T(differenceNotes[d.Reason], "k", counted.Comparable, "n", counted.Of)
	}
	if d.Diff == nil {
		return out
	}
	out.Size = z.Signed(*d.Diff, d.Decimals)
	if d.CI == nil {
		return out
	}
	out.CI = z.T("compare.interval", "low", z.Signed(d.CI[0], d.Decimals), "high", z.Signed(d.CI[1], d.Decimals))
	out.Clear = d.Verdict == compare.Changed
	if e := d.Effect; e != nil {
		out.Effect = z.T("compare.effect.value", "g", z.Signed(e.G, 2), "low", z.Signed(e.CI[0], 2), "high", z.Signed(e.CI[1], 2))
	}
	switch {
	case d.Verdict == "":
	case !out.Clear:
		out.Verdict, out.Least = z.T("compare.verdict.indistinct"), leastOf(z, d)
	case overTime:
		out.Verdict = z.T("compare.verdict.changed")
	default:
		out.Verdict = z.T("compare.verdict.different")
	}
	return out
}

// leastOf says how large a difference that cannot be told would have had to be.
func leastOf(z i18n.Localizer, d compare.Difference) string {
	if d.Least == nil {
		return z.T("compare.least.none")
	}
	return z.T("compare.least", "value", z.Num(*d.Least, d.Decimals))
}

// ChangeWord says in a word what a difference over time tells, or why nothing is told.
func ChangeWord(z i18n.Localizer, d compare.Difference, counted compare.Count) string {
	written := newDifference(z, d, counted, true)
	if written.Verdict != "" {
		return written.Verdict
	}
	return written.Note
}
