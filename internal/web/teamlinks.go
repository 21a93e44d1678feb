package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/compare"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// linkReasons are the keys of what is said when two teams cannot be linked.
var linkReasons = []struct {
	err error
	key string
}{
	{compare.ErrNoTeam, "link.error.team"},
	{compare.ErrTogether, "link.error.together"},
	{compare.ErrBackward, "link.error.backward"},
	{compare.ErrLinked, "link.error.linked"},
	{kompass.ErrConflict, "link.error.linked"},
}

func (s *compareDesk) showTeamLinks(c *fiber.Ctx) error {
	return s.renderTeamLinks(c, fiber.StatusOK, linkInput{continues: true}, nil)
}

// linkInput is what was chosen in the form.
type linkInput struct {
	from, to  string
	continues bool
}

// teamValue is a team as a form sends it: its id and its name.
func teamValue(t kompass.NamedTeam) string { return t.ID + " " + t.Name }

func parseTeamValue(raw string) kompass.NamedTeam {
	id, name, _ := strings.Cut(raw, " ")
	return kompass.NamedTeam{ID: id, Name: name}
}

func (s *compareDesk) linkTeams(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	input := linkInput{kit.Posted(c, "from"), kit.Posted(c, "to"), kit.Posted(c, "kind") != "merged"}
	_, b, err := s.boardOf(c)
	if err != nil {
		return err
	}
	link := kompass.TeamLink{CompanyID: c.Params("company"), From: parseTeamValue(input.from), To: parseTeamValue(input.to), Continues: input.continues}
	if err = b.Links().Check(b.Documents(), link); err == nil {
		err = s.Store.LinkTeams(ctx, user.By(), link)
	}
	for _, r := range linkReasons {
		if errors.Is(err, r.err) {
			return s.renderTeamLinks(c, fiber.StatusUnprocessableEntity, input, &kompass.FieldError{Field: "from", Code: r.key})
		}
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.TeamLinks(link.CompanyID))
}

func (s *compareDesk) unlinkTeams(c *fiber.Ctx) error {
	user := kit.User(c)
	company, err := s.Store.Company(c.UserContext(), user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	err = s.Store.UnlinkTeams(c.UserContext(), user.By(), company.ID, parseTeamValue(kit.Posted(c, "from")), kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		what := kit.Change{Kind: "team", Object: company.ID, Choice: kit.Localizer(c).T("conflict.press")}
		if _, err := s.Changed(c, what, nil); err != nil {
			return err
		}
		return s.renderTeamLinks(c, fiber.StatusConflict, linkInput{continues: true}, nil)
	}
	if err != nil && !errors.Is(err, kompass.ErrNotFound) { // taken back is taken back
		return err
	}
	return kit.Redirect(c, address.TeamLinks(company.ID))
}

func (s *compareDesk) renderTeamLinks(c *fiber.Ctx, status int, input linkInput, field *kompass.FieldError) error {
	z := kit.Localizer(c)
	company, b, err := s.boardOf(c)
	if err != nil {
		return err
	}
	model := views.TeamLinks{Page: s.Titled(c, z.T("link.title", "company", company.Name), field != nil), CompanyID: company.ID, Merged: !input.continues}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("compare.do"), Href: address.Compare(company.ID)}, views.Crumb{Text: z.T("compare.link.manage")})
	if field != nil {
		model.Errors = kit.FieldErrors(z, field)
	}
	for _, a := range compare.Teams(b.Documents()) {
		value, last := teamValue(a.Team), a.Rounds[len(a.Rounds)-1]
		text := z.T("link.option", "team", a.Team.Name, "first", a.Rounds[0].Title, "last", last.Title)
		if len(a.Rounds) == 1 {
			text = z.T("link.option.one", "team", a.Team.Name, "round", last.Title)
		}
		model.From = append(model.From, views.PickOption{Value: value, Text: text, Chosen: value == input.from})
		model.To = append(model.To, views.PickOption{Value: value, Text: text, Chosen: value == input.to})
	}
	for _, l := range b.Links() {
		model.Links = append(model.Links, views.TeamLinkRow{From: l.From.Name, To: l.To.Name, Continues: l.Continues, Day: z.Date(l.Created), Value: teamValue(l.From), Shown: l.Digest()})
	}
	return kit.RenderSigned(c, status, views.TeamLinksPage(model))
}
