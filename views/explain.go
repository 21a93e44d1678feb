package views

import (
	"kompass/internal/story"
)

// Explain is the model of the page that says where a number comes from.
type Explain struct {
	Page        Page
	RoundID     string
	Explanation story.Explanation
}
