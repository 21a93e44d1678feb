package round

import (
	"maps"
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/disclosure"
	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/lan"
	"kompass/internal/published"
	"kompass/internal/reading"
	"kompass/internal/web/kit"
	"kompass/views"
)

// mostDisagreements is how many statements the room talks about: the three on which it is divided most.
const mostDisagreements = 3

// stage is a presentation under way: what the projector shows of a round, one screen after the other.
type stage struct {
	round   kompass.Round
	company kompass.Company
	link    *kompass.Link     // that the room scans, nil where there is none for everybody
	pub     *published.Result // nil while there is no result to show
	guess   *kompass.GuessResult
}

// The screens, in their order: before closing the first four, afterwards the others.
const (
	screenWaiting  = "waiting"
	screenWiFi     = "wifi"
	screenGuess    = "guess"
	screenClose    = "close"
	screenGuessed  = "guessed"
	screenIst      = "ist"
	screenSoll     = "soll"
	screenSides    = "sides"
	screenDivided  = "divided" // followed by a number from 1
	screenTruth    = "truth"   // likewise: the claim
	screenFound    = "found"   // likewise: what research found
	screenEnd      = "end"
	screenWithheld = "withheld" // there is no result, or none that this person may see yet
)

// screens lists what the presentation goes through.
func (st stage) screens(wifi lan.WiFi) []string {
	if st.round.State == kompass.StateOpen {
		var out []string
		if wifi != (lan.WiFi{}) {
			out = append(out, screenWiFi)
		}
		out = append(out, screenWaiting)
		if st.link != nil {
			out = append(out, screenGuess)
		}
		return append(out, screenClose)
	}
	if st.pub == nil {
		return []string{screenWithheld}
	}
	var out []string
	if st.guess != nil {
		out = append(out, screenGuessed)
	}
	out = append(out, screenIst)
	group := st.pub.Document.Everyone()
	t := figures.New(i18n.Localizer{}, st.pub.Questionnaire, st.pub.Document)
	if _, ok := t.Targets(group); ok {
		out = append(out, screenSoll)
	}
	if len(t.Views(group)) == 2 {
		out = append(out, screenSides)
	}
	for i := range min(mostDisagreements, len(reading.DividedItems(group))) {
		out = append(out, screenDivided+string(rune('1'+i)))
	}
	for i := range reading.Truths(st.pub.Series(group, nil)) {
		number := string(rune('1' + i))
		out = append(out, screenTruth+number, screenFound+number)
	}
	return append(out, screenEnd)
}

func (h *Handler) showStage(c *fiber.Ctx) error {
	st, err := h.stageOf(c)
	if err != nil {
		return err
	}
	screens := st.screens(h.WiFi)
	at := max(0, slices.Index(screens, c.Query("screen")))
	path := address.Stage(st.round.ID)
	page := h.Titled(c, kit.Localizer(c).T("stage.title", "round", st.round.Title), false)
	page.Area, page.Scripts = views.AreaPresent, []string{"stage.js"}
	model := views.Stage{
		Page: page, Company: st.company.Name, Round: st.round.Title, Exit: address.Round(st.round.ID),
		Position: at + 1, Of: len(screens),
	}
	if at > 0 {
		model.Previous = path + "?" + stageQuery(c, screens[at-1])
	}
	if at+1 < len(screens) {
		model.Next = path + "?" + stageQuery(c, screens[at+1])
	}
	if err := h.stageScreen(c, st, screens[at], &model); err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.StagePage(model))
}

// stageQuery is the query of a screen; the link that was chosen for the room is kept.
func stageQuery(c *fiber.Ctx, screen string) string {
	query := "screen=" + screen
	if link := c.Query("link"); kompass.IsID(link) {
		query += "&link=" + link
	}
	return query
}

// stageOf reads a round as far as the signed-in person may show it.
func (h *Handler) stageOf(c *fiber.Ctx) (stage, error) {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := h.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return stage{}, err
	}
	st := stage{round: round}
	if st.company, err = h.Store.Company(ctx, user.Scope(), round.CompanyID); err != nil {
		return stage{}, err
	}
	if round.State == kompass.StateOpen {
		st.link, err = h.roomLink(c, round)
		return st, err
	}
	p, err := h.Published.Of(ctx, user, round)
	if published.NotShown(err) {
		return st, nil
	}
	if err != nil {
		return stage{}, err
	}
	st.pub = &p
	st.guess, err = h.Published.Guess(ctx, user, p)
	return st, err
}

// roomLink is the link that the room scans: the one that was chosen, else one for everybody, else the first.
func (h *Handler) roomLink(c *fiber.Ctx, round kompass.Round) (*kompass.Link, error) {
	links, err := h.Store.Links(c.UserContext(), kit.User(c).Scope(), round.ID)
	if err != nil {
		return nil, err
	}
	links = slices.DeleteFunc(links, func(l kompass.Link) bool { return l.Code == "" })
	if len(links) == 0 {
		return nil, nil
	}
	at := slices.IndexFunc(links, func(l kompass.Link) bool { return l.ID == c.Query("link") })
	if at < 0 {
		at = slices.IndexFunc(links, func(l kompass.Link) bool { return l.TeamID == "" && l.Perspective == "" })
	}
	return &links[max(0, at)], nil
}

// stageCount says how many have answered and guessed, as the projector shows it: exactly from the minimum group on.
func (h *Handler) stageCount(c *fiber.Ctx) error {
	st, err := h.stageOf(c)
	if err != nil {
		return err
	}
	counts, err := h.roomCounts(c, st.round)
	if err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.StageCounts(counts))
}

func (h *Handler) roomCounts(c *fiber.Ctx, round kompass.Round) (views.RoomCounts, error) {
	ctx, scope := c.UserContext(), kit.User(c).Scope()
	totals, err := h.Store.TeamTotals(ctx, scope, []string{round.ID})
	if err != nil {
		return views.RoomCounts{}, err
	}
	guesses, err := h.Store.CountGuesses(ctx, scope, round.ID)
	if err != nil {
		return views.RoomCounts{}, err
	}
	return views.RoomCounts{
		Href: address.StageCount(round.ID), Answers: disclosure.TotalOf(round.K, slices.Collect(maps.Values(totals[round.ID]))),
		Guesses: round.ShownCount(guesses), K: round.K,
	}, nil
}
