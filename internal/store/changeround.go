package store

import (
	"context"
	"fmt"
	"slices"

	"kompass/internal/kompass"
)

// RenameRound changes the title of a round that has not been closed: its result is stored under the title of that moment.
// A title that is not the one that was shown is [kompass.ErrChanged].
func (s *Store) RenameRound(ctx context.Context, by kompass.By, roundID, title string, shown ...kompass.Digest) error {
	return s.write(ctx, "rename round", func(t *tx) error {
		r, err := t.openRound(ctx, by.Scope, roundID)
		if err != nil || r.Title == title {
			return err
		}
		if err := kompass.CheckShown(shown, kompass.DigestOf(r.Title), kompass.DigestOf(title)); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE rounds SET title = ? WHERE id = ?", title, roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.title", roundID, r.Title + " → " + title})
	})
}

// openRound returns a round that takes answers, did or will; any other is [kompass.ErrClosed].
func (t *tx) openRound(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Round, error) {
	r, err := roundIn(ctx, t, scope, roundID)
	if err == nil && r.State != kompass.StateOpen {
		return kompass.Round{}, kompass.ErrClosed
	}
	return r, err
}

// AddRoundTeam lets a round that has not been closed ask one more team of its company. The team is given links like those
// that the other teams have, and nothing else of the round changes; where one link leads everybody, that link offers the team
// from now on. A team that is asked already is [kompass.ErrConflict], a round that does not ask teams [kompass.ErrInvalid].
func (s *Store) AddRoundTeam(ctx context.Context, by kompass.By, roundID, teamID string) error {
	return s.write(ctx, "add team to round", func(t *tx) error {
		r, err := t.openRound(ctx, by.Scope, roundID)
		switch {
		case err != nil:
			return err
		case len(r.TeamIDs) == 0:
			return fmt.Errorf("the round asks the company as a whole: %w", kompass.ErrInvalid)
		case slices.Contains(r.TeamIDs, teamID):
			return kompass.ErrConflict
		}
		if err := touched(t.ExecContext(ctx, `INSERT INTO round_teams (round_id, team_id, heads)
			SELECT ?, id, heads FROM teams WHERE id = ? AND company_id = ? AND archived_at IS NULL`, roundID, teamID, r.CompanyID)); err != nil {
			return fmt.Errorf("team %s: %w", teamID, err)
		}
		if err := s.linkTeam(ctx, t, r, teamID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.team", roundID, teamID})
	})
}

// linkTeam gives a team one link for each perspective that the links of the first team name.
func (s *Store) linkTeam(ctx context.Context, t *tx, r kompass.Round, teamID string) error {
	rows, err := t.QueryContext(ctx, "SELECT perspective FROM links WHERE round_id = ? AND team_id = ? AND kind = 'shared' ORDER BY position",
		r.ID, r.TeamIDs[0])
	perspectives, err := collect(rows, err, scanText)
	if err != nil {
		return err
	}
	position, err := lastPosition(ctx, t, r.ID)
	if err != nil {
		return err
	}
	for i, p := range perspectives {
		if _, err := s.insertLink(ctx, t, position+1+i, kompass.Link{RoundID: r.ID, TeamID: teamID, Perspective: p}); err != nil {
			return err
		}
	}
	return nil
}

func lastPosition(ctx context.Context, q querier, roundID string) (n int, err error) {
	err = q.QueryRowContext(ctx, "SELECT coalesce(max(position), 0) FROM links WHERE round_id = ?", roundID).Scan(&n)
	return n, err
}
