package round

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/qr"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/internal/web/sealing"
	"kompass/views"
)

func (h *Handler) showRound(c *fiber.Ctx) error {
	return h.renderRound(c, fiber.StatusOK, roundForm{})
}

// roundForm is what was typed in a form of a round's page that was refused, and why.
type roundForm struct {
	typed   map[string]string
	errors  []*kompass.FieldError
	closing *views.Closing // the form that closes the round, nil where it was another one
}

func (h *Handler) renderRound(c *fiber.Ctx, status int, form roundForm) error {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := h.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	company, err := h.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return err
	}
	frozen, err := h.Rounds.Frozen(ctx, round)
	if err != nil {
		return err
	}
	model := views.Round{
		Page: h.Titled(c, round.Title+" – "+company.Name, len(form.errors) > 0), Company: company, Round: round, Phase: round.Phase(h.Now()),
		Questionnaire: kit.Text(c, frozen.Questionnaire, frozen.Questionnaire.Title), CanManage: user.CanManage(), Today: h.Now(),
		Minutes: frozen.Questionnaire.Minutes, Dates: h.dates(round),
	}
	model.Page.Crumbs = append(kit.CompanyCrumbs(kit.Localizer(c), company), views.Crumb{Text: round.Title})
	model.Confirm = c.Query("confirm")
	model.Closing = views.Closing{Unticked: c.Query("missing") == "delete", Trouble: keyTrouble(c, c.Query("missing")), LeaveOut: c.Query("missing") == "unreadable"}
	if form.closing != nil {
		model.Confirm, model.Closing = "close", *form.closing
		model.Page.Error = true
	}
	if err := h.keyTroubleOf(ctx, &model); err != nil {
		return err
	}
	teams, err := h.roundTeams(ctx, user, round)
	if err != nil {
		return err
	}
	if err := h.countAnswers(ctx, &model, teams, frozen.Questionnaire); err != nil {
		return err
	}
	if model.Links, err = h.linkRows(c, round, teams, frozen.Questionnaire); err != nil {
		return err
	}
	if err := h.changeable(c, &model, form); err != nil {
		return err
	}
	if model.NoTarget, err = h.lacksTarget(c, company.ID, frozen.Questionnaire); err != nil {
		return err
	}
	model.HasResult, model.Unpublished = h.Published.Outcome(ctx, user, round)
	return kit.RenderSigned(c, status, views.RoundPage(model))
}

// keyTroubleOf adds what is wrong with the key of the round, and what its closing has left undone.
func (h *Handler) keyTroubleOf(ctx context.Context, model *views.Round) error {
	if !model.Round.Sealed {
		return nil
	}
	trouble, err := h.Rounds.KeyTrouble(ctx)
	if err != nil {
		return err
	}
	over := model.Round.State != kompass.StateOpen && model.Round.State != kompass.StateClosing
	model.NoKey, model.Left, model.Rebuild = slices.Contains(trouble.Missing, model.Round.ID), trouble.LeftOf(model.Round.ID), over && trouble.Rebuild
	return nil
}

// changeable adds what may still be changed of a round that has not been closed, and what was typed to change it.
func (h *Handler) changeable(c *fiber.Ctx, model *views.Round, form roundForm) error {
	ctx, user, round := c.UserContext(), kit.User(c), model.Round
	if round.State != kompass.StateOpen {
		return nil
	}
	typed := func(name, saved string) string {
		if v, ok := form.typed[name]; ok {
			return v
		}
		return saved
	}
	day, clock := rounds.FormMoment(round.ClosesAt, true)
	change := &views.RoundChange{
		Title: typed("title", round.Title), Closes: typed("closes", day), ClosesTime: typed("closes-time", clock),
		Errors:     kit.FieldErrors(kit.Localizer(c), form.errors...),
		NoEnd:      form.typed["noend"] == "yes",
		TitleShown: kit.Shows(c, address.RoundTitle(round.ID), kompass.DigestOf(round.Title)), ClosesShown: kit.Shows(c, address.RoundPeriod(round.ID), kompass.MomentDigest(round.ClosesAt)),
	}
	model.Change = change
	teams, err := h.Store.Teams(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return err
	}
	for _, t := range teams {
		if len(round.TeamIDs) > 0 && !slices.Contains(round.TeamIDs, t.ID) {
			change.Others = append(change.Others, t)
		}
	}
	lots, err := h.Store.Lots(ctx, user.Scope(), round.ID)
	if err != nil {
		return err
	}
	return h.codeRows(c, model, teams, lots, form.typed)
}

// roundTeams returns the teams that a round asks, in order of creation.
func (h *Handler) roundTeams(ctx context.Context, user kompass.User, round kompass.Round) ([]kompass.Team, error) {
	all, err := h.Store.AllTeams(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return nil, err
	}
	asked := map[string]bool{}
	for _, id := range round.TeamIDs {
		asked[id] = true
	}
	var out []kompass.Team
	for _, t := range all {
		if asked[t.ID] {
			out = append(out, t)
		}
	}
	return out, nil
}

func (h *Handler) countAnswers(ctx context.Context, model *views.Round, teams []kompass.Team, q *questionnaire.Questionnaire) error {
	scope := kompass.Scope{CompanyID: model.Round.CompanyID}
	counts, err := h.Store.Counts(ctx, scope, model.Round.ID)
	if err != nil {
		return err
	}
	all, err := h.Store.Audiences(ctx, scope, model.Round.ID)
	if err != nil {
		return err
	}
	perTeam, perView := map[string]int{}, map[string]int{}
	for _, n := range counts {
		perTeam[n.TeamID] += n.Responses
		perView[n.Perspective] += n.Responses
	}
	for _, t := range teams {
		model.Teams = append(model.Teams, views.TeamCount{Team: t.Name, Heads: kompass.HeadsOf(all, t.ID, "").Heads, Responses: model.Round.ShownCount(perTeam[t.ID])})
	}
	whole := kompass.WholeOf(all)
	model.Heads, model.HeadsBefore = whole.Heads, whole.Before
	var parts []int
	if n := perTeam[""]; n > 0 {
		parts = append(parts, n)
	}
	for _, t := range teams {
		parts = append(parts, perTeam[t.ID])
	}
	model.Responses = disclosure.TotalOf(model.Round.K, parts)
	model.BelowMinimum = model.Responses.Below(model.Round.K)
	var of []views.TeamCount
	names := naming.Questions(i18n.From(ctx), q)
	for _, p := range q.Perspectives {
		id := p.ID
		of = append(of, views.TeamCount{Team: names.Text(p.Title), Heads: kompass.HeadsOf(all, "", id).Heads, Responses: model.Round.ShownCount(perView[id])})
	}
	model.MoreThanHeads = moreThanHeads(i18n.From(ctx), model, of)
	return nil
}

// moreThanHeads says which teams and perspectives have more forms than people and what follows: without teams, or in an open round,
// it is said of all of them.
func moreThanHeads(z i18n.Localizer, model *views.Round, perspectives []views.TeamCount) string {
	var over []string
	for _, t := range slices.Concat(model.Teams, perspectives) {
		if t.Responses != nil && t.Heads > 0 && *t.Responses > t.Heads && model.Round.Mode == kompass.Anonymous {
			over = append(over, t.Team)
		}
	}
	total := model.Responses.Exact()
	more := model.Heads > 0 && total != nil && *total > model.Heads && !model.BelowMinimum
	switch {
	case more && len(model.Teams) == 0 && model.Round.Mode == kompass.Anonymous:
		return z.T("round.over.all", "n", *total, "heads", model.Heads)
	case len(over) > 0:
		return z.T("round.over", "teams", strings.Join(over, ", "))
	case more:
		return z.T("round.more", "n", *total, "heads", model.Heads)
	}
	return ""
}

func (h *Handler) linkRows(c *fiber.Ctx, round kompass.Round, teams []kompass.Team, q *questionnaire.Questionnaire) ([]views.LinkRow, error) {
	if round.State != kompass.StateOpen {
		return nil, nil
	}
	links, err := h.Store.Links(c.UserContext(), kit.User(c).Scope(), round.ID)
	if err != nil {
		return nil, err
	}
	var rows []views.LinkRow
	for _, l := range links {
		url := h.BaseURL.Questionnaire(l.Code)
		row := views.LinkRow{Code: l.Code.Grouped(), URL: url, TabletURL: url + "?tablet=1"}
		for _, t := range teams {
			if t.ID == l.TeamID {
				row.Team = t.Name
			}
		}
		row.Perspective = kit.PerspectiveTitle(c, q, l.Perspective)
		if row.QR, row.QRSize, err = qr.Path(url); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// closeRound ends a round. The page asks once more; where nothing can be published it asks twice, because the answers
// are deleted.
func (h *Handler) closeRound(c *fiber.Ctx) error {
	ctx, user, id := c.UserContext(), kit.User(c), c.Params("round")
	round, err := h.Store.Round(ctx, user.Scope(), id)
	if err != nil {
		return err
	}
	totals, err := h.Store.RoundTotals(ctx, user.Scope(), []string{id})
	if err != nil {
		return err
	}
	sure := kit.Posted(c, "sure")
	switch {
	case sure != "yes":
		return kit.Redirect(c, address.ConfirmRound(id, "close"))
	case totals[id] < round.K && kit.Posted(c, "delete") != "yes" && user.CanManage():
		return h.closingUnticked(c, round)
	}
	err = h.Rounds.CloseWith(ctx, user.By(), id, rounds.Closing{Sheet: kit.Posted(c, "sheet"), LeaveOut: kit.Posted(c, "leave-out") == "yes" && user.CanManage()})
	if mistake := sealing.Mistake(kit.Localizer(c), err); mistake != nil {
		return h.closingAgain(c, views.Closing{Errors: kit.FieldErrors(kit.Localizer(c), mistake)})
	}
	if errors.Is(err, rounds.ErrTooFew) {
		return kit.Redirect(c, address.ConfirmRound(id, "close"))
	}
	if trouble := troubleOf(err); trouble != "" {
		return kit.Redirect(c, address.ConfirmWithoutKey(id, trouble))
	}
	released := kit.Posted(c, "release") == "yes" && user.CanManage()
	if err == nil && released {
		err = h.Rounds.Release(ctx, user.By(), id)
	}
	switch {
	case errors.Is(err, kompass.ErrUnpublished), errors.Is(err, kompass.ErrClosed):
		return kit.Redirect(c, address.Round(id))
	case err != nil:
		return err
	case kit.Posted(c, "to") == "stage":
		return kit.Redirect(c, address.Stage(id))
	case !user.CanManage():
		return kit.Redirect(c, address.Round(id)) // the result is hers when it is released
	case !released:
		return kit.Redirect(c, address.Review(id))
	}
	return kit.Redirect(c, address.Result(id))
}

// closingUnticked asks once more for a round with too few answers. Words of a key that were typed stay where they are.
func (h *Handler) closingUnticked(c *fiber.Ctx, round kompass.Round) error {
	if round.Held {
		return h.closingAgain(c, views.Closing{Unticked: true})
	}
	return kit.Redirect(c, address.Round(c.Params("round"))+"?confirm=close&missing=delete")
}

// closingAgain shows the form that closes a round once more as it was sent.
func (h *Handler) closingAgain(c *fiber.Ctx, form views.Closing) error {
	form.Typed, form.Release, form.Delete = kit.Posted(c, "sheet"), kit.Posted(c, "release") == "yes", kit.Posted(c, "delete") == "yes"
	return h.ShowClosing(c, fiber.StatusUnprocessableEntity, form)
}

// ShowClosing shows the form that closes a round.
func (h *Handler) ShowClosing(c *fiber.Ctx, status int, form views.Closing) error {
	return h.renderRound(c, status, roundForm{closing: &form})
}

// troubleOf names what is wrong with the key of a round that was to be closed, "" where it is nothing of that kind.
func troubleOf(err error) string {
	var unreadable *rounds.UnreadableError
	switch {
	case errors.Is(err, kompass.ErrKeyGone):
		return "gone"
	case errors.Is(err, kompass.ErrNoKey):
		return "key"
	case errors.As(err, &unreadable):
		return "unreadable"
	}
	return ""
}

// keyTrouble says what is wrong with the key of a round.
func keyTrouble(c *fiber.Ctx, trouble string) string {
	z := kit.Localizer(c)
	switch trouble {
	case "gone":
		return z.T("round.close.gone")
	case "key":
		return z.T("round.close.nokey")
	case "unreadable":
		return z.T("round.close.unreadable")
	}
	return ""
}

func (h *Handler) releaseRound(c *fiber.Ctx) error {
	user, id := kit.User(c), c.Params("round")
	if kit.Posted(c, "sure") != "yes" {
		return kit.Redirect(c, address.Review(id)+"?confirm=release")
	}
	if err := h.Rounds.Release(c.UserContext(), user.By(), id); err != nil {
		return err
	}
	return kit.Redirect(c, address.Round(id))
}
