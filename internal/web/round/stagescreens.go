package round

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/chart"
	"kompass/internal/figures"
	"kompass/internal/qr"
	"kompass/internal/reading"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// The compass on the projector is drawn small and shown large, so that its words can be read from the last row.
const (
	stageWidth  = 460
	stageHeight = 400
)

// What stands on top of a screen, and below it where that is always the same.
var (
	stageHeadings = map[string]string{
		screenWaiting: "stage.waiting", screenGuess: "stage.guess",
		screenGuessed: "stage.guessed", screenIst: "stage.ist", screenSoll: "stage.soll", screenSides: "stage.sides",
	}
	stageLeads = map[string]string{screenWaiting: "stage.waiting.lead", screenGuess: "stage.guess.lead"}
)

// stageScreen fills in what one screen shows.
func (h *Handler) stageScreen(c *fiber.Ctx, st stage, screen string, m *views.Stage) error {
	z := kit.Localizer(c)
	switch screen {
	case screenWiFi:
		return h.wifiScreen(c, m)
	case screenWaiting, screenGuess:
		return h.callScreen(c, st, screen, m)
	case screenClose:
		return h.closeScreen(c, st, m)
	case screenWithheld:
		m.Heading = z.T("stage.withheld")
		if _, never := h.Published.Outcome(c.UserContext(), kit.User(c), st.round); never {
			m.Heading = z.T("stage.none")
		}
		return nil
	case screenEnd:
		m.Heading, m.Lead = z.T("stage.end"), z.T("stage.end.lead")
		m.Links = []views.Choice{
			{Text: z.T("stage.end.result"), Href: address.Result(st.round.ID)},
			{Text: z.T("stage.end.measures"), Href: address.CompanyMeasures(st.round.CompanyID)},
		}
		return nil
	}
	if number, ok := strings.CutPrefix(screen, screenDivided); ok {
		h.dividedScreen(c, st, int(number[0]-'1'), m)
		return nil
	}
	if number, ok := strings.CutPrefix(screen, screenTruth); ok {
		return h.truthScreen(c, st, int(number[0]-'1'), false, m)
	}
	if number, ok := strings.CutPrefix(screen, screenFound); ok {
		return h.truthScreen(c, st, int(number[0]-'1'), true, m)
	}
	return h.compassScreen(c, st, screen, m)
}

func (h *Handler) wifiScreen(c *fiber.Ctx, m *views.Stage) error {
	z := kit.Localizer(c)
	m.Heading, m.Lead = z.T("stage.wifi"), z.T("stage.wifi.lead")
	path, side, err := qr.Path(h.WiFi.Code())
	m.Call = &views.RoomCall{QR: path, QRSize: side, Label: z.T("stage.wifi.qr", "name", h.WiFi.Name), Lines: []string{h.WiFi.Name, h.WiFi.Password}}
	return err
}

// callScreen asks the room to scan: the questions, or the guess.
func (h *Handler) callScreen(c *fiber.Ctx, st stage, screen string, m *views.Stage) (err error) {
	z := kit.Localizer(c)
	m.Heading, m.Lead = z.T(stageHeadings[screen]), z.T(stageLeads[screen])
	counts, err := h.roomCounts(c, st.round)
	if err != nil {
		return err
	}
	counts.Guessing = screen == screenGuess
	m.Counts = &counts
	if st.link == nil {
		m.Lead = z.T("stage.codes")
		return nil
	}
	leads := h.BaseURL.Questionnaire(st.link.Code)
	if screen == screenGuess {
		leads = h.BaseURL.Link(address.Guess(st.link.Code))
	}
	call := views.RoomCall{Label: z.T("round.qr", "code", st.link.Code.Grouped()), Lines: []string{leads}}
	if screen == screenWaiting {
		call.Lines, call.Code = []string{h.BaseURL.Link(address.Home)}, st.link.Code.Grouped()
	}
	if call.QR, call.QRSize, err = qr.Path(leads); err != nil {
		return err
	}
	m.Call = &call
	m.Links, err = h.roomLinks(c, st, screen)
	return err
}

// roomLinks lets the person at the projector choose which link the room scans, where there are several.
func (h *Handler) roomLinks(c *fiber.Ctx, st stage, screen string) ([]views.Choice, error) {
	frozen, err := h.Rounds.Frozen(c.UserContext(), st.round)
	if err != nil {
		return nil, err
	}
	teams, err := h.roundTeams(c.UserContext(), kit.User(c), st.round)
	if err != nil {
		return nil, err
	}
	links, err := h.Store.Links(c.UserContext(), kit.User(c).Scope(), st.round.ID)
	if err != nil || len(links) < 2 {
		return nil, err
	}
	var out []views.Choice
	for _, l := range links {
		if l.Code == "" {
			continue
		}
		var names []string
		for _, t := range teams {
			if t.ID == l.TeamID {
				names = append(names, t.Name)
			}
		}
		if p := kit.PerspectiveTitle(c, frozen.Questionnaire, l.Perspective); p != "" {
			names = append(names, p)
		}
		if len(names) == 0 {
			names = []string{kit.Localizer(c).T("result.everyone")}
		}
		out = append(out, views.Choice{Text: strings.Join(names, " · "), Href: "?screen=" + screen + "&link=" + l.ID, Current: l.ID == st.link.ID})
	}
	return out, nil
}

func (h *Handler) closeScreen(c *fiber.Ctx, st stage, m *views.Stage) error {
	z := kit.Localizer(c)
	totals, err := h.Store.RoundTotals(c.UserContext(), kit.User(c).Scope(), []string{st.round.ID})
	if err != nil {
		return err
	}
	m.Heading = z.T("stage.close")
	if totals[st.round.ID] < st.round.K {
		m.Lead = z.T("stage.close.few", "k", st.round.K)
		return nil
	}
	m.Lead = z.T("stage.close.lead")
	m.Close = &views.StageClose{Action: address.CloseRound(st.round.ID), CanRelease: kit.User(c).CanManage()}
	return nil
}

// compassScreen adds one thing to the compass at each step: the guess, Ist, Soll, the perspectives.
func (h *Handler) compassScreen(c *fiber.Ctx, st stage, screen string, m *views.Stage) error {
	z := kit.Localizer(c)
	t := figures.New(z, st.pub.Questionnaire, st.pub.Document)
	group := st.pub.Document.Everyone()
	m.Heading = z.T(stageHeadings[screen])
	radar := t.Radar(m.Heading)
	radar.Width, radar.Height = stageWidth, stageHeight
	spoken := t.Spoken(group)
	if st.guess != nil && (screen == screenGuessed || screen == screenIst) {
		values := make([]*float64, len(t.Questionnaire.Fields))
		var words []string
		for i, f := range t.Questionnaire.Fields {
			if mean, ok := st.guess.Means[f.ID]; ok {
				values[i] = &mean
				words = append(words, t.Text(f.Title)+" "+z.Num(mean, 1))
			}
		}
		radar.Series = append(radar.Series, chart.Series{Name: z.T("stage.legend.guess"), Role: chart.RoleThird, Values: values})
		m.Legend = append(m.Legend, figures.Legend(chart.LegendKey(chart.RoleThird), z.T("stage.legend.guessed", "n", st.guess.N)))
		if screen == screenGuessed {
			spoken = strings.Join(words, ", ")
		}
	}
	if screen != screenGuessed {
		radar.Series = append(radar.Series, chart.Series{Name: t.Group(group.Key), Role: chart.RoleIst, Values: t.Means(group)})
		m.Legend = append(m.Legend, figures.Legend(chart.LegendKey(chart.RoleIst), z.T("result.legend.ist", "n", *group.N)))
	}
	if targets, ok := t.Targets(group); ok && (screen == screenSoll || screen == screenSides) {
		radar.Series = append(radar.Series, chart.Series{Name: z.T("result.legend.soll"), Role: chart.RoleSoll, Values: targets})
		m.Legend = append(m.Legend, figures.Legend(chart.LegendKey(chart.RoleSoll), z.T("result.legend.soll")))
	}
	if screen == screenSides {
		for i, view := range t.Views(group) {
			radar.Markers = append(radar.Markers, chart.Markers{Name: t.Group(view.Key), Hollow: i == 0, Values: t.Means(view)})
			m.Legend = append(m.Legend, figures.Legend(chart.MarkerKey(i == 0), z.T("result.legend.view", "name", t.Perspective(view.Key["perspective"]), "n", *view.N)))
		}
	}
	radar.Description = z.T("result.radar.desc", "values", spoken)
	m.Lead, m.Scale = h.stageLead(c, st, screen), story.ScaleEnds(z, t.Questionnaire)
	return h.stageChart(c.UserContext(), radar, m)
}

func (h *Handler) stageChart(ctx context.Context, radar chart.Radar, m *views.Stage) error {
	drawn, err := h.Charts.Radar(ctx, radar)
	m.Chart = views.SVG(drawn)
	return err
}

// stageLead is the sentence that says what to see: the rules of the result page say it.
func (h *Handler) stageLead(c *fiber.Ctx, st stage, screen string) string {
	z := kit.Localizer(c)
	series := st.pub.Series(st.pub.Document.Everyone(), nil)
	said := reading.Of(z, series, nil)
	switch screen {
	case screenGuessed:
		return z.T("stage.guessed.lead", "n", st.guess.N)
	case screenSides:
		return said.Perspectives
	case screenSoll:
		return said.Headline
	}
	if st.guess == nil {
		return ""
	}
	return z.T("stage.ist.lead")
}

// dividedScreen shows one of the statements on which the answers lie furthest apart, with its question.
func (h *Handler) dividedScreen(c *fiber.Ctx, st stage, i int, m *views.Stage) {
	series := st.pub.Series(st.pub.Document.Everyone(), nil)
	divided := story.DividedOf(kit.Localizer(c), series, "")
	if divided == nil || i >= len(divided.Items) {
		m.Heading = kit.Localizer(c).T("stage.end")
		return
	}
	item := divided.Items[i]
	m.Kicker = kit.Localizer(c).T("stage.divided", "i", i+1, "field", item.Field)
	m.Heading, m.Divided = item.Name, &item
}

// truthScreen asks whether a common view is true, and then shows what research found.
func (h *Handler) truthScreen(c *fiber.Ctx, st stage, i int, found bool, m *views.Stage) error {
	z := kit.Localizer(c)
	truths, err := h.noted(c, story.TruthsOf(z, st.pub.Series(st.pub.Document.Everyone(), nil)), st.pub.Questionnaire)
	if err != nil {
		return err
	}
	m.Kicker, m.Heading = z.T("truth.ask"), z.T("result.quoted", "text", truths[i].Claim)
	if found {
		m.Truth = &truths[i]
		return nil
	}
	m.Lead = z.T("truth.vote")
	return nil
}
