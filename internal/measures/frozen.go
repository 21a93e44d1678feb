package measures

import (
	"fmt"
	"maps"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// Most is how many measures of one round are followed at most.
const Most = 300

// Frozen is what the measures of a round were to move, as they stood when the next round was made. It names no person and nothing that was
// written.
type Frozen struct {
	Before string      `json:"before"` // the round
	Aims   []FrozenAim `json:"aims"`
}

// FrozenAim is one aim of a measure on a list, of a team where it is one's. Aim is as [kompass.Aim.String] writes it.
type FrozenAim struct {
	List kompass.MeasureList `json:"list"`
	Team string              `json:"team,omitempty"`
	Aim  string              `json:"aim"`
}

// Freeze returns the aims of the measures of a round, each once. What has been given up aims at nothing.
func Freeze(round string, all []kompass.MeasureEntry) Frozen {
	out := Frozen{Before: round}
	for _, m := range all {
		if m.RoundID != round || m.State == kompass.MeasureDropped {
			continue
		}
		for _, a := range m.Aims {
			if one := (FrozenAim{m.List, m.TeamID, a.String()}); !slices.Contains(out.Aims, one) {
				out.Aims = append(out.Aims, one)
			}
		}
	}
	return out
}

// Judge decides of every aim whether it has changed from the round before to the one after; nil where there is none. Fields are judged as they are
// wherever rounds are compared, anything else by Holm over all aims.
func (f Frozen) Judge(before, after Result) *result.Aims {
	if f.Before == "" || f.Before != before.Document.Round {
		return nil
	}
	out := &result.Aims{Before: f.Before}
	var family []compare.Difference
	all := map[string]compare.Comparison{} // by group
	for _, one := range f.Aims {
		aim, err := kompass.ParseAim(one.Aim)
		if err != nil {
			continue
		}
		next := result.Aim{Key: keyOf(one.List, one.Team, before, after), Field: aim.Field, Facet: aim.Facet, Item: aim.Item}
		if slices.ContainsFunc(out.All, func(a result.Aim) bool { return a.Aim() == aim && maps.Equal(a.Key, next.Key) }) {
			continue
		}
		group := fmt.Sprint(next.Key)
		if _, ok := all[group]; !ok {
			all[group] = compare.Compare(before.series(next.Key), after.series(next.Key))
		}
		d, _ := differenceOf(all[group], aim)
		out.All, family = append(out.All, next), append(family, d)
	}
	if len(family) == 0 {
		return nil
	}
	for i, judged := range compare.Judge(family) {
		one := &out.All[i]
		verdict := judged.Verdict
		one.Divisor = judged.Divisor
		if field := one.Facet == "" && one.Item == ""; field {
			verdict, one.Divisor = family[i].Verdict, 1
		}
		if verdict != "" {
			one.Verdict = new(string(verdict))
		}
	}
	return out
}
