package views

import "kompass/internal/story"

// Story is the result of one group with what lies beside it: what the page of a result and its report on paper have in
// common. The component of each part takes that part alone.
type Story struct {
	story.Story
	Introduction []string // the trainer's words, in paragraphs
	Charts       Charts
	Comments     *Comments
}

// Charts are the compass and the dot plot with their legends.
type Charts struct {
	Radar      Sizes
	Dots       Sizes
	Legend     []Legend
	DotsLegend []Legend
}

// Comments are what people wrote, as far as it is released. Note says why there is nothing, or what marks mean.
type Comments struct {
	Finding string
	Lists   []CommentList
	Note    string
}

// CommentList holds the comments on one field.
type CommentList struct {
	Title string
	Texts []string
}
