package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// groupKey reads which group of a result is asked for.
func groupKey(c *fiber.Ctx) result.Key {
	key := result.Key{}
	for _, name := range []string{"team", "perspective"} {
		if v := c.Query(name); v != "" {
			key[name] = v
		}
	}
	return key
}

func (s *server) showResult(c *fiber.Ctx, p published.Result) error {
	group, ok := p.Document.Find(groupKey(c))
	if !ok {
		return kompass.ErrNotFound
	}
	model, err := s.resultModel(c, p, group)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ResultPage(model))
}

func (s *server) resultModel(c *fiber.Ctx, p published.Result, group *result.Group) (views.Result, error) {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	t := newTeller(z, p.Questionnaire, p.Document)
	page := s.Titled(c, z.T("result.title", "round", p.Document.Title, "company", p.Document.Company), false)
	page.Scripts = append(page.Scripts, "print.js")
	page.Crumbs = append(resultCrumbs(z, p), views.Crumb{Text: z.T("round.result")})
	history, err := s.Published.History(ctx, user, p.Round.CompanyID)
	if err != nil {
		return views.Result{}, err
	}
	told, err := s.story(ctx, user, history, p, group)
	if err != nil {
		return views.Result{}, err
	}
	told.LinkMeasures(p.Round.ID, group.Key)
	moved, err := s.moved(ctx, user, history, p, group.Key)
	if err != nil {
		return views.Result{}, err
	}
	return views.Result{
		Page: page, RoundID: p.Round.ID, GroupQuery: views.GroupQuery(group.Key), Released: p.Released(), CanEdit: user.CanManage(),
		Switches: t.switches(p.Round.ID, group), Hidden: views.HiddenGroups{MinGroup: p.Document.MinGroup, List: t.hidden()}, Moved: moved, Story: told,
		Report: views.ReportHref(p.Round.ID, "report", reportQuery(reportAsked{group: group})), PDF: s.PDF != nil && group.Shown, Formats: formats(),
	}, nil
}

// story tells the result of one group: what page and report show of it.
func (s *server) story(ctx context.Context, user kompass.User, history published.History, p published.Result, group *result.Group) (views.Story, error) {
	t := newTeller(i18n.From(ctx), p.Questionnaire, p.Document)
	told := views.Story{Story: story.Of(t.z, history.Series(p, group), last(history.Earlier(p, group)))}
	if !group.Shown {
		return told, nil
	}
	var err error
	if told.Introduction, err = s.Published.Introduction(ctx, user, p, group); err != nil {
		return views.Story{}, err
	}
	comments, err := s.Published.Comments(ctx, user, p, group)
	if err != nil {
		return views.Story{}, err
	}
	told.Comments = t.comments(comments)
	told.Charts, err = s.charts(ctx, group, t)
	return told, err
}

// last is the last of a list, nil where the list is empty.
func last[T any](all []T) *T {
	if len(all) == 0 {
		return nil
	}
	return &all[len(all)-1]
}

// comments writes comments out, field by field, or why there are none.
func (t teller) comments(given *published.Comments) *views.Comments {
	switch {
	case given == nil:
		return nil
	case given.Withheld == published.OfTheWhole:
		return &views.Comments{Note: t.z.T("result.comments.company")}
	case given.Withheld == published.TooFew:
		return &views.Comments{Note: t.z.T("result.comments.few", "n", t.doc.CommentsFrom)}
	}
	out, n := &views.Comments{}, 0
	for _, f := range t.q.Fields {
		if texts := given.Fields[f.ID]; len(texts) > 0 {
			out.Lists = append(out.Lists, views.CommentList{Title: t.Text(f.Title), Texts: texts})
			n += len(texts)
		}
	}
	if n == 0 {
		out.Finding = t.z.T("result.comments.none")
		return out
	}
	out.Finding = t.z.N("result.comments.count", n)
	return out
}

// resultCrumbs lead to a round by way of its company, as its result names them.
func resultCrumbs(z i18n.Localizer, p published.Result) []views.Crumb {
	return append(kit.CompanyCrumbs(z, kompass.Company{ID: p.Round.CompanyID, Name: p.Document.Company}),
		views.Crumb{Text: p.Document.Title, Href: "/app/rounds/" + p.Round.ID})
}
