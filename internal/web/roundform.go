package web

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/views"
)

func (s *server) newRound(c *fiber.Ctx) error {
	teams, err := s.Store.Teams(c.UserContext(), userOf(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	form := views.RoundInput{
		Questionnaire: targetQuestionnaire, Mode: string(kompass.Anonymous), MinGroup: strconv.Itoa(kompass.FloorMinGroup),
		Perspectives: true, Teams: map[string]bool{}, Closes: s.Now().In(i18n.Zone()).AddDate(0, 0, 14).Format(time.DateOnly),
	}
	for _, t := range teams {
		form.Teams[t.ID] = true
	}
	return s.renderRoundForm(c, fiber.StatusOK, form, nil)
}

func (s *server) openRound(c *fiber.Ctx) error {
	form := readRoundForm(c)
	plan, err := roundPlan(c.Params("company"), form)
	if err == nil {
		var opened rounds.Opened
		opened, err = s.Rounds.Open(c.UserContext(), userOf(c).ID, userOf(c).Scope(), plan)
		if err == nil {
			return redirect(c, "/app/rounds/"+opened.Round.ID)
		}
	}
	var field *kompass.FieldError
	if errors.As(err, &field) {
		return s.renderRoundForm(c, fiber.StatusUnprocessableEntity, form, field)
	}
	return err
}

func readRoundForm(c *fiber.Ctx) views.RoundInput {
	form := views.RoundInput{
		Questionnaire: posted(c, "questionnaire"), Title: posted(c, "title"), Mode: posted(c, "mode"), MinGroup: posted(c, "min-group"),
		Perspectives: posted(c, "perspectives") != "", OneLink: posted(c, "links") == "one", Teams: map[string]bool{},
		Opens: posted(c, "opens"), Closes: posted(c, "closes"),
	}
	for _, id := range c.Request().PostArgs().PeekMulti("team") {
		form.Teams[string(id)] = true
	}
	return form
}

func roundPlan(companyID string, form views.RoundInput) (rounds.Plan, error) {
	mode, err := kompass.ParseMode(form.Mode)
	if err != nil {
		return rounds.Plan{}, err
	}
	k, err := strconv.Atoi(strings.TrimSpace(form.MinGroup))
	if err != nil {
		k = 0
	}
	plan := rounds.Plan{
		CompanyID: companyID, QuestionnaireID: form.Questionnaire, Title: form.Title, Mode: mode, K: k,
		AskPerspectives: form.Perspectives, OneLink: form.OneLink, TeamIDs: []string{},
	}
	for id := range form.Teams {
		plan.TeamIDs = append(plan.TeamIDs, id)
	}
	if plan.OpensAt, err = formDay("opens", form.Opens); err != nil {
		return rounds.Plan{}, err
	}
	if plan.ClosesAt, err = formDay("closes", form.Closes); err != nil {
		return rounds.Plan{}, err
	}
	if !plan.ClosesAt.IsZero() {
		plan.ClosesAt = plan.ClosesAt.AddDate(0, 0, 1) // the last day counts until midnight
	}
	return plan, nil
}

func formDay(field, raw string) (time.Time, error) {
	if raw == "" {
		return time.Time{}, nil
	}
	t, err := time.ParseInLocation(time.DateOnly, raw, i18n.Zone())
	if err != nil {
		return time.Time{}, &kompass.FieldError{Field: field, Code: "error.day.invalid"}
	}
	return t, nil
}

func (s *server) renderRoundForm(c *fiber.Ctx, status int, form views.RoundInput, field *kompass.FieldError) error {
	ctx, user := c.UserContext(), userOf(c)
	company, err := s.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	teams, err := s.Store.Teams(ctx, user.Scope(), company.ID)
	if err != nil {
		return err
	}
	z := localizer(c)
	model := views.RoundForm{
		Page: s.titled(c, z.T("roundform.title"), field != nil), Company: company, Questionnaires: s.Rounds.Library().All(),
		Teams: teams, Form: form,
	}
	model.Page.Crumbs = append(companyCrumbs(z, company), views.Crumb{Text: z.T("roundform.title")})
	for _, w := range rounds.Warnings(kompass.Anonymous, kompass.FloorMinGroup, teams) {
		model.Warnings = append(model.Warnings, z.T(w.Key, w.Args...))
	}
	if field != nil {
		model.Errors = fieldErrors(z, field)
	}
	return renderSigned(c, status, views.RoundFormPage(model))
}
