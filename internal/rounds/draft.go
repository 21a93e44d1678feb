package rounds

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kompass/internal/kompass"
)

// Step is one page of the guided set-up.
type Step string

// The steps, in order. The last shows everything and opens the round.
const (
	StepContent Step = "content" // questionnaire and title
	StepPeople  Step = "people"  // teams and perspectives
	StepMode    Step = "mode"    // anonymous or open, minimum group, who holds the key
	StepAccess  Step = "access"  // period and kind of access
	StepCheck   Step = "check"
)

// Steps lists the steps in order.
var Steps = []Step{StepContent, StepPeople, StepMode, StepAccess, StepCheck}

// ParseStep reads the name of a step.
func ParseStep(raw string) (Step, bool) {
	return Step(raw), slices.Contains(Steps, Step(raw))
}

// Next returns the step after this one, the last for itself.
func (s Step) Next() Step { return Steps[min(slices.Index(Steps, s)+1, len(Steps)-1)] }

// Previous returns the step before this one, the first for itself.
func (s Step) Previous() Step { return Steps[max(slices.Index(Steps, s)-1, 0)] }

// StepOf returns the step on which an input stands.
func StepOf(field string) Step {
	switch field {
	case "questionnaire", "title":
		return StepContent
	case "team", "heads", "perspectives":
		return StepPeople
	case "mode", "min-group", "key":
		return StepMode
	}
	if strings.HasPrefix(field, ofPrefix) {
		return StepPeople
	}
	return StepAccess
}

// ofPrefix begins the name of the input for how many people answer from a perspective; its id follows.
const ofPrefix = "heads-"

// The kinds of access that a draft names.
const (
	AccessEach   = "each"   // a code for each team and perspective
	AccessOne    = "one"    // one link, on which team and perspective are chosen
	AccessTablet = "tablet" // the same, on a device that goes from hand to hand
	AccessOnce   = "once"   // one-time codes, drawn by lot
)

// KeyAtServer says that nobody holds the key of a round on paper.
const KeyAtServer = "server"

// Draft is a round that is being prepared: what was typed, right or wrong, so that it can be left and resumed.
type Draft struct {
	Questionnaire string            `json:"questionnaire"`
	Title         string            `json:"title"`
	Teams         []string          `json:"teams"`           // ids, null for all
	Heads         string            `json:"heads,omitempty"` // of a company without teams
	Perspectives  bool              `json:"perspectives"`
	Of            map[string]string `json:"of,omitempty"` // how many answer from a perspective, at most
	Mode          string            `json:"mode"`
	MinGroup      string            `json:"min_group"`
	Key           string            `json:"key,omitempty"` // who holds it, "" or "server" for the server
	Access        string            `json:"access"`
	OpensDay      string            `json:"opens_day"`
	OpensTime     string            `json:"opens_time"`
	ClosesDay     string            `json:"closes_day"`
	ClosesTime    string            `json:"closes_time"`
	Announce      bool              `json:"announce,omitempty"`
}

// headsIn reads how many people were typed into an input, 0 where it was left empty.
func headsIn(input, typed string) (int, error) {
	if typed = strings.TrimSpace(typed); typed == "" {
		return 0, nil
	}
	n, _ := strconv.Atoi(typed) // 0 is refused next
	n, err := kompass.ParseHeads(n)
	if err != nil {
		return 0, &kompass.FieldError{Field: input, Code: "error.heads.range", Args: []any{"max", kompass.MaxHeads}}
	}
	return n, nil
}

// DecodeDraft reads what [Draft.Encode] wrote.
func DecodeDraft(data []byte) (Draft, error) {
	var d Draft
	if err := json.Unmarshal(data, &d); err != nil {
		return Draft{}, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

// MaxDraftText is how many bytes of one input a draft keeps: far more than any input may have.
const MaxDraftText = 2000

// Encode writes the draft as a JSON object.
func (d Draft) Encode() ([]byte, error) { return json.Marshal(d) }

// With returns the draft with what was typed on one step; value returns the text of an input and all every value of one that
// may be given several times.
func (d Draft) With(step Step, value func(name string) string, all func(name string) []string) Draft {
	text := func(name string) string { return clip(value(name)) }
	switch step {
	case StepContent:
		d.Questionnaire, d.Title = text("questionnaire"), text("title")
	case StepPeople:
		d.Teams, d.Heads, d.Perspectives = []string{}, text("heads"), value("perspectives") != ""
		for _, id := range all("team") {
			if id = clip(id); !slices.Contains(d.Teams, id) && len(d.Teams) < maxDraftTeams {
				d.Teams = append(d.Teams, id)
			}
		}
		d.Of = nil
		for _, id := range all("of") {
			if typed := text(ofPrefix + clip(id)); typed != "" && len(d.Of) < maxDraftTeams {
				if d.Of == nil {
					d.Of = map[string]string{}
				}
				d.Of[clip(id)] = typed
			}
		}
	case StepMode:
		d.Mode, d.MinGroup, d.Key = text("mode"), text("min-group"), text("key")
	case StepAccess:
		d.Access, d.Announce = text("access"), value("announce") != ""
		d.OpensDay, d.OpensTime = text("opens"), text("opens-time")
		d.ClosesDay, d.ClosesTime = text("closes"), text("closes-time")
	}
	return d
}

const maxDraftTeams = 1000

// Asks reports whether the round is to ask a team.
func (d Draft) Asks(teamID string) bool { return d.Teams == nil || slices.Contains(d.Teams, teamID) }

func clip(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), MaxDraftText)], "")
}

// Plan turns the draft into what opens the round, or says everything that is wrong with it.
func (d Draft) Plan(companyID string) (Plan, []*kompass.FieldError) {
	var errs problems
	p := Plan{
		CompanyID: companyID, QuestionnaireID: d.Questionnaire, TeamIDs: slices.Clone(d.Teams), AskPerspectives: d.Perspectives,
		OneLink: d.Access == AccessOne || d.Access == AccessTablet, OnceCodes: d.Access == AccessOnce,
		Announce: d.Announce,
	}
	var err error
	p.Title, err = kompass.ParseTitle(d.Title)
	errs.add(err)
	p.Mode, err = kompass.ParseMode(d.Mode)
	errs.add(err)
	if err == nil {
		k, _ := strconv.Atoi(strings.TrimSpace(d.MinGroup)) // 0 is refused next
		p.K, err = kompass.ParseMinGroup(p.Mode, k)
		errs.add(err)
	}
	if d.Key != KeyAtServer {
		p.Holder, err = kompass.ParseHolder(d.Key)
		p.Held = p.Holder != ""
		errs.add(err)
	}
	p.Heads, err = headsIn("heads", d.Heads)
	errs.add(err)
	for _, id := range slices.Sorted(maps.Keys(d.Of)) {
		n, err := headsIn(ofPrefix+id, d.Of[id])
		errs.add(err)
		if n > 0 && d.Perspectives {
			if p.Of == nil {
				p.Of = map[string]int{}
			}
			p.Of[id] = n
		}
	}
	if !slices.Contains([]string{AccessEach, AccessOne, AccessTablet, AccessOnce}, d.Access) {
		errs.add(&kompass.FieldError{Field: "access", Code: "error.access.unknown"})
	}
	p.OpensAt, err = ParseMoment("opens", d.OpensDay, d.OpensTime, false)
	errs.add(err)
	p.ClosesAt, err = ParseMoment("closes", d.ClosesDay, d.ClosesTime, true)
	errs.add(err)
	return p, errs
}
