package rounds

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"kompass/internal/kompass"
)

// Adopted is what adopting a round did.
type Adopted struct {
	Round     kompass.Round
	CompanyID string
	Already   bool // the round had been here before
}

// Finished returns a closed round as a file with which it moves to another installation, signed by this one. The error is that of
// [Service.Result] where there is no result.
func (s *Service) Finished(ctx context.Context, scope kompass.Scope, roundID string) ([]byte, error) {
	round, err := s.store.Round(ctx, scope, roundID)
	if err != nil {
		return nil, fmt.Errorf("round %s: %w", roundID, err)
	}
	if _, err := s.Result(ctx, scope, roundID); err != nil {
		return nil, err
	}
	doc, _, err := s.closings.Result(ctx, scope, roundID)
	if err != nil {
		return nil, fmt.Errorf("result of round %s: %w", roundID, err)
	}
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return nil, err
	}
	snapshot, err := frozen.Questionnaire.EncodeJSON()
	if err != nil {
		return nil, fmt.Errorf("questionnaire of round %s: %w", roundID, err)
	}
	f := roundFile{Round: roundToFile(round), Questionnaire: snapshot, Result: string(doc)}
	if err := s.surroundings(ctx, scope, round, &f); err != nil {
		return nil, err
	}
	return s.sign(f)
}

// surroundings adds the company, the teams asked, and what lies beside the result.
func (s *Service) surroundings(ctx context.Context, scope kompass.Scope, round kompass.Round, f *roundFile) error {
	company, err := s.store.Company(ctx, scope, round.CompanyID)
	if err != nil {
		return fmt.Errorf("company of round %s: %w", round.ID, err)
	}
	f.Company = fileCompany{ID: company.ID, Name: company.Name}
	teams, err := s.transfers.AllTeams(ctx, scope, round.CompanyID)
	if err != nil {
		return fmt.Errorf("teams of round %s: %w", round.ID, err)
	}
	for _, t := range teams {
		if slices.Contains(round.TeamIDs, t.ID) {
			f.Teams = append(f.Teams, fileTeam{ID: t.ID, Name: t.Name, Heads: t.Heads})
		}
	}
	if f.Comments, err = s.transfers.ShownComments(ctx, scope, round.ID); err != nil {
		return fmt.Errorf("comments of round %s: %w", round.ID, err)
	}
	if f.Introduction, err = s.transfers.Introduction(ctx, scope, round.ID); err != nil {
		return fmt.Errorf("introduction to round %s: %w", round.ID, err)
	}
	return nil
}

// cannotBeClosed reports whether a round is open here although its key is gone: a backup from before its closing has been put
// back. Its result then takes its place.
func (s *Service) cannotBeClosed(ctx context.Context, roundID string) (bool, error) {
	round, err := s.store.Round(ctx, kompass.Everything, roundID)
	switch {
	case errors.Is(err, kompass.ErrNotFound):
		return false, nil
	case err != nil:
		return false, err
	case !round.Sealed || round.State != kompass.StateOpen && round.State != kompass.StateClosing:
		return false, nil
	}
	_, err = s.key(ctx, round)
	if errors.Is(err, kompass.ErrNoKey) || errors.Is(err, kompass.ErrKeyGone) {
		return true, nil
	}
	return false, err
}

func roundToFile(r kompass.Round) fileRound {
	return fileRound{
		ID: r.ID, Title: r.Title, Mode: string(r.Mode), MinGroup: r.K, Perspectives: append([]string{}, r.Perspectives...),
		OpensAt: optionalMoment(r.OpensAt), ClosesAt: optionalMoment(r.ClosesAt), CreatedAt: r.Created,
		ClosedAt: r.ClosedAt, ReleasedAt: optionalMoment(r.ReleasedAt), Words: r.Words,
	}
}

// Adoption is a file with a finished round, and on what terms it is taken in.
type Adoption struct {
	File      []byte
	CompanyID string // that it goes to, "" for the one that it names
	Origin    Origin
}

// Adopt stores a round that [Service.Finished] wrote in another installation, under the company that it names or under
// the one given. Adopting the same file again changes nothing. It refuses, and stores nothing, with [ErrNotRoundFile],
// [ErrNewerFile], [result.ErrTampered], [ErrChanged] or [ErrAgainstRules]; with [ErrUnsigned] or [UnknownSignerError] where nobody known
// has signed the file and its [Origin] was not accepted; with [kompass.ErrConflict] where a round of this
// id is not finished here (unless it never can be, because its key is gone) or has another result; and with [kompass.ErrNotFound] where there is no such company.
// Whose file was accepted once is known from then on.
func (s *Service) Adopt(ctx context.Context, actor string, a Adoption) (Adopted, error) {
	f, signer, err := decodeRoundFile(a.File)
	if err != nil {
		return Adopted{}, err
	}
	remember, err := s.admit(ctx, actor, signer, a.Origin)
	if err != nil {
		return Adopted{}, err
	}
	if a.CompanyID != "" {
		if _, err := s.store.Company(ctx, kompass.Everything, a.CompanyID); err != nil {
			return Adopted{}, fmt.Errorf("company %s: %w", a.CompanyID, err)
		}
		f.Round.CompanyID = a.CompanyID
	}
	if f.InPlace, err = s.cannotBeClosed(ctx, f.Round.ID); err != nil {
		return Adopted{}, fmt.Errorf("adopt round %s: %w", f.Round.ID, err)
	}
	already, err := s.transfers.AdoptRound(ctx, actor, f)
	if err == nil {
		err = remember()
	}
	if err != nil {
		return Adopted{}, fmt.Errorf("adopt round %s: %w", f.Round.ID, err)
	}
	return Adopted{Round: f.Round, CompanyID: f.Round.CompanyID, Already: already}, nil
}
