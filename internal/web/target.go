package web

import (
	"cmp"
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// showTarget shows the stored target, or in its place a start profile or the proposal, to be changed and saved.
func (s *companyDesk) showTarget(c *fiber.Ctx) error {
	target, err := s.target(c, c.Params("company"))
	if err != nil {
		return err
	}
	q, err := s.targetQuestions(c, target)
	if err != nil {
		return err
	}
	values, profile := kompass.TargetValues{}, c.Query("profile")
	chosen, ok, err := s.beginning(c, q, profile)
	switch {
	case err != nil:
		return err
	case ok && editable(kit.User(c), target):
		values = chosen
	case target != nil && target.QuestionnaireID == q.ID:
		values, profile = target.Values, target.Profile
	default:
		profile = ""
	}
	return s.renderTarget(c, fiber.StatusOK, targetForm{q: q, profile: profile, cells: typed(c, q, values)}, nil)
}

// beginning returns the values that editing may begin with: those of a start profile, or the proposal.
func (s *companyDesk) beginning(c *fiber.Ctx, q *questionnaire.Questionnaire, profile string) (kompass.TargetValues, bool, error) {
	if profile != rounds.Proposed {
		values, ok := rounds.ProfileValues(q, profile)
		return values, ok, nil
	}
	p, err := s.Store.Positioning(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return nil, false, err
	}
	proposal, ok := rounds.Propose(q, p)
	return proposal.Values(), ok, nil
}

// editable reports whether the user may still change a target.
func editable(user kompass.User, t *kompass.Target) bool {
	return user.CanManage() && (t == nil || !t.Frozen())
}

// targetQuestions returns the questionnaire that a target is about: the one asked for while the target may be edited, else its own, or
// the one that a round begins with where there is no target yet.
func (s *companyDesk) targetQuestions(c *fiber.Ctx, t *kompass.Target) (*questionnaire.Questionnaire, error) {
	id := rounds.DefaultQuestionnaire
	if t != nil {
		id = t.QuestionnaireID
	}
	if asked := cmp.Or(kit.Posted(c, "questionnaire"), c.Query("questionnaire")); asked != "" && (t == nil || !t.Frozen()) {
		id = asked
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
			out[rounds.TargetField(field, facet)] = kit.Localizer(c).Num(v, decimals(v))
		}
	}
	return out
}

// decimals is how many digits after the comma a value has: two where it needs them.
func decimals(v float64) int {
	if math.Abs(v*10-math.Round(v*10)) < 1e-9 {
		return 1
	}
	return 2
}

// parse reads the grid; a decimal comma is as good as a point, and an empty cell has no target.
func (f targetForm) parse() (kompass.TargetValues, []*kompass.FieldError) {
	values := kompass.TargetValues{}
	var errs []*kompass.FieldError
	for _, field := range f.q.Fields {
		cells := map[string]float64{}
		for _, facet := range rounds.TargetFacets(f.q) {
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
		errs = append(errs, &kompass.FieldError{Field: rounds.TargetField(f.q.Fields[0].ID, rounds.TargetFacets(f.q)[0]), Code: "error.target.empty"})
	}
	return values, errs
}

func (s *companyDesk) saveTarget(c *fiber.Ctx) error {
	ctx, user, company := c.UserContext(), kit.User(c), c.Params("company")
	path := address.Target(company)
	current, err := s.target(c, company)
	if err != nil {
		return err
	}
	q, err := s.targetQuestions(c, current)
	if err != nil {
		return err
	}
	form := targetForm{q: q, profile: knownProfile(q, kit.Posted(c, "profile")), cells: map[string]string{}}
	for _, field := range q.Fields {
		for _, facet := range rounds.TargetFacets(q) {
			name := rounds.TargetField(field.ID, facet)
			form.cells[name] = kit.Posted(c, name)
		}
	}
	switch {
	case kit.Posted(c, "do") == "renew":
		return s.afterTarget(c, path, form, s.Store.RenewTarget(ctx, user.By(), company, kit.Shown(c)))
	case kit.Posted(c, "do") == "freeze" && kit.Posted(c, "sure") == "yes":
		return s.afterTarget(c, path, form, s.Store.FreezeTarget(ctx, user.By(), company, kit.Shown(c)))
	}
	values, errs := form.parse()
	if len(errs) > 0 {
		return s.renderTarget(c, fiber.StatusUnprocessableEntity, form, errs)
	}
	wanted := kompass.Target{CompanyID: company, QuestionnaireID: q.ID, Profile: form.profile, Values: values}
	err = s.Rounds.SetTarget(ctx, user.By(), wanted, kit.Shown(c))
	if kit.Posted(c, "do") == "freeze" {
		path += "?confirm=freeze"
	}
	return s.afterTarget(c, path, form, err)
}

// afterTarget goes on to a page if nothing went wrong, and shows both targets where somebody else changed it meanwhile.
func (s *companyDesk) afterTarget(c *fiber.Ctx, path string, form targetForm, err error) error {
	switch {
	case errors.Is(err, kompass.ErrChanged), errors.Is(err, kompass.ErrFrozen):
		return s.targetChanged(c, form)
	case err != nil:
		return err
	}
	return kit.Redirect(c, path)
}

// targetChanged shows the levels that were typed, or that were to be frozen, beside those that somebody else stored meanwhile.
func (s *companyDesk) targetChanged(c *fiber.Ctx, form targetForm) error {
	stored, err := s.Store.Target(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil && !errors.Is(err, kompass.ErrNoTarget) {
		return err
	}
	stored.CompanyID = c.Params("company")
	what := kit.Change{Action: "audit.action.target.set", Object: stored.CompanyID, Href: address.Target(stored.CompanyID), Final: stored.Frozen()}
	if stored.Frozen() {
		what.Action = "audit.action.target.freeze"
	}
	values, _ := form.parse()
	mine, other := typed(c, form.q, values), typed(c, form.q, stored.Values)
	var cells []kit.Cell
	for _, field := range form.q.Fields {
		for _, facet := range rounds.TargetFacets(form.q) {
			name := rounds.TargetField(field.ID, facet)
			cells = append(cells, kit.NewCell(name, naming.Questions(kit.Localizer(c), form.q).Cell(result.Place{Field: field.ID, Facet: facet}), mine[name], other[name]))
		}
	}
	if kit.Posted(c, "do") == "renew" {
		cells = nil
	}
	errs, err := s.Changed(c, what, cells)
	if err != nil {
		return err
	}
	return s.renderTarget(c, fiber.StatusConflict, form, errs)
}

// knownProfile drops a start profile that the questionnaire does not have.
func knownProfile(q *questionnaire.Questionnaire, id string) string {
	if _, ok := rounds.ProfileValues(q, id); !ok && id != rounds.Proposed {
		return ""
	}
	return id
}

func (s *companyDesk) renderTarget(c *fiber.Ctx, status int, form targetForm, errs []*kompass.FieldError) error {
	ctx, user := c.UserContext(), kit.User(c)
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	model := views.Target{
		Page: s.Titled(c, kit.Localizer(c).T("target.title", "company", company.Name), len(errs) > 0), Company: company,
		Questionnaire: form.q, Profiles: form.q.Targets, Profile: form.profile, Trainer: user.CanManage(),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(kit.Localizer(c), company), views.Crumb{Text: kit.Localizer(c).T("company.target")})
	if model.Versions, err = s.Store.Targets(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	if len(model.Versions) > 0 {
		model.Target = &model.Versions[0]
	}
	stored := kompass.Target{}
	if model.Target != nil {
		stored = *model.Target
	}
	model.Shown = kit.Shows(c, address.Target(company.ID), stored.Digest())
	model.CanEdit = editable(user, model.Target)
	for _, q := range s.Rounds.Library().All() {
		model.Questionnaires = append(model.Questionnaires, views.Choice{Text: kit.Text(c, q, q.Title), Current: q.ID == form.q.ID,
			Href: address.TargetOf(company.ID, q.ID)})
	}
	model.Confirm = model.CanEdit && model.Target != nil && model.Target.QuestionnaireID == form.q.ID && c.Query("confirm") == "freeze" && len(errs) == 0
	if model.OpenRounds, err = s.openRounds(c, company.ID); err != nil {
		return err
	}
	if model.Positioning, err = s.Store.Positioning(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	proposal, ok := rounds.Propose(form.q, model.Positioning)
	if ok {
		model.Proposal = proposalOf(proposal)
	}
	model.Cells, model.Errors = s.targetCells(c, form, errs)
	values, _ := form.parse()
	model.Warnings = tooHigh(kit.Localizer(c), values)
	return kit.RenderSigned(c, status, views.TargetPage(model))
}

// openRounds lists the titles of the rounds that keep a frozen target from being renewed.
func (s *companyDesk) openRounds(c *fiber.Ctx, companyID string) ([]string, error) {
	all, err := s.Store.Rounds(c.UserContext(), kit.User(c).Scope(), companyID)
	var out []string
	for _, r := range all {
		if r.State == kompass.StateOpen || r.State == kompass.StateClosing {
			out = append(out, r.Title)
		}
	}
	return out, err
}

// targetCells is the grid as typed, and what is wrong in it: every message names its cell.
func (s *companyDesk) targetCells(c *fiber.Ctx, form targetForm, errs []*kompass.FieldError) (map[string]map[string]views.TargetCell, []views.FieldError) {
	cells := map[string]map[string]views.TargetCell{}
	all := kit.FieldErrors(kit.Localizer(c), errs...)
	var messages []views.FieldError
	for _, field := range form.q.Fields {
		cells[field.ID] = map[string]views.TargetCell{}
		for _, facet := range rounds.TargetFacets(form.q) {
			name := rounds.TargetField(field.ID, facet)
			cell := views.TargetCell{Name: name, Value: form.cells[name]}
			for _, e := range all {
				if e.Field == name {
					cell.Error, e.Message = e.At(), naming.Questions(kit.Localizer(c), form.q).Cell(result.Place{Field: field.ID, Facet: facet})+": "+e.Message
					messages = append(messages, e)
				}
			}
			cells[field.ID][facet] = cell
		}
	}
	return cells, messages
}

// proposalOf is a proposal as the page shows it.
func proposalOf(p rounds.Proposal) *views.TargetProposal {
	out := &views.TargetProposal{Step: p.Step, Assumed: p.Assumed, Discipline: p.Discipline, Cells: map[string]map[string]views.ProposedCell{}}
	for field, cells := range p.Cells {
		out.Cells[field] = map[string]views.ProposedCell{}
		for facet, cell := range cells {
			shown := views.ProposedCell{Value: cell.Value, Mean: cell.Mean, Lead: cell.Lead, Capped: cell.Capped}
			for _, share := range cell.Shares {
				shown.Shares = append(shown.Shares, views.LayerShare(share))
			}
			out.Cells[field][facet] = shown
		}
	}
	return out
}

// tooHigh warns of a target that wants everything: a mean above 3.5, or more than four cells above it.
func tooHigh(z i18n.Localizer, values kompass.TargetValues) []string {
	var out []string
	if mean, ok := values.Mean(); ok && mean > kompass.HighLevel {
		out = append(out, z.T("target.high.mean", "mean", z.Num(mean, 2), "limit", z.Num(kompass.HighLevel, 1)))
	}
	if high := values.High(); high > kompass.HighCells {
		out = append(out, z.T("target.high.cells", "n", high, "limit", z.Num(kompass.HighLevel, 1)))
	}
	return out
}
