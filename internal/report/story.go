package report

import (
	"context"

	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/views"
)

// Story tells the result of one group: what page and report show of it.
func (r *Maker) Story(ctx context.Context, user kompass.User, history published.History, p published.Result, group *result.Group) (views.Story, error) {
	z := i18n.From(ctx)
	w := figures.New(z, p.Questionnaire, p.Document)
	told := views.Story{Story: story.Of(z, history.Series(p, group), last(history.Earlier(p, group)))}
	if !group.Shown {
		return told, nil
	}
	var err error
	if told.Introduction, err = r.Published.Introduction(ctx, user, p, group); err != nil {
		return views.Story{}, err
	}
	comments, err := r.Published.Comments(ctx, user, p, group)
	if err != nil {
		return views.Story{}, err
	}
	told.Comments = commentsOf(z, w, p, comments)
	told.Charts, err = r.Figures.Of(ctx, w, group)
	return told, err
}

// last is the last of a list, nil where the list is empty.
func last[T any](all []T) *T {
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

// commentsOf writes comments out, field by field, or why there are none.
func commentsOf(z i18n.Localizer, w figures.Writer, p published.Result, given *published.Comments) *views.Comments {
	switch {
	case given == nil:
		return nil
	case given.Withheld == published.OfTheWhole:
		return &views.Comments{Note: z.T("result.comments.company")}
	case given.Withheld == published.TooFew:
		return &views.Comments{Note: z.T("result.comments.few", "n", p.Document.CommentsFrom)}
	}
	out, n := &views.Comments{}, 0
	for _, f := range p.Questionnaire.Fields {
		if texts := given.Fields[f.ID]; len(texts) > 0 {
			out.Lists = append(out.Lists, views.CommentList{Title: w.Text(f.Title), Texts: texts})
			n += len(texts)
		}
	}
	if n == 0 {
		out.Finding = z.T("result.comments.none")
		return out
	}
	out.Finding = z.N("result.comments.count", n)
	return out
}

// Hidden lists every group and field that is not shown, with the reason.
func Hidden(z i18n.Localizer, p published.Result) views.HiddenGroups {
	w, out := figures.New(z, p.Questionnaire, p.Document), views.HiddenGroups{MinGroup: p.Document.MinGroup}
	for i := range p.Document.Groups {
		g := &p.Document.Groups[i]
		if !g.Shown {
			out.List = append(out.List, z.T("result.hidden.group", "group", w.Group(g.Key), "reason", w.Hidden(g)))
			continue
		}
		for _, f := range g.Fields {
			if !f.Shown {
				out.List = append(out.List, z.T("result.hidden.field", "group", w.Group(g.Key), "field", w.Field(f.ID), "reason", w.Reason(f.Reason)))
			}
		}
	}
	return out
}
