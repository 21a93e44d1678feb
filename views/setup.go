package views

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
)

// RoundSetup is the model of one step of preparing a round.
type RoundSetup struct {
	Page           Page
	Company        kompass.Company
	Step           rounds.Step
	Draft          rounds.Draft
	Saved          time.Time // zero where nothing has been saved yet
	Questionnaires []*questionnaire.Questionnaire
	Chosen         *questionnaire.Questionnaire // of the draft
	Teams          []kompass.Team               // of the company
	Last           string                       // title of the company's last round, "" without one
	Access         kompass.Access               // what a code would lead to
	Words          kompass.Words                // of the company
	NoTarget       bool                         // nobody has frozen the company's target yet
	Warnings       []string
	Shown          kompass.Digest // of the draft
	Errors         []FieldError
}

// Action is where the forms of the steps are sent.
func (m RoundSetup) Action() string { return address.NewRound(m.Company.ID) }

func (m RoundSetup) stepPath(step rounds.Step) string {
	return address.RoundStep(m.Company.ID, string(step))
}

// position says which of the steps this is.
func (m RoundSetup) position(ctx context.Context) string {
	return tr(ctx, "setup.position", "n", slices.Index(rounds.Steps, m.Step)+1, "of", len(rounds.Steps))
}

// setupPart is what the last step shows of another.
type setupPart struct {
	Step  rounds.Step
	Facts []Fact
}

func (m RoundSetup) parts(ctx context.Context) []setupPart {
	z := i18n.From(ctx)
	r := m.Access.Round
	begin, end := z.T("setup.now"), z.T("setup.noend")
	if m.Draft.OpensDay != "" && !r.OpensAt.IsZero() {
		begin = z.DateTime(r.OpensAt)
	}
	if !r.ClosesAt.IsZero() {
		end = lastMoment(ctx, r)
	}
	content := []Fact{
		{Term: z.T("roundform.questionnaire"), Value: namesOf(ctx, m.Chosen).Text(m.Chosen.Title)},
		{Term: z.T("round.title"), Value: m.Draft.Title},
	}
	if word := m.word(ctx); word != "" {
		content = append(content, Fact{Term: z.T("words.fact"), Value: word})
	}
	return []setupPart{
		{rounds.StepContent, content},
		{rounds.StepPeople, []Fact{
			{Term: z.T("roundform.teams"), Value: m.teamNames(ctx)},
			{Term: z.T("roundform.perspectives"), Value: m.perspectiveNames(ctx)},
		}},
		{rounds.StepMode, []Fact{
			{Term: z.T("roundform.mode"), Value: z.T("round.mode."+string(r.Mode), "k", r.K)},
			{Term: z.T("setup.key"), Value: z.T("setup.key." + cmp.Or(string(r.Holder), rounds.KeyAtServer))},
		}},
		{rounds.StepAccess, []Fact{
			{Term: z.T("roundform.opens"), Value: begin}, {Term: z.T("roundform.closes"), Value: end},
			{Term: z.T("roundform.links"), Value: z.T("setup.access." + m.access())},
			{Term: z.T("shared.title"), Value: z.T("setup.announce." + strconv.FormatBool(m.Draft.Announce))},
		}},
	}
}

// holds reports whether the draft gives the key to a holder, or leaves it at the server.
func (m RoundSetup) holds(holder string) bool {
	return cmp.Or(m.Draft.Key, rounds.KeyAtServer) == holder
}

var keyHolders = []string{rounds.KeyAtServer, string(kompass.HolderTrainer), string(kompass.HolderCouncil)}

// word is what the chosen questionnaire calls those who are served, "" where it has no place for a company's word.
func (m RoundSetup) word(ctx context.Context) string {
	written := m.Chosen.AsWritten().Words
	if written == nil {
		return ""
	}
	lang := i18n.From(ctx).Lang()
	if own := m.Words[string(lang)].Plain; own != "" {
		return own
	}
	return written.Customers[m.lang(ctx)].Plain
}

// wordSentence is a statement in which the word stands.
func (m RoundSetup) wordSentence(ctx context.Context) string {
	for _, s := range m.Chosen.Sentences(m.lang(ctx)).Asked {
		return s
	}
	return ""
}

// lang is the language of the page where the questionnaire has it, its first language otherwise.
func (m RoundSetup) lang(ctx context.Context) questionnaire.Lang {
	if l := questionnaire.Lang(i18n.From(ctx).Lang()); slices.Contains(m.Chosen.Languages, l) {
		return l
	}
	return m.Chosen.Languages[0]
}

// asksHeads reports whether the round asks the company as a whole, so that somebody has to say how many people that is.
func (m RoundSetup) asksHeads() bool {
	return len(m.Teams) == 0 || !slices.ContainsFunc(m.Teams, func(t kompass.Team) bool { return m.Draft.Asks(t.ID) })
}

func (m RoundSetup) access() string {
	if slices.Contains(accessKinds, m.Draft.Access) {
		return m.Draft.Access
	}
	return rounds.AccessEach
}

var accessKinds = []string{rounds.AccessEach, rounds.AccessOne, rounds.AccessTablet, rounds.AccessOnce}

func (m RoundSetup) teamNames(ctx context.Context) string {
	var names []string
	for _, t := range m.Access.Teams {
		names = append(names, t.Name+" ("+trn(ctx, "team.people", t.Heads)+")")
	}
	if one, said := m.Access.Audience(); len(names) == 0 && said {
		return tr(ctx, "setup.whole") + " (" + trn(ctx, "team.people", one.Heads) + ")"
	}
	if len(names) == 0 {
		return tr(ctx, "setup.whole")
	}
	return joined(names)
}

func (m RoundSetup) perspectiveNames(ctx context.Context) string {
	var names []string
	for _, p := range m.Chosen.Perspectives {
		if slices.Contains(m.Access.Round.Perspectives, p.ID) {
			name := namesOf(ctx, m.Chosen).Text(p.Title)
			if of := kompass.HeadsOf(m.Access.Audiences, "", p.ID); of.Heads > 0 {
				name += " (" + tr(ctx, "setup.of", "heads", of.Heads) + ")"
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return tr(ctx, "setup.perspectives.none")
	}
	return joined(names)
}

func joined(names []string) string { return strings.Join(names, ", ") }

// currentStep marks the step that is shown.
func currentStep(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": "step"}
}
