package store

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"kompass/internal/kompass"
)

// AdoptRound stores a round that was finished in another installation. The company is the one that the round names, created with the
// round's teams where there is none of that id. The same round again changes nothing and answers true; a round of this id that is not
// finished here, or has another result, is [kompass.ErrConflict] (unless it is taken in place of one that is sealed), and so is a company of that id under another owner.
func (s *Store) AdoptRound(ctx context.Context, actor string, f kompass.FinishedRound) (already bool, err error) {
	err = s.write(ctx, "adopt round", func(t *tx) error {
		already, err = t.holds(ctx, f)
		if err != nil || already {
			return err
		}
		if err := t.adoptCompany(ctx, f); err != nil {
			return err
		}
		if err := t.adoptRound(ctx, f); err != nil {
			return err
		}
		if err := t.adoptComments(ctx, s, f); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "round.adopt", f.Round.ID, f.Hash})
	})
	return already, err
}

// holds reports whether the round is here with this result.
func (t *tx) holds(ctx context.Context, f kompass.FinishedRound) (bool, error) {
	here, err := roundIn(ctx, t, kompass.Everything, f.Round.ID)
	switch {
	case isMissing(err):
		return false, nil
	case err != nil:
		return false, err
	case f.InPlace && here.Sealed && (here.State == kompass.StateOpen || here.State == kompass.StateClosing):
		_, err := t.ExecContext(ctx, "DELETE FROM rounds WHERE id = ?", f.Round.ID)
		return false, err
	}
	_, hash, err := resultIn(ctx, t, kompass.Everything, f.Round.ID)
	switch {
	case errors.Is(err, kompass.ErrStillOpen), errors.Is(err, kompass.ErrUnpublished), err == nil && hash != f.Hash:
		return false, kompass.ErrConflict
	}
	return err == nil, err
}

// adoptCompany creates the round's company with its teams, unless it is here.
func (t *tx) adoptCompany(ctx context.Context, f kompass.FinishedRound) error {
	_, err := companyIn(ctx, t, kompass.Everything, f.Round.CompanyID)
	if !isMissing(err) {
		return err
	}
	if f.Round.CompanyID != f.Company.ID {
		return err // the company that was asked for is not here
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO companies (id, name, created_at) VALUES (?, ?, ?)",
		f.Company.ID, f.Company.Name, stamp(t.now)); err != nil {
		return err
	}
	for i, team := range f.Teams {
		if _, err := t.ExecContext(ctx, "INSERT INTO teams (id, company_id, position, name, heads, created_at) VALUES (?, ?, ?, ?, ?, ?)",
			team.ID, f.Company.ID, i+1, team.Name, team.Heads, stamp(t.now)); err != nil {
			return err
		}
	}
	return nil
}

// adoptRound stores the round as closed, its questionnaire, its result, and how many answered. Teams that the company
// does not have here stand in the result alone.
func (t *tx) adoptRound(ctx context.Context, f kompass.FinishedRound) error {
	r := f.Round
	perspectives, err := json.Marshal(append([]string{}, r.Perspectives...))
	if err != nil {
		return err
	}
	words, err := r.Words.Encode()
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, `INSERT INTO rounds (id, company_id, title, mode, k, questionnaire_id, questionnaire_version,
		digest, perspectives, opens_at, closes_at, state, created_at, closed_at, released_at, words)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.CompanyID, r.Title, string(r.Mode), r.K, r.QuestionnaireID, r.QuestionnaireVersion,
		r.Digest, string(perspectives), stamp(r.OpensAt), stamp(r.ClosesAt), string(r.State),
		stamp(r.Created), stamp(r.ClosedAt), stamp(r.ReleasedAt), words); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO snapshots (round_id, body) VALUES (?, ?)", r.ID, f.Snapshot); err != nil {
		return err
	}
	for _, team := range f.Teams {
		if _, err := t.ExecContext(ctx, `INSERT INTO round_teams (round_id, team_id)
			SELECT ?, id FROM teams WHERE id = ? AND company_id = ?`, r.ID, team.ID, r.CompanyID); err != nil {
			return err
		}
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO tallies (round_id, team_id, perspective, responses) VALUES (?, '', '', ?)",
		r.ID, f.Responses); err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, "INSERT INTO results (round_id, document, hash, schema_version) VALUES (?, ?, ?, ?)",
		r.ID, f.Result, f.Hash, resultSchema)
	return err
}

// adoptComments stores what was shown beside the result: the comments, and the introduction to it.
func (t *tx) adoptComments(ctx context.Context, s *Store, f kompass.FinishedRound) error {
	if f.Introduction != "" {
		if _, err := t.ExecContext(ctx, "INSERT INTO introductions (round_id, body) VALUES (?, ?)", f.Round.ID, f.Introduction); err != nil {
			return err
		}
	}
	for _, field := range slices.Sorted(maps.Keys(f.Comments)) {
		for _, text := range f.Comments[field] {
			id, err := randomKey(s.rand)
			if err != nil {
				return err
			}
			if _, err := t.ExecContext(ctx, "INSERT INTO comments (round_id, id, field, body) VALUES (?, ?, ?, ?)",
				f.Round.ID, id, field, text); err != nil {
				return err
			}
			if _, err := t.ExecContext(ctx, "INSERT INTO comment_verdicts (round_id, comment_id, verdict) VALUES (?, ?, 'shown')",
				f.Round.ID, id); err != nil {
				return err
			}
		}
	}
	return nil
}
