package views

import "kompass/internal/story"

// Ideas are what can be tried after a result, each with the form that makes a measure of it.
type Ideas struct {
	*story.Ideas
	Action   string // where the forms are sent
	List     string
	Team     string
	Who      string
	Due      string
	Back     string          // the address of the page
	Key      string          // see [KeyInput]
	Measures string          // the address of the company's measures
	Agreed   map[string]bool // by the text of what was agreed after this round
}

// back is where the form of an idea leads back to.
func (m Ideas) back(id string) string { return m.Back + "#idea-" + id }
