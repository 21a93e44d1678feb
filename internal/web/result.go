package web

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/reading"
	"kompass/internal/result"
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

func (s *server) routeResults(app *fiber.App) {
	s.get(app, forSignedIn, "/app/rounds/:round/result", s.showResult)
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
	p, err := s.resultFor(c.UserContext(), userOf(c), c.Params("round"))
	if errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) {
		return redirect(c, "/app/rounds/"+c.Params("round"))
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
	return renderSigned(c, fiber.StatusOK, views.ResultPage(model))
}

func (s *server) resultModel(c *fiber.Ctx, p published, group *result.Group) (views.Result, error) {
	ctx, z := c.UserContext(), localizer(c)
	t := teller{z: z, q: p.q, doc: p.doc}
	page := s.titled(c, z.T("result.title", "round", p.doc.Title, "company", p.doc.Company), false)
	page.Crumbs = append(companyCrumbs(z, kompass.Company{ID: p.round.CompanyID, Name: p.doc.Company}),
		views.Crumb{Text: p.doc.Title, Href: "/app/rounds/" + p.round.ID},
		views.Crumb{Text: z.T("round.result")})
	previous, err := s.previous(c, p, group.Key)
	if err != nil {
		return views.Result{}, err
	}
	series := compare.Series{Document: p.doc, Group: group, Questionnaire: p.q}
	said := reading.Of(z, series, previous)
	model := views.Result{
		Page: page, RoundID: p.round.ID, Document: p.doc, Group: group, Questionnaire: p.q, Released: p.round.Published(),
		Headline: said.Headline, Summary: strings.Join(said.Summary, " "), Groups: t.choices(p.round.ID, group), Hidden: t.hidden(),
		Fields: views.FieldsOf(ctx, series, said), Sides: views.SidesOf(ctx, series, said.Perspectives),
		Divided: views.DividedOf(ctx, p.q, group, said.Divided),
	}
	if err := s.addComments(ctx, userOf(c), &model, t); err != nil {
		return views.Result{}, err
	}
	if !group.Shown {
		return model, nil
	}
	return model, s.addCharts(ctx, &model, t)
}

// previous returns the same group in the round that closed last before this one, nil where there is none to be seen.
func (s *server) previous(c *fiber.Ctx, p published, key result.Key) (*compare.Series, error) {
	all, err := s.results(c, p.round.CompanyID)
	if err != nil {
		return nil, err
	}
	var latest *compare.Series
	for _, one := range all {
		if compare.Earlier(one.doc, p.doc) >= 0 || latest != nil && compare.Earlier(one.doc, latest.Document) <= 0 {
			continue
		}
		if g, ok := one.doc.Find(key); ok && g.Shown {
			latest = &compare.Series{Document: one.doc, Group: g, Questionnaire: one.q}
		}
	}
	return latest, nil
}

// addComments shows comments with the result for everyone only, in the order in which they are stored: by chance. Only the
// trainer sees them.
func (s *server) addComments(ctx context.Context, user kompass.User, model *views.Result, t teller) error {
	if user.Role != kompass.Trainer {
		return nil
	}
	if len(model.Group.Key) > 0 {
		model.CommentsNote = t.z.T("result.comments.company")
		return nil
	}
	comments, err := s.Store.Comments(ctx, user.Scope(), model.RoundID)
	if err != nil {
		return err
	}
	for _, f := range t.q.Fields {
		if texts := comments[f.ID]; len(texts) > 0 {
			model.Comments = append(model.Comments, views.CommentList{Title: t.text(f.Title), Texts: texts})
		}
	}
	if n := model.Group.N; n != nil && *n < t.doc.CommentsFrom {
		model.CommentsNote = t.z.T("result.comments.few", "n", t.doc.CommentsFrom)
	}
	return nil
}

func companyCrumbs(z i18n.Localizer, company kompass.Company) []views.Crumb {
	return append(overviewCrumbs(z), views.Crumb{Text: company.Name, Href: "/app/companies/" + company.ID})
}

func overviewCrumbs(z i18n.Localizer) []views.Crumb {
	return []views.Crumb{{Text: z.T("overview.title"), Href: "/app"}}
}
