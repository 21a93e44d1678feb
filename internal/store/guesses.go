package store

import (
	"context"
	"encoding/json"
	"fmt"

	"kompass/internal/kompass"
)

// PutGuess stores where a person thinks the company stands; a second guess under the same key replaces the first. Outside the
// round's period it is [kompass.ErrNotOpenYet] or [kompass.ErrClosed].
func (s *Store) PutGuess(ctx context.Context, g kompass.Guess) error {
	levels, err := json.Marshal(g.Levels)
	if err != nil {
		return s.wrap("store guess", err)
	}
	return s.write(ctx, "store guess", func(t *tx) error {
		r, err := roundIn(ctx, t, kompass.Everything, g.RoundID)
		if err != nil {
			return err
		}
		switch r.Phase(t.now) {
		case kompass.Planned:
			return kompass.ErrNotOpenYet
		case kompass.Ended:
			return kompass.ErrClosed
		}
		_, err = t.ExecContext(ctx, `INSERT INTO guesses (round_id, key, levels) VALUES (?, ?, ?)
			ON CONFLICT (round_id, key) DO UPDATE SET levels = excluded.levels`, g.RoundID, g.Key[:], string(levels))
		return err
	})
}

// OwnGuess returns the levels that were guessed under a key while the round is open.
func (s *Store) OwnGuess(ctx context.Context, roundID string, key kompass.GuessKey) (map[string]float64, error) {
	levels, err := scanLevels(s.engine.Reader().QueryRowContext(ctx, "SELECT levels FROM guesses WHERE round_id = ? AND key = ?", roundID, key[:]))
	return levels, s.wrap("read guess", err)
}

// CountGuesses returns how many have guessed in an open round.
func (s *Store) CountGuesses(ctx context.Context, scope kompass.Scope, roundID string) (int, error) {
	var n int
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT (SELECT count(*) FROM guesses WHERE round_id = r.id)
		FROM rounds r WHERE r.id = ? AND ? IN ('', r.company_id)`, roundID, scope.CompanyID).Scan(&n)
	return n, s.wrap("count guesses", err)
}

// GuessResult returns what closing has kept of the guesses; where too few had guessed it is [kompass.ErrNotFound].
func (s *Store) GuessResult(ctx context.Context, scope kompass.Scope, roundID string) (kompass.GuessResult, error) {
	var out kompass.GuessResult
	var means string
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT g.guesses, g.means FROM guess_results g JOIN rounds r ON r.id = g.round_id
		WHERE r.id = ? AND ? IN ('', r.company_id)`, roundID, scope.CompanyID).Scan(&out.N, &means)
	if err == nil {
		err = json.Unmarshal([]byte(means), &out.Means)
	}
	return out, s.wrap("read what was guessed", err)
}

// sumGuesses keeps the means of a round that is being closed, if it has a result and enough have guessed, and deletes
// every guess.
func (t *tx) sumGuesses(ctx context.Context, c kompass.Closing) error {
	r, err := roundIn(ctx, t, kompass.Everything, c.RoundID)
	if err != nil {
		return err
	}
	rows, err := t.QueryContext(ctx, "SELECT levels FROM guesses WHERE round_id = ? ORDER BY key", c.RoundID)
	all, err := collect(rows, err, scanLevels)
	if err != nil {
		return err
	}
	if sum, ok := kompass.SumGuesses(all, r.K); ok && c.Result != nil {
		means, err := json.Marshal(sum.Means)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO guess_results (round_id, guesses, means) VALUES (?, ?, ?)", c.RoundID, sum.N, string(means)); err != nil {
			return err
		}
	}
	_, err = t.ExecContext(ctx, "DELETE FROM guesses WHERE round_id = ?", c.RoundID)
	return err
}

func scanLevels(r row) (map[string]float64, error) {
	var raw string
	if err := r.Scan(&raw); err != nil {
		return nil, err
	}
	var levels map[string]float64
	if err := json.Unmarshal([]byte(raw), &levels); err != nil {
		return nil, fmt.Errorf("stored guess: %w", err)
	}
	return levels, nil
}
