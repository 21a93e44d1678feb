package rounds

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// DefaultQuestionnaire is the questionnaire that a draft begins with.
const DefaultQuestionnaire = "service-excellence-kompass"

// runningDays is how long a round is open unless something else is typed.
const runningDays = 14

// NewDraft returns the draft that a company's next round begins with: good enough to be opened as it is.
func (s *Service) NewDraft(z i18n.Localizer) Draft {
	now := s.now().In(i18n.Zone())
	return Draft{
		Questionnaire: DefaultQuestionnaire, Title: Season(z, now), Perspectives: true, Mode: string(kompass.Anonymous),
		MinGroup: "5", Key: KeyAtServer, Access: AccessEach, ClosesDay: now.AddDate(0, 0, runningDays).Format(time.DateOnly),
	}
}

// Season names a time of year, as in "Frühjahr 2027": a title that everybody recognises.
func Season(z i18n.Localizer, t time.Time) string {
	names := [...]string{"winter", "spring", "summer", "autumn"}
	return z.T("season."+names[int(t.Month())%12/3], "year", t.Format("2006"))
}

// LikeLast returns a draft with the settings of an earlier round: the same questionnaire, teams, protection and access, open
// for as long.
func (s *Service) LikeLast(ctx context.Context, z i18n.Localizer, r kompass.Round, links []kompass.Link) (Draft, error) {
	d := s.NewDraft(z)
	d.Questionnaire, d.Mode, d.Perspectives = r.QuestionnaireID, string(r.Mode), len(r.Perspectives) > 0
	if r.Mode == kompass.Anonymous {
		d.MinGroup = z.Int(r.K)
	}
	d.Access = accessOf(r, links)
	if r.Held {
		d.Key = string(cmp.Or(r.Holder, kompass.HolderTrainer))
	}
	teams, err := s.store.Teams(ctx, kompass.Everything, r.CompanyID)
	if err != nil {
		return Draft{}, err
	}
	d.Teams = []string{}
	for _, t := range teams {
		for _, id := range r.TeamIDs {
			if id == t.ID {
				d.Teams = append(d.Teams, id)
			}
		}
	}
	if err := s.likeHeads(ctx, r, &d); err != nil {
		return Draft{}, err
	}
	d.ClosesDay = ""
	if !r.ClosesAt.IsZero() {
		length := r.ClosesAt.Sub(r.OpensAt).Round(24 * time.Hour)
		d.ClosesDay = s.now().In(i18n.Zone()).Add(max(length, 24*time.Hour)).Format(time.DateOnly)
	}
	return d, nil
}

// likeHeads takes over how many people a round asked without teams, and from each perspective.
func (s *Service) likeHeads(ctx context.Context, r kompass.Round, d *Draft) error {
	all, err := s.store.Audiences(ctx, kompass.Everything, r.ID)
	if err != nil {
		return err
	}
	if whole := kompass.HeadsOf(all, "", ""); whole.Heads > 0 {
		d.Heads = strconv.Itoa(whole.Heads)
	}
	for _, id := range r.Perspectives {
		if of := kompass.HeadsOf(all, "", id); of.Heads > 0 {
			if d.Of == nil {
				d.Of = map[string]string{}
			}
			d.Of[id] = strconv.Itoa(of.Heads)
		}
	}
	return nil
}

func accessOf(r kompass.Round, links []kompass.Link) string {
	switch {
	case len(links) == 0:
		return AccessOnce
	case len(links) == 1 && links[0].TeamID == "" && len(r.TeamIDs) > 0:
		return AccessOne
	}
	return AccessEach
}

// Prepared is a draft as it would be opened now.
type Prepared struct {
	Plan     Plan
	Round    kompass.Round // without id; only complete without errors
	Teams    []kompass.Team
	Warnings []Warning
	Errors   []*kompass.FieldError
}

// Prepare checks a draft against the company as it is now and says everything that would keep it from being opened.
func (s *Service) Prepare(ctx context.Context, scope kompass.Scope, companyID string, d Draft) (Prepared, error) {
	plan, problems := d.Plan(companyID)
	out := Prepared{Plan: plan, Errors: problems}
	teams, err := s.chosenTeams(ctx, scope, plan)
	var field *kompass.FieldError
	switch {
	case errors.As(err, &field):
		out.Errors = append(out.Errors, field)
	case err != nil:
		return Prepared{}, err
	case len(teams) == 0 && strings.TrimSpace(d.Heads) == "":
		out.Errors = append(out.Errors, noHeads())
	}
	out.Teams, out.Warnings = teams, plan.warnings(max(plan.K, kompass.FloorMinGroup), teams)
	q, ok := s.Library().Get(d.Questionnaire)
	if !ok {
		out.Errors = append(out.Errors, unknownQuestionnaire(d.Questionnaire))
	}
	if ok {
		out.Warnings = append(out.Warnings, plan.unlimited(q)...)
		out.Warnings = append(out.Warnings, oneLeader(q, teams)...)
	}
	if len(out.Errors) > 0 {
		return out, nil
	}
	if out.Round, err = s.newRound(plan, q, teams); errors.As(err, &field) {
		out.Errors, err = append(out.Errors, field), nil
	}
	return out, err
}

// unlimited warns of perspectives of which nobody has said how many people answer from them: somebody who sends several forms as
// one of a few goes unnoticed.
func (p Plan) unlimited(q *questionnaire.Questionnaire) []Warning {
	if p.Mode != kompass.Anonymous || !p.AskPerspectives {
		return nil
	}
	for _, v := range q.Perspectives {
		if _, said := p.Of[v.ID]; !said {
			return []Warning{{Key: "warning.heads.of"}}
		}
	}
	return nil
}

// oneLeaderHeads is up to how many people a team may well be led by one person. The bound is our own.
const oneLeaderHeads = 12

// oneLeader warns of teams so small that statements about those who lead may be about one person, whom everybody knows. A
// questionnaire that tells no leaders from others has none.
func oneLeader(q *questionnaire.Questionnaire, teams []kompass.Team) []Warning {
	if len(q.Perspectives) < 2 {
		return nil
	}
	var names []string
	for _, t := range teams {
		if t.Heads <= oneLeaderHeads {
			names = append(names, t.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Warning{{Key: "warning.leader.one", Args: []any{"teams", strings.Join(names, ", ")}}}
}
