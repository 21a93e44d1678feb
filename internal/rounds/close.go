package rounds

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// Closing says how a round is closed.
type Closing struct {
	Sheet    string // the words of the private key, as typed, where it is not kept here
	LeaveOut bool   // answers that cannot be opened are left out; otherwise they keep the round from being closed
}

// Close ends a round: from its first step on no answer is taken any more, then the answers are opened, and the result is computed
// and stored once. A close that was interrupted is finished by closing again. Where the answers are too few to publish, they are
// deleted unopened and the error wraps [kompass.ErrUnpublished], although the round is closed. Before anything is changed it is
// [kompass.ErrNoKey], [kompass.ErrKeyGone], [ErrHeld], or what [Service.CheckSheet] returns where there is no key to open them with.
//
// Afterwards the key is destroyed and the answers are deleted. What of that cannot be done now, [Service.Tidy] does later, and
// says so until it is done.
func (s *Service) Close(ctx context.Context, by kompass.By, roundID string) error {
	return s.CloseWith(ctx, by, roundID, Closing{})
}

// CloseWith is [Service.Close] with the key that somebody else holds, or without the answers that cannot be opened.
func (s *Service) CloseWith(ctx context.Context, by kompass.By, roundID string, how Closing) error {
	if err := s.mayClose(ctx, by, roundID); err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	open, err := s.opening(ctx, by.Scope, roundID, how)
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	round, err := s.closings.BeginClose(ctx, by, roundID)
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	s.forgetUrn(roundID)
	totals, err := s.store.RoundTotals(ctx, kompass.Everything, []string{roundID})
	if err != nil {
		return fmt.Errorf("close round %s: %w", roundID, err)
	}
	open.counted = totals[roundID]
	err = s.finish(ctx, by.Actor, round, open)
	if err == nil || errors.Is(err, kompass.ErrUnpublished) {
		_ = s.endUrns(ctx, by.Actor)
	}
	return err
}

// ErrTooFew says that closing would delete all answers, which only the trainer may do.
var ErrTooFew = errors.New("too few answers for a result")

// mayClose refuses to let a company delete what its people have answered by closing too early.
func (s *Service) mayClose(ctx context.Context, by kompass.By, roundID string) error {
	if by.Scope == kompass.Everything {
		return nil
	}
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return err
	}
	totals, err := s.store.RoundTotals(ctx, by.Scope, []string{roundID})
	if err != nil {
		return err
	}
	if round.State == kompass.StateOpen && totals[roundID] < round.K {
		return ErrTooFew
	}
	return nil
}

// finish computes and stores the result of a round that is being closed.
func (s *Service) finish(ctx context.Context, actor string, round kompass.Round, open *opening) error {
	doc, err := s.build(ctx, round, open)
	if looked := !open.tooFew() && (err == nil || errors.Is(err, kompass.ErrUnpublished)); looked {
		err = cmp.Or(open.complete(), err) // what cannot be read is not too few
	}
	if errors.Is(err, kompass.ErrUnpublished) {
		if ferr := s.closings.FinishClose(ctx, actor, kompass.Closing{RoundID: round.ID}); ferr != nil {
			return fmt.Errorf("close round %s: %w", round.ID, ferr)
		}
		return fmt.Errorf("close round %s: %w", round.ID, err)
	}
	if err != nil {
		return fmt.Errorf("compute result of round %s: %w", round.ID, err)
	}
	doc.LeaveOut(open.unreadable)
	if err := s.decide(ctx, round, doc); err != nil {
		return fmt.Errorf("judge measures in round %s: %w", round.ID, err)
	}
	data, err := doc.Encode()
	if err != nil {
		return fmt.Errorf("encode result of round %s: %w", round.ID, err)
	}
	c := kompass.Closing{RoundID: round.ID, Result: data, Hash: doc.Hash, KeepComments: keepComments(round, doc),
		Comments: open.written(s.sharesOf(ctx, round.ID)), LeftOut: doc.LeftOut.String()}
	if err := s.closings.FinishClose(ctx, actor, c); err != nil {
		return fmt.Errorf("store result of round %s: %w", round.ID, err)
	}
	return nil
}

// decide enters what has become of the aims that were frozen with the round.
func (s *Service) decide(ctx context.Context, round kompass.Round, doc *result.Document) error {
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return err
	}
	doc.Aims, err = s.judge(ctx, round, measures.Result{Document: doc, Questionnaire: frozen.Questionnaire})
	return err
}

func keepComments(round kompass.Round, doc *result.Document) bool {
	n := doc.Everyone().N
	return n != nil && *n >= kompass.CommentsFrom(round.Mode, round.K)
}

func (s *Service) build(ctx context.Context, round kompass.Round, open *opening) (*result.Document, error) {
	if open.tooFew() {
		return nil, kompass.ErrUnpublished
	}
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return nil, err
	}
	company, err := s.store.Company(ctx, kompass.Everything, round.CompanyID)
	if err != nil {
		return nil, err
	}
	teams, err := s.chosenTeams(ctx, kompass.Everything, Plan{CompanyID: round.CompanyID, TeamIDs: append([]string{}, round.TeamIDs...)})
	if err != nil {
		return nil, err
	}
	target, err := s.fittingTarget(ctx, round.CompanyID, frozen.Questionnaire)
	if err != nil {
		return nil, err
	}
	in := result.Input{
		Questionnaire: frozen.Questionnaire,
		Round: result.Round{
			ID: round.ID, Title: round.Title, Mode: round.Mode, K: round.K, CompanyID: company.ID, Company: company.Name,
			OpenedOn: day(round.OpensAt), ClosedOn: day(round.Ended(s.now())),
		},
		Perspectives: round.Perspectives,
		Everyone:     i18n.For(i18n.Lang(frozen.Questionnaire.Languages[0])).T("result.everyone"),
		Target:       target,
		Responses:    open.responses(s.sharesOf(ctx, round.ID)),
	}
	if in.Audiences, err = s.audiences(ctx, round); err != nil {
		return nil, err
	}
	for _, t := range teams {
		in.Teams = append(in.Teams, result.Team{ID: t.ID, Name: t.Name, Heads: t.Heads})
	}
	return result.Build(in)
}

func (s *Service) sharesOf(ctx context.Context, roundID string) shares {
	return func(share kompass.Portion) iter.Seq2[kompass.Response, error] {
		return s.closings.Responses(ctx, roundID, share)
	}
}

// audiences returns who shared an access, and how. What comes through a shared link may be several forms of one person.
func (s *Service) audiences(ctx context.Context, round kompass.Round) ([]result.Audience, error) {
	all, err := s.store.Audiences(ctx, kompass.Everything, round.ID)
	if err != nil {
		return nil, err
	}
	links, err := s.store.Links(ctx, kompass.Everything, round.ID)
	if err != nil {
		return nil, err
	}
	var out []result.Audience
	for _, a := range all {
		shared := slices.ContainsFunc(links, func(l kompass.Link) bool { return l.TeamID == "" || l.TeamID == a.TeamID })
		out = append(out, result.Audience{Team: a.TeamID, Perspective: a.Perspective, Heads: a.Heads, Before: a.Before, Entered: a.Entered, Shared: shared})
	}
	return out, nil
}

// fittingTarget returns the company's target if it names only fields and facets of the questionnaire, nil otherwise:
// a target made for another questionnaire says nothing about this one.
func (s *Service) fittingTarget(ctx context.Context, companyID string, q *questionnaire.Questionnaire) (*kompass.Target, error) {
	t, err := s.store.Target(ctx, kompass.Everything, companyID)
	switch {
	case errors.Is(err, kompass.ErrNoTarget):
		return nil, nil
	case err != nil:
		return nil, err
	case CheckTarget(q, t.Values) != nil:
		return nil, nil
	}
	return &t, nil
}

func day(t time.Time) string { return t.In(i18n.Zone()).Format(time.DateOnly) }

// Result returns the stored result document of a closed round: [kompass.ErrDamaged] if it is not the one that was stored
// for this round under this hash. It is read and decoded once, since it never changes; whether it may be seen is asked every
// time. Callers share it and must not change it.
func (s *Service) Result(ctx context.Context, scope kompass.Scope, roundID string) (*result.Document, error) {
	hash, err := s.closings.ResultHash(ctx, scope, roundID)
	if err != nil {
		return nil, fmt.Errorf("result of round %s: %w", roundID, err)
	}
	if known, ok := s.results.Get(roundID); ok && known.Hash == hash {
		return known, nil
	}
	data, hash, err := s.closings.Result(ctx, scope, roundID)
	if err != nil {
		return nil, fmt.Errorf("result of round %s: %w", roundID, err)
	}
	doc, err := result.Decode(data)
	if err == nil && (doc.Hash != hash || doc.Round != roundID) {
		err = result.ErrTampered
	}
	if err != nil {
		return nil, fmt.Errorf("result of round %s: %w: %w", roundID, kompass.ErrDamaged, err)
	}
	s.results.Add(roundID, doc)
	return doc, nil
}
