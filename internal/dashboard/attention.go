package dashboard

import (
	"cmp"
	"slices"

	"kompass/internal/address"
	"kompass/internal/disclosure"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/views"
)

// What waits, the most urgent first.
const (
	_ = iota
	waitsSpace
	waitsKey
	waitsOver
	waitsSoon
	waitsOverdue
	waitsFew
	waitsRelease
	waitsDue
	waitsMore
	waitsSmall
	waitsDraft
	waitsText
	waitsNews
)

// wait lists what waits for the user in her rounds, the most urgent first.
func (o *Dashboard) wait(rounds []kompass.RoundEntry) {
	names := map[string]string{}
	for _, company := range o.companies {
		names[company.ID] = company.Name
	}
	for _, e := range rounds {
		found, ok := o.waitsIn(e)
		if !ok {
			continue
		}
		found.Company, found.Round = names[e.CompanyID], e.Title
		o.waiting = append(o.waiting, found)
		if known := o.urgency[e.CompanyID]; known == 0 || found.Urgency < known {
			o.urgency[e.CompanyID] = found.Urgency
		}
	}
}

// AddMeasures adds the open measures that are due until soon, as far as the user may see what they came from. Today is a day as
// YYYY-MM-DD.
func (o *Dashboard) AddMeasures(due []kompass.MeasureEntry, today string) {
	for _, m := range due {
		if o.seesRound(m.CompanyID, m.RoundID) {
			o.waiting = append(o.waiting, o.measureLine(m, today))
		}
	}
}

// AddOwn adds for the trainer what only she can do: finish the rounds that somebody has begun to prepare, and write the texts, by the names
// of their settings, that everybody may ask for and that are missing or unfinished.
func (o *Dashboard) AddOwn(settings map[string]string, texts []string) {
	if !o.trainer() {
		return
	}
	o.waitDrafts()
	for _, name := range texts {
		o.waitText(settings, name)
	}
}

// AddSpace tells the trainer that the disk is nearly full, before answers are refused. The size is coarse: it would move with each answer.
func (o *Dashboard) AddSpace(space kompass.Space) {
	if o.trainer() && space.Scarce {
		const step = 50 << 20
		o.waiting = append(o.waiting, views.Attention{Text: o.z.T("waiting.space", "mb", o.z.Int(int((space.Free/step+1)*step)>>20)), Urgency: waitsSpace,
			Action: o.z.T("waiting.space.do"), Href: address.Settings})
	}
}

// Waiting is everything that waits, the most urgent first.
func (o *Dashboard) Waiting() []views.Attention {
	return slices.SortedStableFunc(slices.Values(o.waiting), func(a, b views.Attention) int {
		return cmp.Or(cmp.Compare(a.Urgency, b.Urgency), a.Until.Compare(b.Until))
	})
}

func (o *Dashboard) waitText(settings map[string]string, name string) {
	missing, unfinished := true, i18n.Lang("")
	for _, lang := range i18n.Langs {
		text := settings[name+"."+string(lang)]
		missing = missing && text == ""
		if unfinished == "" && len(views.Placeholders(text)) > 0 {
			unfinished = lang
		}
	}
	line := func(key string, lang i18n.Lang) {
		o.waiting = append(o.waiting, views.Attention{Text: o.z.T(key, "text", o.z.T("texts."+name)), Action: o.z.T("waiting.text.do"),
			Href: address.Text(name, string(lang)), Urgency: waitsText})
	}
	switch {
	case unfinished != "":
		line("waiting.text.unfinished", unfinished)
	case missing && len(o.rounds) > 0:
		line("waiting.text.missing", o.z.Lang())
	}
}

// waitDrafts names the rounds that somebody has begun to prepare.
func (o *Dashboard) waitDrafts() {
	for _, c := range o.companies {
		if c.HasDraft {
			o.waiting = append(o.waiting, views.Attention{Company: c.Name, Text: o.z.T("waiting.draft"), Urgency: waitsDraft,
				Action: o.z.T("waiting.draft.do"), Href: address.NewRound(c.ID)})
		}
	}
}

// seesRound reports whether the user may see the result of a round, such as the one that a measure came from.
func (o *Dashboard) seesRound(companyID, roundID string) bool {
	return slices.ContainsFunc(o.rounds[companyID], func(e kompass.RoundEntry) bool { return e.ID == roundID && published.Sees(o.user, e.Round) })
}

func (o *Dashboard) measureLine(m kompass.MeasureEntry, today string) views.Attention {
	key, urgency := "waiting.measure", waitsDue
	if m.Overdue(today) {
		key, urgency = "waiting.measure.over", waitsOverdue
	}
	return views.Attention{Company: m.Company, Round: m.Round, Urgency: urgency, Href: address.Measure(m.ID),
		Text: o.z.T(key, "date", o.z.Day(m.Due), "what", m.What, "who", m.Who), Action: o.z.T("waiting.measure.do")}
}

// waitsIn is the most urgent thing about a round, if anything waits there. One line a round: its page says the rest.
func (o *Dashboard) waitsIn(e kompass.RoundEntry) (views.Attention, bool) {
	round := address.Round(e.ID)
	line := func(urgency int, text, action, href string) (views.Attention, bool) {
		return views.Attention{Urgency: urgency, Until: e.ClosesAt, Text: text, Action: o.z.T(action), Href: href}, true
	}
	phase := e.Phase(o.now)
	running := e.State == kompass.StateOpen && phase == kompass.Running
	switch {
	case e.State == kompass.StateOpen && e.Unconfirmed:
		return line(waitsKey, o.z.T("waiting.unconfirmed"), "waiting.unconfirmed.do", o.keyPage(e.ID))
	case e.State == kompass.StateClosing && !e.Held:
		return line(waitsOver, o.z.T("closing.interrupted"), "waiting.over.do", address.ConfirmRound(e.ID, "close"))
	case e.State == kompass.StateClosing, e.State == kompass.StateOpen && phase == kompass.Ended:
		if e.State == kompass.StateOpen && e.BelowMinimum() {
			return line(waitsOver, o.z.T("waiting.over.few", "k", e.K), "waiting.over.few.do", round)
		}
		if e.Held {
			return line(waitsOver, o.z.T("round.over.held"), "waiting.over.do", address.ConfirmRound(e.ID, "close"))
		}
		return line(waitsOver, o.z.T("waiting.over"), "waiting.over.do", address.ConfirmRound(e.ID, "close"))
	case running && !e.ClosesAt.IsZero() && e.ClosesAt.Sub(o.now) < kompass.SoonOver:
		return line(waitsSoon, o.endsSoon(e), "waiting.soon.do", round)
	case running && e.BelowMinimum() && o.now.Sub(e.OpensAt) > kompass.Settling:
		return line(waitsFew, o.z.T("waiting.few", "k", e.K), "waiting.few.do", round)
	case e.State == kompass.StateClosed && e.HasResult && o.trainer():
		return line(waitsRelease, o.z.T("waiting.release"), "waiting.release.do", address.Review(e.ID))
	case running && e.MoreThanHeads() && disclosure.TotalOf(e.K, e.Parts).Exact() != nil:
		return line(waitsMore, o.z.T("waiting.more", "n", e.Responses, "heads", e.Heads), "waiting.more.do", round)
	case !o.trainer():
		return o.offer(e, running, line)
	case e.State == kompass.StateOpen && e.SmallTeams > 0:
		return line(waitsSmall, o.z.N("waiting.small", e.SmallTeams, "twice", 2*e.K), "waiting.small.do", round)
	}
	return views.Attention{}, false
}

// keyPage is where a round's key is seen to: the trainer's page about it, and for others the page of the round, which says who can.
func (o *Dashboard) keyPage(roundID string) string {
	if o.trainer() {
		return address.RoundKey(roundID)
	}
	return address.Round(roundID)
}

func (o *Dashboard) endsSoon(e kompass.RoundEntry) string {
	when := o.z.DateTime(e.ClosesAt)
	if e.BelowMinimum() {
		return o.z.T("waiting.soon.few", "date", when, "k", e.K)
	}
	return o.z.T("waiting.soon", "date", when, "answers", o.participation(e))
}

// offer is what a coordinator can do where nothing is urgent: pass on the links, or look at what was released.
func (o *Dashboard) offer(e kompass.RoundEntry, running bool, line func(urgency int, text, action, href string) (views.Attention, bool)) (views.Attention, bool) {
	switch {
	case running:
		return line(waitsNews, o.z.T("waiting.running", "answers", o.participation(e)), "waiting.running.do", address.Round(e.ID))
	case e.State == kompass.StateOpen:
		return line(waitsNews, o.z.T("waiting.planned", "date", o.z.DateTime(e.OpensAt)), "waiting.running.do", address.Round(e.ID))
	case e.HasResult && published.Sees(o.user, e.Round) && o.now.Sub(e.ReleasedAt) < kompass.StillNews:
		return line(waitsNews, o.z.T("waiting.released", "date", o.z.Date(e.ReleasedAt)), "waiting.released.do", address.Result(e.ID))
	}
	return views.Attention{}, false
}

// participation says how many have answered, exactly from the minimum on.
func (o *Dashboard) participation(e kompass.RoundEntry) string {
	total := disclosure.TotalOf(e.K, e.Parts)
	shown := total.Exact()
	below := total.Below(e.K)
	switch {
	case !below && shown == nil:
		return o.z.T("overview.answers.range", "low", total.Low, "high", total.High)
	case below && e.Heads > 0:
		return o.z.T("overview.participation.few", "k", e.K, "of", e.Heads)
	case below:
		return o.z.T("overview.answers.few", "k", e.K)
	case e.Heads > 0:
		return o.z.T("overview.participation", "n", *shown, "of", e.Heads)
	}
	return o.z.N("overview.answers", *shown)
}

// Guide is the first way through, until the first round is there.
func (o *Dashboard) Guide() []views.GuideStep {
	if !o.trainer() || len(o.rounds) > 0 {
		return nil
	}
	var first kompass.CompanyEntry
	if len(o.companies) > 0 {
		first = o.companies[0]
	}
	steps := []views.GuideStep{
		{Key: "company", Done: first.ID != "", Href: "#name"},
		{Key: "team", Done: first.Teams > 0, Href: address.CompanyTeams(first.ID)},
		{Key: "target", Done: first.HasTarget, Href: address.Target(first.ID)},
		{Key: "round", Href: address.NewRound(first.ID)},
	}
	if next := slices.IndexFunc(steps, func(g views.GuideStep) bool { return !g.Done }); next >= 0 {
		steps[next].Next = true
	}
	return steps
}
