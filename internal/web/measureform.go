package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// newMeasure shows an empty form, filled in as far as the address names what should move and whose it is. What the round
// does not have stays out.
func (s *resultDesk) newMeasure(c *fiber.Ctx, p published.Result) error {
	in := kompass.MeasureInput{List: string(kompass.CompanyList)}
	if list, err := kompass.ParseMeasureList(c.Query("list")); err == nil {
		in.List = string(list)
	}
	if team := c.Query("team"); slices.Contains(p.Round.TeamIDs, team) {
		in.List, in.TeamID = string(kompass.TeamList), team
	}
	aim := kompass.Aim{Field: c.Query("field"), Facet: c.Query("facet")}
	if item := c.Query("item"); item != "" {
		aim = kompass.Aim{Item: item}
	}
	if measures.Has(p.Questionnaire, aim) {
		in.Aims = []string{aim.String()}
	}
	return s.renderMeasure(c, fiber.StatusOK, views.MeasureForm{Round: p.Round, Input: in}, p.Questionnaire, nil)
}

// readMeasure reads the form.
func readMeasure(c *fiber.Ctx) kompass.MeasureInput {
	in := kompass.MeasureInput{
		List: kit.Posted(c, "list"), TeamID: kit.Posted(c, "team"), What: kit.Posted(c, "what"), Who: kit.Posted(c, "who"), Due: kit.Posted(c, "due"), Note: kit.Posted(c, "note"),
	}
	for _, aim := range c.Request().PostArgs().PeekMulti("aim") {
		in.Aims = append(in.Aims, string(aim))
	}
	return in
}

// parseMeasure checks a form against the questionnaire of its round.
func parseMeasure(in kompass.MeasureInput, q *questionnaire.Questionnaire) (kompass.Measure, []*kompass.FieldError) {
	m, errs := kompass.ParseMeasure(in)
	if slices.ContainsFunc(m.Aims, func(a kompass.Aim) bool { return !measures.Has(q, a) }) {
		errs = append(errs, &kompass.FieldError{Field: "aim", Code: "error.measure.aim"})
	}
	return m, errs
}

func (s *resultDesk) addMeasure(c *fiber.Ctx, p published.Result) error {
	in := readMeasure(c)
	m, errs := parseMeasure(in, p.Questionnaire)
	if len(errs) == 0 {
		m.RoundID, m.Agreed, m.State = p.Round.ID, s.today(), kompass.MeasureAgreed
		if key := kit.Posted(c, views.KeyInput); kompass.IsID(key) {
			m.ID = kompass.DerivedID(key, m.RoundID, string(m.Digest()))
		}
		created, err := s.Store.CreateMeasure(c.UserContext(), kit.User(c).By(), m)
		if err == nil {
			return kit.Redirect(c, backOr(c, address.CompanyMeasures(created.CompanyID)))
		}
		if errs, err = kit.Mistakes(err); err != nil {
			return err
		}
	}
	return s.renderMeasure(c, fiber.StatusUnprocessableEntity, views.MeasureForm{Round: p.Round, Input: in}, p.Questionnaire, errs)
}

// measureOf returns a measure that the signed-in person may see, with its round and its questionnaire.
func (s *server) measureOf(c *fiber.Ctx) (views.MeasureForm, *questionnaire.Questionnaire, error) {
	ctx, user := c.UserContext(), kit.User(c)
	m, err := s.Store.Measure(ctx, user.Scope(), c.Params("measure"))
	if err != nil {
		return views.MeasureForm{}, nil, err
	}
	round, err := s.Store.Round(ctx, user.Scope(), m.RoundID)
	if err != nil {
		return views.MeasureForm{}, nil, err
	}
	frozen, err := s.Rounds.Frozen(ctx, round)
	if err != nil {
		return views.MeasureForm{}, nil, err
	}
	return views.MeasureForm{Round: round, Measure: &m}, frozen.Questionnaire, nil
}

func (s *resultDesk) showMeasure(c *fiber.Ctx) error {
	form, q, err := s.measureOf(c)
	if err != nil {
		return err
	}
	m := form.Measure
	form.Input = m.Input()
	form.Confirm = c.Query("confirm") == "delete"
	return s.renderMeasure(c, fiber.StatusOK, form, q, nil)
}

func (s *resultDesk) changeMeasure(c *fiber.Ctx) error {
	form, q, err := s.measureOf(c)
	if err != nil {
		return err
	}
	form.Input = readMeasure(c)
	m, errs := parseMeasure(form.Input, q)
	if len(errs) == 0 {
		m.ID = form.Measure.ID
		err := s.Store.ChangeMeasure(c.UserContext(), kit.User(c).By(), m, kit.Shown(c))
		if errors.Is(err, kompass.ErrChanged) {
			return s.measureChanged(c, form.Input)
		}
		if err == nil {
			return kit.Redirect(c, address.CompanyMeasures(form.Round.CompanyID))
		}
		if errs, err = kit.Mistakes(err); err != nil {
			return err
		}
	}
	return s.renderMeasure(c, fiber.StatusUnprocessableEntity, form, q, errs)
}

// setMeasureState notes how far a measure has come and goes back to the list it was noted in.
func (s *resultDesk) setMeasureState(c *fiber.Ctx) error {
	m, err := s.Store.Measure(c.UserContext(), kit.User(c).Scope(), c.Params("measure"))
	if err != nil {
		return err
	}
	state, err := kompass.ParseMeasureState(kit.Posted(c, "state"))
	if err != nil {
		return err
	}
	err = s.Store.SetMeasureState(c.UserContext(), kit.User(c).By(), m.ID, state, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.measureStateChanged(c, state)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, backOr(c, address.CompanyMeasures(m.CompanyID)))
}

// backOr is the page that a form came from, if it names one of ours, or another one.
func backOr(c *fiber.Ctx, otherwise string) string {
	if back := kit.Posted(c, "back"); back != "" && kit.SafeNext(back) == back {
		return back
	}
	return otherwise
}

func (s *resultDesk) deleteMeasure(c *fiber.Ctx) error {
	m, err := s.Store.Measure(c.UserContext(), kit.User(c).Scope(), c.Params("measure"))
	if err != nil {
		return err
	}
	if kit.Posted(c, "sure") != "yes" {
		return kit.Redirect(c, address.ConfirmMeasureDeletion(m.ID))
	}
	err = s.Store.DeleteMeasure(c.UserContext(), kit.User(c).By(), m.ID, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.measureChanged(c, m.Input())
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.CompanyMeasures(m.CompanyID))
}

func (s *server) renderMeasure(c *fiber.Ctx, status int, form views.MeasureForm, q *questionnaire.Questionnaire, errs []*kompass.FieldError) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	company, err := s.Store.Company(ctx, user.Scope(), form.Round.CompanyID)
	if err != nil {
		return err
	}
	teams, err := s.Store.AllTeams(ctx, user.Scope(), company.ID)
	if err != nil {
		return err
	}
	for _, t := range teams {
		if slices.Contains(form.Round.TeamIDs, t.ID) {
			form.Teams = append(form.Teams, t)
		}
	}
	title := z.T("measures.form.new")
	if form.Measure == nil {
		if form.Key = kit.Posted(c, views.KeyInput); !kompass.IsID(form.Key) {
			if form.Key, err = kompass.NewID(s.Rand); err != nil {
				return err
			}
		}
	}
	if form.Measure != nil {
		title, form.Shown = z.T("measures.form.edit"), kit.Shows(c, address.Measure(form.Measure.ID), form.Measure.Digest())
	}
	form.Company, form.Fields, form.Errors = company.Name, views.AimFields(ctx, q, form.Input.Aims), kit.FieldErrors(z, errs...)
	form.Page = s.Titled(c, title, len(errs) > 0)
	form.Page.Section = views.SectionMeasures
	form.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("measures.title"), Href: address.CompanyMeasures(company.ID)},
		views.Crumb{Text: title})
	return kit.RenderSigned(c, status, views.MeasureFormPage(form))
}
