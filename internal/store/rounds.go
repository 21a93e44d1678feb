package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"kompass/internal/kompass"
)

const selectRound = `SELECT r.id, r.company_id, r.title, r.mode, r.k, r.questionnaire_id, r.questionnaire_version, r.digest,
	r.perspectives, (SELECT string_agg(t.id, ' ' ORDER BY t.position) FROM round_teams rt JOIN teams t ON t.id = rt.team_id
		WHERE rt.round_id = r.id), r.opens_at, r.closes_at, r.state, r.created_at, r.closed_at, r.released_at,
	r.sealed, r.held, coalesce(r.holder, ''), r.unconfirmed, r.words, r.announced
	FROM rounds r`

// Rounds returns the rounds of a company, or of every company in scope where companyID is "", newest first.
func (s *Store) Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error) {
	var out []kompass.Round
	err := s.read(ctx, "list rounds", func(t *sql.Tx) error {
		if companyID != "" {
			if _, err := companyIn(ctx, t, scope, companyID); err != nil {
				return err
			}
		}
		rows, err := t.QueryContext(ctx, selectRound+
			" WHERE ? IN ('', r.company_id) AND ? IN ('', r.company_id) ORDER BY r.created_at DESC, r.id", scope.CompanyID, companyID)
		out, err = collect(rows, err, scanRound)
		return err
	})
	return out, err
}

// Round returns one round.
func (s *Store) Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error) {
	r, err := roundIn(ctx, s.engine.Reader(), scope, id)
	return r, s.wrap("read round", err)
}

// Snapshot returns the questionnaire that was frozen with a round.
func (s *Store) Snapshot(ctx context.Context, scope kompass.Scope, roundID string) ([]byte, error) {
	var body []byte
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT n.body FROM snapshots n JOIN rounds r ON r.id = n.round_id
		WHERE r.id = ? AND ? IN ('', r.company_id)`, roundID, scope.CompanyID).Scan(&body)
	return body, s.wrap("read questionnaire of round", err)
}

// Links returns a round's shared links in the order in which they were made. Codes are "" once the round is closed.
func (s *Store) Links(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Link, error) {
	var out []kompass.Link
	err := s.read(ctx, "list links", func(t *sql.Tx) error {
		if _, err := roundIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, `SELECT id, round_id, coalesce(team_id, ''), perspective, coalesce(code, '')
			FROM links WHERE round_id = ? AND kind = 'shared' ORDER BY position`, roundID)
		out, err = collect(rows, err, scanLink)
		return err
	})
	return out, err
}

const (
	selectCounts = `SELECT c.team_id, c.perspective, c.responses
		FROM tallies c LEFT JOIN teams t ON t.id = c.team_id WHERE c.round_id = ? AND c.responses > 0
		ORDER BY t.position NULLS FIRST, c.perspective`
	selectTotal = `SELECT (SELECT coalesce(sum(responses), 0) FROM tallies WHERE round_id = r.id)
		FROM rounds r WHERE r.id = ? AND ? IN ('', r.company_id)`
)

// Counts returns how many answers each team and perspective has given, without those that have given none, in the order
// of the teams.
func (s *Store) Counts(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Count, error) {
	var out []kompass.Count
	err := s.read(ctx, "count answers", func(t *sql.Tx) error {
		if _, err := roundIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, selectCounts, roundID)
		out, err = collect(rows, err, func(r row) (kompass.Count, error) {
			var c kompass.Count
			err := r.Scan(&c.TeamID, &c.Perspective, &c.Responses)
			return c, err
		})
		return err
	})
	return out, err
}

// RoundTotals returns the number of answers of each round named. A round out of scope is [kompass.ErrNotFound].
func (s *Store) RoundTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]int, error) {
	out := make(map[string]int, len(roundIDs))
	err := s.read(ctx, "count answers", func(t *sql.Tx) error {
		for _, id := range roundIDs {
			var n int
			if err := t.QueryRowContext(ctx, selectTotal, id, scope.CompanyID).Scan(&n); err != nil {
				return err
			}
			out[id] = n
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// SetPeriod changes when answers are taken, also after the period has passed, as long as the round has not been closed.
// A period that ends before it begins is [kompass.ErrInvalid], and an end that is not the one that was shown [kompass.ErrChanged].
func (s *Store) SetPeriod(ctx context.Context, by kompass.By, roundID string, p kompass.Period, shown ...kompass.Digest) error {
	return s.write(ctx, "set period", func(t *tx) error {
		r, err := t.openRound(ctx, by.Scope, roundID)
		if err == nil {
			err = kompass.CheckShown(shown, kompass.MomentDigest(r.ClosesAt), kompass.MomentDigest(p.Closes))
		}
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE rounds SET opens_at = ?, closes_at = ? WHERE id = ?",
			stamp(p.Opens), stamp(p.Closes), roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.period", roundID, fmt.Sprint(stamp(p.Opens), " to ", stamp(p.Closes))})
	})
}

// CancelRound deletes a round that has not been closed, with its answers, comments and links. One that is being closed or
// has been is [kompass.ErrClosed]; one with answers is [kompass.ErrAnswered], unless they are to be deleted too.
func (s *Store) CancelRound(ctx context.Context, by kompass.By, roundID string, answersToo bool) error {
	return s.deleteRound(ctx, by.Actor, roundID, func(t *tx) (kompass.Round, error) {
		r, err := t.openRound(ctx, by.Scope, roundID)
		if err != nil || answersToo {
			return r, err
		}
		var n int
		if err := t.QueryRowContext(ctx, selectTotal, roundID, by.Scope.CompanyID).Scan(&n); err != nil {
			return r, err
		}
		if n > 0 {
			return r, kompass.ErrAnswered
		}
		return r, nil
	})
}

// DeleteRound deletes a round in whatever state, with its answers, comments, links and result.
func (s *Store) DeleteRound(ctx context.Context, by kompass.By, roundID string) error {
	return s.deleteRound(ctx, by.Actor, roundID, func(t *tx) (kompass.Round, error) { return roundIn(ctx, t, by.Scope, roundID) })
}

// deleteRound deletes a round that may lets go, as it is at that moment.
func (s *Store) deleteRound(ctx context.Context, actor, roundID string, may func(*tx) (kompass.Round, error)) error {
	err := s.write(ctx, "cancel round", func(t *tx) error {
		r, err := may(t)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM rounds WHERE id = ?", roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "round.cancel", roundID, string(r.State)})
	})
	if err != nil {
		return err
	}
	s.scrub(ctx)
	return nil
}

func roundIn(ctx context.Context, q querier, scope kompass.Scope, id string) (kompass.Round, error) {
	return scanRound(q.QueryRowContext(ctx, selectRound+" WHERE r.id = ? AND ? IN ('', r.company_id)", id, scope.CompanyID))
}

func scanRound(from row) (kompass.Round, error) {
	var r kompass.Round
	cells, done := roundCells(&r)
	if err := from.Scan(cells...); err != nil {
		return kompass.Round{}, err
	}
	return r, done()
}

// roundCells returns where the columns of selectRound go, and what completes the round once they are there.
func roundCells(r *kompass.Round) (cells []any, done func() error) {
	var perspectives, words string
	var teams sql.NullString
	cells = []any{&r.ID, &r.CompanyID, &r.Title, &r.Mode, &r.K, &r.QuestionnaireID, &r.QuestionnaireVersion, &r.Digest,
		&perspectives, &teams, timeText{&r.OpensAt}, timeText{&r.ClosesAt}, &r.State, timeText{&r.Created},
		timeText{&r.ClosedAt}, timeText{&r.ReleasedAt}, &r.Sealed, &r.Held, &r.Holder, &r.Unconfirmed, &words, &r.Announced}
	return cells, func() (err error) {
		r.TeamIDs = strings.Fields(teams.String)
		if len(r.TeamIDs) == 0 {
			r.TeamIDs = nil
		}
		if r.Words, err = kompass.DecodeWords(words); err != nil {
			return err
		}
		if perspectives == "[]" {
			return nil
		}
		if err := json.Unmarshal([]byte(perspectives), &r.Perspectives); err != nil {
			return fmt.Errorf("stored perspectives: %w", err)
		}
		return nil
	}
}

func scanLink(r row) (kompass.Link, error) {
	var l kompass.Link
	err := r.Scan(&l.ID, &l.RoundID, &l.TeamID, &l.Perspective, &l.Code)
	return l, err
}
