package rounds

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Plan is what a trainer decides when she opens a round.
type Plan struct {
	CompanyID       string
	QuestionnaireID string
	Version         int // of the questionnaire, 0 for the highest
	Title           string
	Mode            kompass.Mode
	K               int
	AskPerspectives bool
	TeamIDs         []string // nil: all teams of the company
	OpensAt         time.Time
	ClosesAt        time.Time
	OneLink         bool             // one link for everybody, who then choose team and perspective themselves
	OnceCodes       bool             // no links: everybody gets a one-time code, drawn after the round is open
	Heads           int              // people of a company without teams; 0, where nobody has said, in an open round alone
	Of              map[string]int   // how many of all people answer from a perspective, at most; without those of which nobody has said
	Draft           bool             // the company's draft is used up; without one the round is not opened
	Shown           []kompass.Digest // of the draft, empty where that does not matter
	Held            bool             // the private key is not kept here: it is shown once, and needed to close the round
	Holder          kompass.Holder   // who has it then, "" where that is not said
	Announce        bool             // those who answer are told that the result is to stand at their link
}

// Opened is a round that now takes answers, with its links and with warnings: message keys of things that the trainer
// should know but may decide otherwise.
type Opened struct {
	Round    kompass.Round
	Links    []kompass.Link
	Warnings []Warning
	Sheet    []string // the words of the private key, where somebody else holds it: they are nowhere else
}

// Warning is a message key with its arguments.
type Warning struct {
	Key  string
	Args []any
}

// Open freezes the questionnaire, and what measures of the round before are to move, and creates the round with its links: one per team and perspective, one per
// perspective left open where the company has no teams.
func (s *Service) Open(ctx context.Context, by kompass.By, p Plan) (Opened, error) {
	q, ok := s.planned(p)
	if !ok {
		return Opened{}, unknownQuestionnaire(p.QuestionnaireID)
	}
	if _, err := s.store.Company(ctx, by.Scope, p.CompanyID); err != nil {
		return Opened{}, fmt.Errorf("company %s: %w", p.CompanyID, err)
	}
	teams, err := s.chosenTeams(ctx, by.Scope, p)
	if err != nil {
		return Opened{}, err
	}
	round, err := s.newRound(p, q, teams)
	if err != nil {
		return Opened{}, err
	}
	if round.Words, err = s.store.Words(ctx, by.Scope, p.CompanyID); err != nil {
		return Opened{}, fmt.Errorf("words of company %s: %w", p.CompanyID, err)
	}
	frozen, err := s.freeze(ctx, p.CompanyID, q)
	if err != nil {
		return Opened{}, err
	}
	links, err := s.links(round, p)
	if err != nil {
		return Opened{}, err
	}
	opened, err := s.openSealed(ctx, by, kompass.NewRound{Round: round, Heads: p.Heads, Of: p.of(round.Perspectives), Snapshot: frozen, Links: links, Draft: p.Draft, Shown: p.Shown})
	if err != nil {
		return Opened{}, fmt.Errorf("store round: %w", err)
	}
	opened.Warnings = p.warnings(opened.Round.K, teams)
	return opened, nil
}

// openSealed stores a round whose key has been brought to the disk before. A key that no round came of is taken back.
func (s *Service) openSealed(ctx context.Context, by kompass.By, n kompass.NewRound) (Opened, error) {
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return Opened{}, err
	}
	n.Round.ID = id
	var out Opened
	key, err := s.drawKey(n.Round)
	if err != nil {
		return Opened{}, err
	}
	if err := s.keys.Create(key.file); err != nil {
		return Opened{}, noKey(err)
	}
	n.Seal, out.Sheet = &key.seal, key.words
	out.Round, out.Links, err = s.store.OpenRound(ctx, by, n)
	if err == nil {
		return out, nil
	}
	if _, there := s.store.Round(ctx, kompass.Everything, id); errors.Is(there, kompass.ErrNotFound) {
		err = errors.Join(err, s.keys.Discard(id))
	}
	return Opened{}, err
}

// planned is the questionnaire that a plan names.
func (s *Service) planned(p Plan) (*questionnaire.Questionnaire, bool) {
	if p.Version > 0 {
		return s.Library().Version(p.QuestionnaireID, p.Version)
	}
	return s.Library().Get(p.QuestionnaireID)
}

func unknownQuestionnaire(id string) *kompass.FieldError {
	return &kompass.FieldError{Field: "questionnaire", Code: "error.questionnaire.unknown", Args: []any{"id", id}}
}

func (s *Service) chosenTeams(ctx context.Context, scope kompass.Scope, p Plan) ([]kompass.Team, error) {
	all, err := s.store.Teams(ctx, scope, p.CompanyID)
	if err != nil {
		return nil, fmt.Errorf("teams of company %s: %w", p.CompanyID, err)
	}
	if p.TeamIDs == nil {
		return all, nil
	}
	chosen := slices.DeleteFunc(slices.Clone(all), func(t kompass.Team) bool { return !slices.Contains(p.TeamIDs, t.ID) })
	for _, id := range p.TeamIDs {
		if !slices.ContainsFunc(chosen, func(t kompass.Team) bool { return t.ID == id }) {
			return nil, &kompass.FieldError{Field: "team", Code: "error.team.unknown", Args: []any{"id", id}}
		}
	}
	return chosen, nil
}

func (s *Service) newRound(p Plan, q *questionnaire.Questionnaire, teams []kompass.Team) (kompass.Round, error) {
	title, err := kompass.ParseTitle(p.Title)
	if err != nil {
		return kompass.Round{}, err
	}
	k, err := kompass.ParseMinGroup(p.Mode, p.K)
	if err != nil {
		return kompass.Round{}, err
	}
	if p.Mode == kompass.Anonymous && p.heads(teams) == 0 {
		return kompass.Round{}, noHeads() // more forms than people would go unnoticed
	}
	now := s.now()
	opens := p.OpensAt
	if opens.IsZero() {
		opens = now
	}
	if !p.ClosesAt.IsZero() && (!p.ClosesAt.After(opens) || !p.ClosesAt.After(now)) {
		return kompass.Round{}, &kompass.FieldError{Field: "closes", Code: "error.period.order"}
	}
	round := kompass.Round{
		CompanyID: p.CompanyID, Title: title, Mode: p.Mode, K: k,
		QuestionnaireID: q.ID, QuestionnaireVersion: q.Version, Digest: q.Digest(),
		OpensAt: opens, ClosesAt: p.ClosesAt, Sealed: true, Held: p.Held, Holder: p.Holder, Announced: p.Announce,
	}
	for _, t := range teams {
		round.TeamIDs = append(round.TeamIDs, t.ID)
	}
	if p.AskPerspectives {
		for _, v := range q.Perspectives {
			round.Perspectives = append(round.Perspectives, v.ID)
		}
	}
	return round, kompass.CheckPerspectiveHeads(p.Of, round.Perspectives, p.heads(teams))
}

// links lays out one link per team and perspective. A company without teams has one link on which the perspective is
// chosen, and so has a round for which one link for everybody was asked. With one-time codes there is none.
func (s *Service) links(round kompass.Round, p Plan) ([]kompass.Link, error) {
	if p.OnceCodes {
		return nil, nil
	}
	teams, views := round.TeamIDs, round.Perspectives
	if p.OneLink || len(teams) == 0 {
		teams, views = []string{""}, []string{""}
	}
	if len(views) == 0 {
		views = []string{""}
	}
	var out []kompass.Link
	for _, team := range teams {
		for _, view := range views {
			code, err := kompass.NewCode(s.rand)
			if err != nil {
				return nil, err
			}
			out = append(out, kompass.Link{TeamID: team, Perspective: view, Code: code})
		}
	}
	return out, nil
}

// heads returns how many people are asked, 0 where nobody has said.
func (p Plan) heads(teams []kompass.Team) int {
	if len(teams) == 0 {
		return p.Heads
	}
	sum := 0
	for _, t := range teams {
		sum += t.Heads
	}
	return sum
}

// of returns how many people answer from each perspective that is asked, at most, as far as that was said.
func (p Plan) of(asked []string) map[string]int {
	out := map[string]int{}
	for _, id := range asked {
		if n, ok := p.Of[id]; ok {
			out[id] = n
		}
	}
	return out
}

// warnings are those of the teams, or that a company without teams is small.
func (p Plan) warnings(k int, teams []kompass.Team) []Warning {
	switch {
	case p.Mode != kompass.Anonymous || len(teams) > 0:
		all := Warnings(p.Mode, k, teams)
		if p.OnceCodes { // then no team counts in the whole only
			all = slices.DeleteFunc(all, func(w Warning) bool { return w.Key == smallTeam })
		}
		return all
	case p.Heads > 0 && p.Heads < 2*k:
		return []Warning{{Key: "warning.company.small", Args: []any{"heads", p.Heads, "k", k}}}
	}
	return nil
}

// noHeads says that nobody has said how many people a company without teams has.
func noHeads() *kompass.FieldError {
	return &kompass.FieldError{Field: "heads", Code: "error.heads.missing"}
}

// smallTeam is the key of the warning that a team counts in the whole only with a link that is the same for all.
const smallTeam = "warning.team.small"

// Warnings names what an anonymous round with this minimum cannot do for these teams: a company below 2k heads should
// consider an open round, a team below 2k heads counts in the company's result only, unless it answers by one-time codes.
func Warnings(mode kompass.Mode, k int, teams []kompass.Team) []Warning {
	if mode != kompass.Anonymous || len(teams) == 0 {
		return nil
	}
	heads := 0
	var out []Warning
	for _, t := range teams {
		heads += t.Heads
	}
	if heads < 2*k {
		return []Warning{{Key: "warning.company.small", Args: []any{"heads", heads, "k", k}}}
	}
	for _, t := range teams {
		if t.Heads < 2*k {
			out = append(out, Warning{Key: smallTeam, Args: []any{"team", t.Name, "heads", t.Heads, "twice", 2 * k}})
		}
	}
	return out
}
