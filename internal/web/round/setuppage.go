package round

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// roundSetup is one step of preparing a round, on its way to a page.
type roundSetup struct {
	step   rounds.Step
	draft  rounds.Draft
	saved  time.Time // zero where nothing has been saved yet
	errors []*kompass.FieldError
	theirs []*kompass.FieldError // what somebody else saved where the draft has something else
}

// draftAccess is what a code would lead to if the draft were opened now. What is not right yet is taken as usual.
func (h *Handler) draftAccess(company kompass.Company, p rounds.Prepared, q *questionnaire.Questionnaire) kompass.Access {
	r := p.Round
	if r.Title == "" {
		r.Title, r.Mode, r.K, r.OpensAt, r.ClosesAt = p.Plan.Title, p.Plan.Mode, max(p.Plan.K, kompass.FloorMinGroup), p.Plan.OpensAt, p.Plan.ClosesAt
		r.Sealed, r.Held, r.Holder = true, p.Plan.Held, p.Plan.Holder
		if r.Mode != kompass.Open {
			r.Mode = kompass.Anonymous
		}
		for _, t := range p.Teams {
			r.TeamIDs = append(r.TeamIDs, t.ID)
		}
		for _, v := range q.Perspectives {
			if p.Plan.AskPerspectives {
				r.Perspectives = append(r.Perspectives, v.ID)
			}
		}
	}
	a := kompass.Access{Round: r, CompanyName: company.Name, Contact: company.Contact, Logo: company.Logo, Teams: p.Teams, Recorded: h.Kit.Store.Records()}
	for _, t := range p.Teams {
		a.Audiences = append(a.Audiences, kompass.Audience{TeamID: t.ID, Heads: t.Heads})
	}
	switch len(p.Teams) {
	case 0:
		a.Audiences = []kompass.Audience{{Heads: p.Plan.Heads}}
	case 1:
		a.Link.TeamID = p.Teams[0].ID
	}
	for _, id := range r.Perspectives {
		a.Audiences = append(a.Audiences, kompass.Audience{Perspective: id, Heads: p.Plan.Of[id]})
	}
	return a
}

func (h *Handler) renderRoundSetup(c *fiber.Ctx, status int, at roundSetup) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	company, err := h.Store.Company(ctx, user.Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	model := views.RoundSetup{
		Page: h.Titled(c, z.T("setup.step."+string(at.step))+" – "+z.T("roundform.title"), len(at.errors) > 0), Company: company,
		Step: at.step, Draft: at.draft, Saved: at.saved, Questionnaires: h.Rounds.Library().All(),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("roundform.title")})
	if at.step == rounds.StepMode {
		model.Page.Scripts = append(model.Page.Scripts, "setup.js")
	}
	if model.Teams, err = h.Store.Teams(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	stored, err := h.Store.Draft(ctx, user.Scope(), company.ID)
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	model.Shown = kit.Shows(c, model.Action(), stored.Digest())
	all, err := h.Store.Rounds(ctx, user.Scope(), company.ID)
	if err != nil {
		return err
	}
	if len(all) > 0 {
		model.Last = all[0].Title
	}
	prepared, err := h.Rounds.Prepare(ctx, user.Scope(), company.ID, at.draft)
	if err != nil {
		return err
	}
	for _, w := range prepared.Warnings {
		model.Warnings = append(model.Warnings, z.T(w.Key, w.Args...))
	}
	if at.step == rounds.StepCheck {
		if len(at.errors) == 0 {
			at.errors = prepared.Errors
		}
		model.Page.Error = len(at.errors) > 0
	}
	model.Errors = kit.FieldErrors(z, append(at.theirs, at.errors...)...)
	q, ok := h.Rounds.Library().Get(at.draft.Questionnaire)
	if !ok {
		q = model.Questionnaires[0]
	}
	if model.Words, err = h.Store.Words(ctx, user.Scope(), company.ID); err != nil {
		return err
	}
	q = rounds.Worded(q, model.Words)
	model.Access, model.Chosen = h.draftAccess(company, prepared, q), q
	if model.NoTarget, err = h.lacksTarget(c, company.ID, q); err != nil {
		return err
	}
	return kit.RenderSigned(c, status, views.RoundSetupPage(model))
}

// postedAll returns every value of an input that may be given several times.
func postedAll(c *fiber.Ctx, name string) []string {
	var out []string
	for _, v := range c.Request().PostArgs().PeekMulti(name) {
		out = append(out, string(v))
	}
	return out
}

// lacksTarget reports whether nobody has frozen a target yet that fits this questionnaire.
func (h *Handler) lacksTarget(c *fiber.Ctx, companyID string, q *questionnaire.Questionnaire) (bool, error) {
	t, err := h.Store.Target(c.UserContext(), kit.User(c).Scope(), companyID)
	if errors.Is(err, kompass.ErrNoTarget) {
		return true, nil
	}
	return err == nil && (!t.Frozen() || rounds.CheckTarget(q, t.Values) != nil), err
}
