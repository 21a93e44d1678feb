package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

func (s *companyDesk) showWords(c *fiber.Ctx) error {
	w, err := s.Store.Words(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	return s.renderWords(c, fiber.StatusOK, w, nil)
}

// saveWords shows the sentences with what was typed, or stores it.
func (s *companyDesk) saveWords(c *fiber.Ctx) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	w := kompass.ReadWords(func(field string) string { return kit.Posted(c, field) })
	if errs := w.Check(); len(errs) > 0 {
		return s.renderWords(c, fiber.StatusUnprocessableEntity, w, errs)
	}
	if kit.Posted(c, "do") == "preview" {
		return s.renderWords(c, fiber.StatusOK, w, nil)
	}
	err = s.Store.SetWords(c.UserContext(), kit.User(c).By(), company.ID, w, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.wordsChanged(c, w)
	}
	if err != nil {
		return err
	}
	if kit.Posted(c, "back") == backToSetup {
		return kit.Redirect(c, address.RoundStep(company.ID, string(rounds.StepContent)))
	}
	return kit.Redirect(c, address.CompanyProfile(company.ID))
}

// backToSetup says that words are typed on the way to a round.
const backToSetup = "setup"

// wordsChanged shows what was typed beside what somebody else stored meanwhile.
func (s *companyDesk) wordsChanged(c *fiber.Ctx, typed kompass.Words) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	stored, err := s.Store.Words(c.UserContext(), kit.User(c).Scope(), company.ID)
	if err != nil {
		return err
	}
	var cells []kit.Cell
	for _, l := range kompass.WordLangs {
		for _, f := range l.Forms {
			cells = append(cells, kit.NewCell(f.Field(l.Lang), views.WordFormLabel(c.UserContext(), l.Lang, f), f.Of(typed[l.Lang]), f.Of(stored[l.Lang])))
		}
	}
	errs, err := s.Changed(c, kit.Change{Action: "audit.action.company.words", Object: company.ID, Href: address.Words(company.ID)}, cells)
	if err != nil {
		return err
	}
	return s.renderWords(c, fiber.StatusConflict, typed, errs)
}

func (s *companyDesk) renderWords(c *fiber.Ctx, status int, w kompass.Words, errs []*kompass.FieldError) error {
	company, err := s.companyOf(c)
	if err != nil {
		return err
	}
	stored, err := s.Store.Words(c.UserContext(), kit.User(c).Scope(), company.ID)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	model := views.CompanyWords{
		Page: s.Titled(c, z.T("words.title", "company", company.Name), len(errs) > 0), Company: company, Words: w,
		Errors: kit.FieldErrors(z, errs...), Shown: kit.Shows(c, address.Words(company.ID), stored.Digest()),
	}
	if c.Query("back") == backToSetup || kit.Posted(c, "back") == backToSetup {
		model.Back = backToSetup
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: z.T("words.crumb")})
	model.Page.Scripts = append(model.Page.Scripts, "words.js")
	if q, ok := s.Rounds.Library().Get(rounds.DefaultQuestionnaire); ok {
		model.Previews = wordPreviews(q, w)
	}
	return kit.RenderSigned(c, status, views.CompanyWordsPage(model))
}

// wordPreviews are the sentences in which words stand, by language.
func wordPreviews(q *questionnaire.Questionnaire, w kompass.Words) []views.WordPreview {
	q = rounds.Worded(q, w)
	var out []views.WordPreview
	for _, l := range q.Languages {
		out = append(out, views.WordPreview{Lang: string(l), Sentences: q.Sentences(l)})
	}
	return out
}
