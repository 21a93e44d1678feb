package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

// published is a result that the signed-in user may see, with what is needed to write it out.
type published struct {
	round kompass.Round
	doc   *result.Document
	q     *questionnaire.Questionnaire
}

// resultFor returns the result of a round: the trainer's from closing on, a coordinator's from its release on.
func (s *server) resultFor(ctx context.Context, user kompass.User, roundID string) (published, error) {
	round, err := s.Store.Round(ctx, user.Scope(), roundID)
	if err != nil {
		return published{}, err
	}
	return s.resultOf(ctx, user, round)
}

// resultOf is resultFor a round that has been read.
func (s *server) resultOf(ctx context.Context, user kompass.User, round kompass.Round) (published, error) {
	if user.Role != kompass.Trainer && !round.Published() {
		return published{}, kompass.ErrNotFound
	}
	doc, err := s.Rounds.Result(ctx, user.Scope(), round.ID)
	if err != nil {
		return published{}, err
	}
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return published{}, err
	}
	return published{round: round, doc: doc, q: frozen.Questionnaire}, nil
}

// published returns the results of rounds as far as the user may see them, in the same order.
func (s *server) published(ctx context.Context, user kompass.User, rounds []kompass.Round) ([]published, error) {
	var out []published
	for _, r := range rounds {
		p, err := s.resultOf(ctx, user, r)
		if unseen(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func (s *server) routeResults(app *fiber.App) {
	s.Get(app, kit.SignedIn, "/app/rounds/:round/result", s.showResult)
}

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

func (s *server) showResult(c *fiber.Ctx) error {
	p, err := s.resultFor(c.UserContext(), kit.User(c), c.Params("round"))
	if errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) {
		return kit.Redirect(c, "/app/rounds/"+c.Params("round"))
	}
	if err != nil {
		return err
	}
	group, ok := p.doc.Find(groupKey(c))
	if !ok {
		return kompass.ErrNotFound
	}
	model, err := s.resultModel(c, p, group)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ResultPage(model))
}

func (s *server) resultModel(c *fiber.Ctx, p published, group *result.Group) (views.Result, error) {
	z := kit.Localizer(c)
	t := newTeller(z, p.q, p.doc)
	page := s.Titled(c, z.T("result.title", "round", p.doc.Title, "company", p.doc.Company), false)
	page.Scripts = append(page.Scripts, "print.js")
	page.Crumbs = append(kit.CompanyCrumbs(z, kompass.Company{ID: p.round.CompanyID, Name: p.doc.Company}),
		views.Crumb{Text: p.doc.Title, Href: "/app/rounds/" + p.round.ID},
		views.Crumb{Text: z.T("round.result")})
	story, err := s.story(c.UserContext(), kit.User(c), p, group)
	if err != nil {
		return views.Result{}, err
	}
	story.LinkMeasures(p.round.ID, group.Key)
	moved, err := s.moved(c.UserContext(), kit.User(c), p, group.Key)
	if err != nil {
		return views.Result{}, err
	}
	return views.Result{
		Page: page, RoundID: p.round.ID, GroupQuery: views.GroupQuery(group.Key), Released: p.round.Published(), CanEdit: kit.User(c).Role == kompass.Trainer,
		Switches: t.switches(p.round.ID, group), Hidden: views.HiddenGroups{MinGroup: p.doc.MinGroup, List: t.hidden()}, Moved: moved, Story: story,
		Report: views.ReportHref(p.round.ID, "report", reportQuery(reportAsked{group: group})), PDF: s.PDF != nil && group.Shown,
	}, nil
}

// story tells the result of one group: what page and report show of it.
func (s *server) story(ctx context.Context, user kompass.User, p published, group *result.Group) (views.Story, error) {
	t := newTeller(i18n.From(ctx), p.q, p.doc)
	current, err := s.linked(ctx, user, p, group)
	if err != nil {
		return views.Story{}, err
	}
	previous, err := s.previous(ctx, user, p, current)
	if err != nil {
		return views.Story{}, err
	}
	story := views.StoryOf(ctx, current, previous)
	if !group.Shown {
		return story, nil
	}
	if len(group.Key) == 0 {
		if story.Introduction, err = s.introduction(ctx, user, p); err != nil {
			return views.Story{}, err
		}
	}
	if story.Comments, err = s.comments(ctx, user, p, group, t); err != nil {
		return views.Story{}, err
	}
	story.Charts, err = s.charts(ctx, group, t)
	return story, err
}

// linked is a group of a result, ready to be followed through the rounds: with the links between teams of its company.
func (s *server) linked(ctx context.Context, user kompass.User, p published, group *result.Group) (compare.Series, error) {
	links, err := s.Store.TeamLinks(ctx, user.Scope(), p.round.CompanyID)
	return compare.Series{Document: p.doc, Group: group, Questionnaire: p.q, Links: links}, err
}

// previous returns the same group in the round that closed last before this one, nil where there is none to be seen. A team
// is the same if its name is, or if the trainer has linked the two.
func (s *server) previous(ctx context.Context, user kompass.User, p published, current compare.Series) (*compare.Series, error) {
	all, err := s.results(ctx, user, p.round.CompanyID)
	if err != nil {
		return nil, err
	}
	var latest *compare.Series
	for _, one := range all {
		if compare.Earlier(one.doc, p.doc) >= 0 || latest != nil && compare.Earlier(one.doc, latest.Document) <= 0 {
			continue
		}
		if g, ok := current.In(one.doc); ok && g.Shown {
			latest = &compare.Series{Document: one.doc, Group: g, Questionnaire: one.q, Links: current.Links}
		}
	}
	return latest, nil
}

// comments are shown with the result for everyone only, as far as the trainer decided to show them, in the order in which
// they are stored: by chance.
func (s *server) comments(ctx context.Context, user kompass.User, p published, group *result.Group, t teller) (*views.Comments, error) {
	switch {
	case user.Role != kompass.Trainer && !p.round.Published():
		return nil, nil
	case len(group.Key) > 0:
		return &views.Comments{Note: t.z.T("result.comments.company")}, nil
	case *group.N < p.doc.CommentsFrom:
		return &views.Comments{Note: t.z.T("result.comments.few", "n", p.doc.CommentsFrom)}, nil
	}
	shown, err := s.Store.ShownComments(ctx, user.Scope(), p.round.ID)
	if err != nil {
		return nil, err
	}
	out, n := &views.Comments{}, 0
	for _, f := range t.q.Fields {
		if texts := shown[f.ID]; len(texts) > 0 {
			out.Lists = append(out.Lists, views.CommentList{Title: t.Text(f.Title), Texts: texts})
			n += len(texts)
		}
	}
	if n == 0 {
		out.Finding = t.z.T("result.comments.none")
		return out, nil
	}
	out.Finding = t.z.N("result.comments.count", n)
	return out, nil
}
