package story

import (
	"cmp"
	"slices"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
	"kompass/internal/sources"
)

// ideaCells is for how many cells below their target ideas are shown: the largest gaps, enough for one meeting.
const ideaCells = 4

// Ideas are what can be tried where a result lies below its target, or where a statement divides, for a company of the start
// profile that its target comes closest to. A statement comes once.
type Ideas struct {
	Profile string // title of that start profile, "" where all ideas are shown
	Groups  []IdeaGroup
}

// IdeaGroup is the ideas for a cell with a gap, or for what divides.
type IdeaGroup struct {
	Title string
	Items []IdeaItem
	Count int
}

// IdeaItem is the ideas for one statement.
type IdeaItem struct {
	ID    string
	Name  string
	Ideas []Idea
}

// Idea is something that can be tried. What is the measure that it makes, Aim what that should move.
type Idea struct {
	ID, Title, Text, FirstStep, Effort, Evidence, Caution, NotFor string

	What, Aim string
	Works     []sources.Source
}

// IdeasOf writes out the ideas that a result of a group calls for; nil where there are none.
func IdeasOf(z i18n.Localizer, s compare.Series) *Ideas {
	if !s.Group.Shown || len(s.Questionnaire.Ideas) == 0 {
		return nil
	}
	w := ideaWriter{writer: newWriter(z, s), told: map[string]bool{}}
	out := &Ideas{}
	if p, ok := profileOf(s); ok {
		w.profile, out.Profile = p.ID, w.Text(p.Title)
	}
	below := slices.DeleteFunc(reading.Gaps(reading.Cells(s.Document, s.Questionnaire, s.Group)), func(c reading.Cell) bool { return c.Stands != reading.Below })
	for _, c := range below[:min(len(below), ideaCells)] {
		at := result.Place{Field: c.Field, Facet: c.Facet}
		out.add(w.group(w.z.T("ideas.gap", "cell", w.Cell(at)), itemsAt(s.Questionnaire, at)))
	}
	var apart []questionnaire.Item
	items := slices.DeleteFunc(reading.DividedItems(s.Group), func(d reading.Spread) bool { return *d.Item.SD == 0 })
	for _, d := range items[:min(len(items), mostDivided)] {
		apart = append(apart, itemOf(s.Questionnaire, d.Item.ID))
	}
	out.add(w.group(w.z.T("ideas.divided"), apart))
	if len(out.Groups) == 0 {
		return nil
	}
	return out
}

// First keeps at most so many ideas of each group, one of each statement before a second of any. It does not change i.
func (i *Ideas) First(most int) *Ideas {
	if i == nil {
		return nil
	}
	out := &Ideas{Profile: i.Profile}
	for _, g := range i.Groups {
		kept := IdeaGroup{Title: g.Title, Items: make([]IdeaItem, len(g.Items))}
		for at := 0; kept.Count < min(most, g.Count); at++ {
			for n, it := range g.Items {
				if at < len(it.Ideas) && kept.Count < most {
					kept.Items[n].ID, kept.Items[n].Name = it.ID, it.Name
					kept.Items[n].Ideas, kept.Count = append(kept.Items[n].Ideas, it.Ideas[at]), kept.Count+1
				}
			}
		}
		kept.Items = slices.DeleteFunc(kept.Items, func(it IdeaItem) bool { return len(it.Ideas) == 0 })
		out.Groups = append(out.Groups, kept)
	}
	return out
}

func (i *Ideas) add(g IdeaGroup) {
	if g.Count > 0 {
		i.Groups = append(i.Groups, g)
	}
}

type ideaWriter struct {
	writer
	profile string
	told    map[string]bool // items that have had their ideas
}

func (w ideaWriter) group(title string, items []questionnaire.Item) IdeaGroup {
	g := IdeaGroup{Title: title}
	for _, it := range items {
		if w.told[it.ID] {
			continue
		}
		w.told[it.ID] = true
		one := IdeaItem{ID: it.ID, Name: w.ShortName(it)}
		for _, idea := range w.q.IdeasFor(it.ID, w.profile) {
			one.Ideas = append(one.Ideas, w.idea(idea))
		}
		if len(one.Ideas) > 0 {
			g.Items, g.Count = append(g.Items, one), g.Count+len(one.Ideas)
		}
	}
	return g
}

var effortWords = map[string]string{"small": "ideas.effort.small", "medium": "ideas.effort.medium", "large": "ideas.effort.large"}

func (w ideaWriter) idea(i questionnaire.Idea) Idea {
	out := Idea{
		ID: i.ID, Title: w.Text(i.Title), Text: w.Text(i.Text), FirstStep: w.Text(i.FirstStep), Effort: w.z.T(effortWords[i.Effort]),
		Evidence: i.Evidence, Caution: w.Text(i.Caution), NotFor: w.Text(i.NotFor), Aim: kompass.Aim{Item: i.Item}.String(),
	}
	out.What = clipped(out.Title+": "+cmp.Or(out.FirstStep, out.Text), kompass.MaxWhat)
	for _, id := range i.Sources {
		out.Works = append(out.Works, SourceOf(w.q, id))
	}
	return out
}

// clipped cuts a text to what a measure may say.
func clipped(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

func itemsAt(q *questionnaire.Questionnaire, at result.Place) []questionnaire.Item {
	var out []questionnaire.Item
	for _, f := range q.Fields {
		for _, it := range f.Items {
			if f.ID == at.Field && (at.Facet == "" || it.Facet == at.Facet) {
				out = append(out, it)
			}
		}
	}
	return out
}

// profileOf is the start profile that the target of a result was made from, or, where it was typed or proposed, the one whose levels lie
// closest to it.
func profileOf(s compare.Series) (questionnaire.TargetProfile, bool) {
	var best questionnaire.TargetProfile
	if s.Document.Targets == nil || len(s.Questionnaire.Targets) == 0 {
		return best, false
	}
	least := -1.0
	for _, p := range s.Questionnaire.Targets {
		if p.ID == s.Document.TargetProfile {
			return p, true
		}
		if d := distance(s.Document.Targets, p.Values); least < 0 || d < least {
			best, least = p, d
		}
	}
	return best, true
}

// distance is the sum of the squared differences of two targets.
func distance(a kompass.TargetValues, b map[string]map[string]float64) float64 {
	sum := 0.0
	for field, cells := range a {
		for facet, v := range cells {
			sum += (v - b[field][facet]) * (v - b[field][facet])
		}
	}
	return sum
}
