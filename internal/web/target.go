package web

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/views"
)

// targetQuestionnaire is the one whose fields and start profiles a company's target is made of.
const targetQuestionnaire = "service-excellence-kompass"

func (s *server) routeTarget(app *fiber.App) {
	s.get(app, forSignedIn, "/app/companies/:company/target", s.showTarget)
	s.post(app, forTrainer, "/app/companies/:company/target", s.saveTarget)
}

func (s *server) showTarget(c *fiber.Ctx) error {
	target, err := s.target(c, c.Params("company"))
	if err != nil {
		return err
	}
	q, err := s.targetQuestions(target)
	if err != nil {
		return err
	}
	values, profile := kompass.TargetValues{}, c.Query("profile")
	switch chosen, ok := rounds.ProfileValues(q, profile); {
	case ok && editable(userOf(c), target):
		values = chosen
	case target != nil:
		values, profile = target.Values, target.Profile
	}
	return s.renderTarget(c, fiber.StatusOK, targetForm{q: q, profile: profile, cells: typed(c, q, values)}, nil)
}

// editable says whether the user may still change a target.
func editable(user kompass.User, t *kompass.Target) bool {
	return user.Role == kompass.Trainer && (t == nil || !t.Frozen())
}

// targetQuestions returns the questionnaire that a target is about, the product's own where there is no target yet.
func (s *server) targetQuestions(t *kompass.Target) (*questionnaire.Questionnaire, error) {
	id := targetQuestionnaire
	if t != nil {
		id = t.QuestionnaireID
	}
	q, ok := s.Rounds.Library().Get(id)
	if !ok {
		return nil, kompass.ErrNotFound
	}
	return q, nil
}

// targetForm is the target grid as typed: input name -> text.
type targetForm struct {
	q       *questionnaire.Questionnaire
	profile string
	cells   map[string]string
}

func typed(c *fiber.Ctx, q *questionnaire.Questionnaire, values kompass.TargetValues) map[string]string {
	out := map[string]string{}
	for field, cells := range values {
		for facet, v := range cells {
			out[rounds.TargetField(field, facet)] = localizer(c).Num(v, 2)
		}
	}
	return out
}

// facetIDs lists the facets of a questionnaire, the one empty facet where it declares none.
func facetIDs(q *questionnaire.Questionnaire) []string {
	if len(q.Facets) == 0 {
		return []string{""}
	}
	ids := make([]string, len(q.Facets))
	for i, f := range q.Facets {
		ids[i] = f.ID
	}
	return ids
}

// parse reads the grid; a decimal comma is as good as a point, and an empty cell has no target.
func (f targetForm) parse() (kompass.TargetValues, []*kompass.FieldError) {
	values := kompass.TargetValues{}
	var errs []*kompass.FieldError
	for _, field := range f.q.Fields {
		cells := map[string]float64{}
		for _, facet := range facetIDs(f.q) {
			name := rounds.TargetField(field.ID, facet)
			raw := strings.TrimSpace(strings.Replace(f.cells[name], ",", ".", 1))
			if raw == "" {
				continue
			}
			v, err := strconv.ParseFloat(raw, 64)
			if err != nil || math.IsNaN(v) || v < f.q.Min() || v > f.q.Max() {
				errs = append(errs, &kompass.FieldError{Field: name, Code: "error.target.range", Args: []any{"min", f.q.Min(), "max", f.q.Max()}})
				continue
			}
			cells[facet] = v
		}
		if len(cells) > 0 {
			values[field.ID] = cells
		}
	}
	if len(values) == 0 && len(errs) == 0 {
		errs = append(errs, &kompass.FieldError{Field: rounds.TargetField(f.q.Fields[0].ID, facetIDs(f.q)[0]), Code: "error.target.empty"})
	}
	return values, errs
}

func (s *server) saveTarget(c *fiber.Ctx) error {
	ctx, user, company := c.UserContext(), userOf(c), c.Params("company")
	if posted(c, "do") == "renew" {
		if err := s.Store.RenewTarget(ctx, user.ID, user.Scope(), company); err != nil {
			return err
		}
		return redirect(c, "/app/companies/"+company+"/target")
	}
	current, err := s.target(c, company)
	if err != nil {
		return err
	}
	q, err := s.targetQuestions(current)
	if err != nil {
		return err
	}
	form := targetForm{q: q, profile: knownProfile(q, posted(c, "profile")), cells: map[string]string{}}
	for _, field := range q.Fields {
		for _, facet := range facetIDs(q) {
			name := rounds.TargetField(field.ID, facet)
			form.cells[name] = posted(c, name)
		}
	}
	values, errs := form.parse()
	if len(errs) > 0 {
		return s.renderTarget(c, fiber.StatusUnprocessableEntity, form, errs)
	}
	err = s.Rounds.SetTarget(ctx, user.ID, user.Scope(), kompass.Target{CompanyID: company, QuestionnaireID: q.ID, Profile: form.profile, Values: values})
	if err == nil && posted(c, "do") == "freeze" {
		err = s.Store.FreezeTarget(ctx, user.ID, user.Scope(), company)
	}
	if err != nil {
		return err
	}
	return redirect(c, "/app/companies/"+company+"/target")
}

// knownProfile drops a start profile that the questionnaire does not have.
func knownProfile(q *questionnaire.Questionnaire, id string) string {
	if _, ok := rounds.ProfileValues(q, id); !ok {
		return ""
	}
	return id
}

func (s *server) renderTarget(c *fiber.Ctx, status int, form targetForm, errs []*kompass.FieldError) error {
	user := userOf(c)
	company, err := s.Store.Company(c.UserContext(), user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	target, err := s.target(c, company.ID)
	if err != nil && !errors.Is(err, kompass.ErrNoTarget) {
		return err
	}
	model := views.Target{
		Page: s.titled(c, localizer(c).T("target.title", "company", company.Name), len(errs) > 0), Company: company,
		Questionnaire: form.q, Profiles: form.q.Targets, Profile: form.profile, Target: target,
		Cells:   map[string]map[string]views.TargetCell{},
		CanEdit: editable(user, target),
		Errors:  fieldErrors(localizer(c), errs...),
	}
	model.Page.Crumbs = append(companyCrumbs(localizer(c), company), views.Crumb{Text: localizer(c).T("company.target")})
	for _, field := range form.q.Fields {
		model.Cells[field.ID] = map[string]views.TargetCell{}
		for _, facet := range facetIDs(form.q) {
			name := rounds.TargetField(field.ID, facet)
			model.Cells[field.ID][facet] = views.TargetCell{Name: name, Value: form.cells[name], Error: messageFor(localizer(c), errs, name)}
		}
	}
	values, _ := form.parse()
	model.TooHigh = tooHigh(values)
	return renderSigned(c, status, views.TargetPage(model))
}

// tooHigh warns of a target that wants everything: a mean above 3.5, or more than four cells above it.
func tooHigh(values kompass.TargetValues) bool {
	high := 0
	for _, cells := range values {
		for _, v := range cells {
			if v > 3.5 {
				high++
			}
		}
	}
	mean, ok := values.Mean()
	return ok && (mean > 3.5 || high > 4)
}
