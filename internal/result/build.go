package result

import (
	"fmt"
	"iter"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// ErrTooFew says that fewer persons answered than the minimum group size: nothing may be published. It is a
// [kompass.ErrUnpublished].
var ErrTooFew = fmt.Errorf("fewer answers than the minimum group size: %w", kompass.ErrUnpublished)

// Team is a team of the round. Heads is how many people were invited.
type Team struct {
	ID    string
	Name  string
	Heads int
}

// Round is what the document says about the round itself. Days are YYYY-MM-DD in the zone of the caller.
type Round struct {
	ID        string
	Title     string
	Mode      kompass.Mode
	K         int // minimum group size of an anonymous round; an open round has none
	CompanyID string
	Company   string
	OpenedOn  string
	ClosedOn  string
}

// Input is everything a result is computed from. Target is nil where the company has set none; the day on which it
// was frozen is taken in the zone of its time. Responses is read once. Everyone is the label of the group of all persons, in
// the language in which the questionnaire names the others; pages translate it by its key.
type Input struct {
	Questionnaire *questionnaire.Questionnaire
	Round         Round
	Teams         []Team   // in order of creation
	Perspectives  []string // ids asked, in the order of the questionnaire
	Audiences     []Audience
	Everyone      string
	Target        *kompass.Target
	Responses     iter.Seq2[kompass.Response, error]
}

// Build computes the result of a closed round. It keeps one tally per team and perspective and no answer, so memory
// does not grow with the responses, and their order does not matter. It returns [ErrTooFew] or [ErrUntrusted] where nothing
// may be published, and an error for a response whose team or perspective the round does not ask.
func Build(in Input) (*Document, error) {
	targets, err := targetsOf(in)
	if err != nil {
		return nil, err
	}
	k, err := kompass.ParseMinGroup(in.Round.Mode, in.Round.K)
	if err != nil {
		return nil, fmt.Errorf("minimum group size: %w", err)
	}
	r := openRules
	if in.Round.Mode != kompass.Open {
		r = anonymousRules(k)
	}
	scorer := score.New(in.Questionnaire)
	atoms, err := collect(scorer, in)
	if err != nil {
		return nil, err
	}
	if atoms.persons() < k {
		return nil, ErrTooFew
	}
	p := publisher{q: in.Questionnaire, rules: r, targets: targets}
	groups := p.publish(scorer, atoms.distrust(in.Audiences, k), candidatesOf(in), k)
	if !groups[0].Shown {
		return nil, ErrUntrusted
	}
	d := &Document{
		Schema:        Schema,
		Questionnaire: refOf(in.Questionnaire),
		MinGroup:      k,
		Rules:         Rules,
		AgreementRule: AgreementRule,
		Groups:        groups,
	}
	d.describe(in)
	return d, nil
}

// describe fills in what the document says about the round.
func (d *Document) describe(in Input) {
	r := in.Round
	d.Round, d.Title, d.Mode = r.ID, r.Title, string(r.Mode)
	d.CompanyID, d.Company = r.CompanyID, r.Company
	d.OpenedOn, d.ClosedOn = r.OpenedOn, r.ClosedOn
	d.Heads, d.HeadsBefore = in.audience("", "").heads()
	d.CommentsFrom = kompass.CommentsFrom(r.Mode, d.MinGroup)
	if t := in.Target; t != nil {
		d.Targets, d.TargetProfile = t.Values, t.Profile
		if t.Frozen() {
			d.TargetFrozen = t.FrozenAt.Format("2006-01-02")
		}
	}
}

func refOf(q *questionnaire.Questionnaire) Ref {
	return Ref{ID: q.ID, Version: q.Version, Digest: q.Digest()}
}

// collect tallies the responses by atom. Only the teams and perspectives of the round are atoms, and none at all: a
// response may leave open what its link did not ask.
func collect(scorer *score.Scorer, in Input) (*tallies, error) {
	teams, perspectives := map[string]bool{"": true}, map[string]bool{"": true}
	for _, t := range in.Teams {
		teams[t.ID] = true
	}
	for _, p := range in.Perspectives {
		perspectives[p] = true
	}
	all := newTallies(scorer)
	for response, err := range in.Responses {
		if err != nil {
			return nil, fmt.Errorf("read responses: %w", err)
		}
		if !teams[response.TeamID] || !perspectives[response.Perspective] {
			return nil, fmt.Errorf("a response belongs to team %q, perspective %q, which the round does not ask", response.TeamID, response.Perspective)
		}
		answers, err := scorer.Unpack(response.Answers)
		if err != nil {
			return nil, fmt.Errorf("read a response: %w", err)
		}
		all.add(atom{team: response.TeamID, perspective: response.Perspective}, answers)
	}
	return all, nil
}

// candidatesOf lists the groups of a round in the order of the document.
func candidatesOf(in Input) []candidate {
	all := []candidate{{kind: disclosure.Everyone, key: Key{}, label: in.Everyone,
		includes: func(atom) bool { return true }}}
	for _, t := range in.Teams {
		all = append(all, candidate{kind: disclosure.Team, key: Key{"team": t.ID}, label: t.Name,
			includes: func(a atom) bool { return a.team == t.ID }})
	}
	for _, p := range in.Perspectives {
		all = append(all, candidate{kind: disclosure.Perspective, key: Key{"perspective": p}, label: titleOf(in.Questionnaire, p),
			includes: func(a atom) bool { return a.perspective == p }})
	}
	for _, t := range in.Teams {
		for _, p := range in.Perspectives {
			all = append(all, candidate{kind: disclosure.TeamPerspective, key: Key{"team": t.ID, "perspective": p},
				label:    t.Name + Separator + titleOf(in.Questionnaire, p),
				includes: func(a atom) bool { return a.team == t.ID && a.perspective == p }})
		}
	}
	for i, c := range all {
		all[i].heads, all[i].before = in.audience(c.key["team"], c.key["perspective"]).heads()
	}
	return all
}

// titleOf returns the title of a perspective in the source language, or its id where the questionnaire has none.
func titleOf(q *questionnaire.Questionnaire, perspective string) string {
	for _, p := range q.Perspectives {
		if p.ID == perspective {
			if title := p.Title.In(q.Languages[0]); title != "" {
				return title
			}
		}
	}
	return perspective
}
