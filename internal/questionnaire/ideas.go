package questionnaire

const maxIdeaTitle = 60 // characters of an idea's title

// Idea is something that can be tried where a statement is seldom true. Effort is small, medium or large. Fits are ids of
// targets, every target where it is empty; NotFor says for whom it is nothing. Evidence is as an item's.
type Idea struct {
	ID        string   `json:"id"`
	Item      string   `json:"item"`
	Title     Text     `json:"title"`
	Text      Text     `json:"text"`
	FirstStep Text     `json:"first_step,omitempty"`
	Effort    string   `json:"effort"`
	Fits      []string `json:"fits,omitempty"`
	NotFor    Text     `json:"not_for,omitempty"`
	Evidence  string   `json:"evidence,omitempty"`
	Caution   Text     `json:"caution,omitempty"`
	Sources   []string `json:"sources,omitempty"`
}

// IdeasFor returns the ideas for an item that fit a target, in the order of the file. An empty target means any.
func (q *Questionnaire) IdeasFor(item, target string) []Idea {
	var all []Idea
	for _, idea := range q.Ideas {
		if idea.Item == item && idea.fits(target) {
			all = append(all, idea)
		}
	}
	return all
}

func (i Idea) fits(target string) bool {
	if target == "" || len(i.Fits) == 0 {
		return true
	}
	for _, id := range i.Fits {
		if id == target {
			return true
		}
	}
	return false
}

// readIdeas reads the ideas. Items, targets and sources are known by now.
func (p *parser) readIdeas(pl place) {
	list, _ := pl.list("a list of ideas")
	ids := newRegistry("idea")
	for _, entry := range list {
		o, ok := entry.named("idea").object("id", "item", "title", "text", "first_step", "effort", "fits", "not_for", "evidence", "caution", "sources")
		if !ok {
			continue
		}
		idea := Idea{
			ID:        o.need("id").id(partID),
			Item:      o.need("item").id(itemID),
			Title:     o.need("title").worded(maxIdeaTitle),
			Text:      o.need("text").worded(maxRunes),
			FirstStep: o.maybe("first_step").worded(maxRunes),
			Effort:    o.need("effort").oneOf("small", "medium", "large"),
			Fits:      references(o.maybe("fits"), partID, p.targets),
			NotFor:    o.maybe("not_for").worded(maxRunes),
			Evidence:  o.maybe("evidence").oneOf("A", "B", "C", "A±", "B±", "C±"),
			Caution:   o.maybe("caution").worded(maxRunes),
			Sources:   p.cites(o.maybe("sources")),
		}
		ids.add(o.maybe("id"), idea.ID)
		p.items.refer(o.maybe("item"), idea.Item)
		p.unsourced(o)
		p.q.Ideas = append(p.q.Ideas, idea)
	}
}
