package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/views"
)

// The bounds of a comparison.
const (
	maxSeries  = 12 // that a table and a row of small compasses can carry
	maxOverlay = 3  // that one compass can carry and still be read
)

func (s *server) routeCompare(app *fiber.App) {
	s.get(app, forSignedIn, "/app/companies/:company/compare", s.compare)
}

// series is one result in a comparison.
type series struct {
	value string // as in the address: round, then team and perspective where chosen
	name  string
	pub   published
	group *result.Group
}

// compared is the series as package compare takes it.
func (one series) compared() compare.Series {
	return compare.Series{Document: one.pub.doc, Group: one.group, Questionnaire: one.pub.q}
}

func (s *server) compare(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), userOf(c), localizer(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	all, err := s.results(ctx, user, company.ID)
	if err != nil {
		return err
	}
	page := s.titled(c, z.T("compare.title", "company", company.Name), false)
	page.Crumbs = append(companyCrumbs(z, company), views.Crumb{Text: z.T("compare.do")})
	model := views.Compare{Page: page, Company: company, Most: maxSeries}
	chosen := s.choose(c, all, &model)
	if len(chosen) == 0 {
		return renderSigned(c, fiber.StatusOK, views.ComparePage(model))
	}
	if err := s.addComparison(ctx, z, &model, chosen); err != nil {
		return err
	}
	return renderSigned(c, fiber.StatusOK, views.ComparePage(model))
}

// results returns the results of a company that the user may see, newest first.
func (s *server) results(ctx context.Context, user kompass.User, companyID string) ([]published, error) {
	rounds, err := s.Store.Rounds(ctx, user.Scope(), companyID)
	if err != nil {
		return nil, err
	}
	var out []published
	for _, r := range rounds {
		p, err := s.resultFor(ctx, user, r.ID)
		switch {
		case errors.Is(err, kompass.ErrStillOpen), errors.Is(err, kompass.ErrUnpublished), errors.Is(err, kompass.ErrNotFound):
		case err != nil:
			return nil, err
		default:
			out = append(out, p)
		}
	}
	return out, nil
}

// choose lists everything that can be chosen and returns what the address chooses, the earliest round first: what the
// others are compared with does not depend on the order of the address. Without a choice the latest rounds as a whole
// are laid over one another.
func (s *server) choose(c *fiber.Ctx, all []published, model *views.Compare) []series {
	z, asked := localizer(c), map[string]bool{}
	for _, value := range askedSeries(c) {
		asked[value] = true
	}
	byDefault := len(asked) == 0
	var chosen []series
	for i, p := range all {
		round := views.CompareRound{Title: p.doc.Title, Day: z.Day(p.doc.ClosedOn)}
		for _, one := range seriesOf(z, p) {
			wanted := asked[one.value] || byDefault && i < maxOverlay && len(one.group.Key) == 0
			if wanted {
				chosen = append(chosen, one)
			}
			t := teller{z: z, q: p.q, doc: p.doc}
			round.Groups = append(round.Groups, views.CompareChoice{Value: one.value, Text: t.label(one.group), Checked: wanted})
		}
		model.Choices = append(model.Choices, round)
	}
	slices.SortStableFunc(chosen, func(a, b series) int { return compare.Earlier(a.pub.doc, b.pub.doc) })
	if len(chosen) > maxSeries {
		model.Notes = append(model.Notes, z.T("compare.toomany", "most", maxSeries))
		chosen = chosen[:maxSeries]
	}
	return chosen
}

// seriesOf lists the groups that a result shows.
func seriesOf(z i18n.Localizer, p published) []series {
	t := teller{z: z, q: p.q, doc: p.doc}
	var out []series
	for i := range p.doc.Groups {
		if g := &p.doc.Groups[i]; g.Shown {
			out = append(out, series{value: seriesValue(p.round.ID, g.Key), name: p.doc.Title + " – " + t.label(g), pub: p, group: g})
		}
	}
	return out
}

func askedSeries(c *fiber.Ctx) []string {
	var out []string
	for _, v := range c.Request().URI().QueryArgs().PeekMulti("s") {
		out = append(out, string(v))
	}
	return out
}

// seriesValue names a group of a round in the address.
func seriesValue(roundID string, key result.Key) string {
	return strings.TrimRight(roundID+"."+key["team"]+"."+key["perspective"], ".")
}
