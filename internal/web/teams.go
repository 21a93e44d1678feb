package web

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// teamInput is what was typed of a team.
type teamInput struct{ name, size string }

func (t teamInput) parse() (kompass.Team, error) {
	name, err := kompass.ParseName("name", t.name)
	if err != nil {
		return kompass.Team{}, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(t.size))
	if err != nil {
		n = 0
	}
	heads, err := kompass.ParseHeads(n)
	return kompass.Team{Name: name, Heads: heads}, err
}

// nameTaken turns the conflict of two teams of one name into a message at the name.
func nameTaken(err error) error {
	if errors.Is(err, kompass.ErrConflict) {
		return &kompass.FieldError{Field: "name", Code: "error.team.exists"}
	}
	return err
}

func (s *companyDesk) addTeam(c *fiber.Ctx) error {
	user, input := kit.User(c), teamInput{kit.Posted(c, "name"), kit.Posted(c, "size")}
	team, err := input.parse()
	if err == nil {
		team.CompanyID = c.Params("company")
		_, err = s.Store.AddTeam(c.UserContext(), user.By(), team)
		err = nameTaken(err)
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		return s.renderCompany(c, fiber.StatusUnprocessableEntity, input, mistakes)
	}
	return kit.Redirect(c, address.CompanyTeams(c.Params("company")))
}

// teamsForm is what was typed on the page of teams, and where it is wrong.
type teamsForm struct {
	team   string // whose name and size were typed
	input  teamInput
	merge  []string
	merged string
	errs   []*kompass.FieldError
}

func (s *companyDesk) showTeams(c *fiber.Ctx) error {
	return s.renderTeams(c, fiber.StatusOK, teamsForm{})
}

func (s *companyDesk) changeTeam(c *fiber.Ctx) error {
	user, form := kit.User(c), teamsForm{team: c.Params("team"), input: teamInput{kit.Posted(c, "name"), kit.Posted(c, "size")}}
	team, err := form.input.parse()
	if err == nil {
		team.ID, team.CompanyID = form.team, c.Params("company")
		err = nameTaken(s.Store.UpdateTeam(c.UserContext(), user.By(), team, kit.Shown(c)))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return s.teamChanged(c, form)
	}
	mistakes, err := kit.Mistakes(err)
	if err != nil || mistakes == nil {
		return s.afterTeams(c, err)
	}
	for _, m := range mistakes {
		form.errs = append(form.errs, &kompass.FieldError{Field: m.Field + "-" + form.team, Code: m.Code, Args: m.Args})
	}
	return s.renderTeams(c, fiber.StatusUnprocessableEntity, form)
}

// teamChanged shows what was typed of a team beside what somebody else stored meanwhile.
func (s *companyDesk) teamChanged(c *fiber.Ctx, form teamsForm) error {
	all, err := s.Store.AllTeams(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	var cells []kit.Cell
	for _, t := range all {
		if t.ID == form.team {
			cells = []kit.Cell{
				kit.NewCell("name-"+t.ID, z.T("team.name"), form.input.name, t.Name),
				kit.NewCell("size-"+t.ID, z.T("company.heads"), strings.TrimSpace(form.input.size), strconv.Itoa(t.Heads)),
			}
		}
	}
	what := kit.Change{Action: "audit.action.team.change", Object: form.team, Href: address.Teams(c.Params("company"))}
	if form.errs, err = s.Changed(c, what, cells); err != nil {
		return err
	}
	return s.renderTeams(c, fiber.StatusConflict, form)
}

func (s *companyDesk) mergeTeams(c *fiber.Ctx) error {
	user, form := kit.User(c), teamsForm{merged: kit.Posted(c, "merged")}
	for _, id := range c.Request().PostArgs().PeekMulti("merge") {
		form.merge = append(form.merge, string(id))
	}
	ids, err := kompass.ParseMerge(form.merge)
	name, nameErr := kompass.ParseName("merged", form.merged)
	if form.errs, err = kit.Mistakes(err, nameErr); err != nil {
		return err
	}
	if len(form.errs) == 0 {
		_, err = s.Store.MergeTeams(c.UserContext(), user.By(), kompass.Merge{CompanyID: c.Params("company"), TeamIDs: ids, Name: name}, kit.Shown(c))
		switch {
		case errors.Is(err, kompass.ErrChanged):
			return s.teamsChanged(c, form, form.merge...)
		case errors.Is(err, kompass.ErrConflict):
			form.errs = []*kompass.FieldError{{Field: "merged", Code: "error.team.exists"}}
		case errors.Is(err, kompass.ErrStillOpen):
			form.errs = []*kompass.FieldError{{Field: "merge", Code: "error.team.asked"}}
		}
	}
	if len(form.errs) > 0 {
		return s.renderTeams(c, fiber.StatusUnprocessableEntity, form)
	}
	return s.afterTeams(c, err)
}

func (s *companyDesk) archiveTeam(c *fiber.Ctx) error {
	return s.whenConfirmed(c, s.Store.ArchiveTeam)
}

func (s *companyDesk) restoreTeam(c *fiber.Ctx) error {
	return s.whenConfirmed(c, s.Store.RestoreTeam)
}

// whenConfirmed does something to the team of the address, as it was shown, if the form says so.
func (s *companyDesk) whenConfirmed(c *fiber.Ctx, do func(ctx context.Context, by kompass.By, companyID, teamID string, shown ...kompass.Digest) error) error {
	company, err := s.companyOf(c)
	if err == nil && kit.Posted(c, "sure") == "yes" {
		err = do(c.UserContext(), kit.User(c).By(), company.ID, c.Params("team"), kit.Shown(c))
	}
	if errors.Is(err, kompass.ErrChanged) {
		return s.teamsChanged(c, teamsForm{}, c.Params("team"))
	}
	return s.afterTeams(c, err)
}

// teamsChanged shows the teams as they are by now, with what was typed, to somebody whose page had others.
func (s *companyDesk) teamsChanged(c *fiber.Ctx, form teamsForm, teams ...string) error {
	what := kit.Change{Kind: "team", Object: c.Params("company"), Parts: teams, Choice: kit.Localizer(c).T("conflict.press")}
	if _, err := s.Changed(c, what, nil); err != nil {
		return err
	}
	return s.renderTeams(c, fiber.StatusConflict, form)
}

func (s *companyDesk) afterTeams(c *fiber.Ctx, err error) error {
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Teams(c.Params("company")))
}

func (s *companyDesk) renderTeams(c *fiber.Ctx, status int, form teamsForm) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	all, err := s.teamRows(c, company.ID)
	if err != nil {
		return err
	}
	if form.team != "" && !slices.ContainsFunc(all, func(t views.TeamRow) bool { return t.Team.ID == form.team }) {
		return kompass.ErrNotFound
	}
	teams := make([]kompass.Team, len(all))
	for i, t := range all {
		teams[i] = t.Team
	}
	z := kit.Localizer(c)
	model := views.CompanyTeams{
		Page: s.Titled(c, z.T("teams.title", "company", company.Name), len(form.errs) > 0), Company: company, Teams: all,
		Merged: form.merged, Errors: kit.FieldErrors(z, form.errs...), Shown: kit.Shows(c, address.MergeTeams(company.ID), kompass.TeamsDigest(teams)),
	}
	for i, t := range model.Teams {
		model.Teams[i].Name, model.Teams[i].Size = t.Team.Name, strconv.Itoa(t.Team.Heads)
		if t.Team.ID == form.team {
			model.Teams[i].Name, model.Teams[i].Size = form.input.name, form.input.size
		}
		model.Teams[i].Shown = kit.Shows(c, address.Team(company.ID, t.Team.ID), t.Team.Digest())
		model.Teams[i].Chosen = slices.Contains(form.merge, t.Team.ID)
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("company.teams")})
	return kit.RenderSigned(c, status, views.CompanyTeamsPage(model))
}

// teamRows lists all teams that a company has or had, with what each is bound by.
func (s *companyDesk) teamRows(c *fiber.Ctx, companyID string) ([]views.TeamRow, error) {
	ctx, scope := c.UserContext(), kit.User(c).Scope()
	teams, err := s.Store.AllTeams(ctx, scope, companyID)
	if err != nil {
		return nil, err
	}
	rounds, err := s.Store.Rounds(ctx, scope, companyID)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, t := range teams {
		names[t.ID] = t.Name
	}
	rows := make([]views.TeamRow, len(teams))
	for i, t := range teams {
		rows[i] = views.TeamRow{Team: t, MergedInto: names[t.MergedInto], Small: t.Heads < 2*kompass.FloorMinGroup}
		for _, r := range rounds {
			if (r.State == kompass.StateOpen || r.State == kompass.StateClosing) && slices.Contains(r.TeamIDs, t.ID) {
				rows[i].AskedIn = r.Title
			}
		}
	}
	return rows, nil
}
