package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kompass/internal/kompass"
)

// DrawCodes adds one-time codes to a round that has not been closed and returns how many of them are new: codes that were
// drawn before, by the same form, are left alone. Only hashes are stored, in an order that says nothing about the sheet on
// which the codes are printed. A team or perspective that the round does not ask is [kompass.ErrInvalid].
func (s *Store) DrawCodes(ctx context.Context, by kompass.By, roundID string, links []kompass.Link) (drawn int, err error) {
	links = slices.SortedFunc(slices.Values(links), func(a, b kompass.Link) int { return bytes.Compare(a.Code.Hash(), b.Code.Hash()) })
	err = s.write(ctx, "draw codes", func(t *tx) error {
		r, err := t.openRound(ctx, by.Scope, roundID)
		if err != nil {
			return err
		}
		position, err := lastPosition(ctx, t, roundID)
		if err != nil {
			return err
		}
		for _, l := range links {
			if err := fits(r, l); err != nil {
				return err
			}
			fresh, err := s.insertOnce(ctx, t, position+1, roundID, l)
			if err != nil {
				return err
			}
			if fresh {
				position, drawn = position+1, drawn+1
			}
		}
		if drawn == 0 {
			return nil
		}
		return t.audit(ctx, event{by.Actor, "round.codes", roundID, fmt.Sprintf("%d drawn", drawn)})
	})
	if err != nil {
		return 0, err
	}
	return drawn, nil
}

// fits refuses a link for somebody whom the round does not ask.
func fits(r kompass.Round, l kompass.Link) error {
	if l.TeamID != "" && !slices.Contains(r.TeamIDs, l.TeamID) {
		return fmt.Errorf("team %q is not asked: %w", l.TeamID, kompass.ErrInvalid)
	}
	if l.Perspective != "" && !slices.Contains(r.Perspectives, l.Perspective) {
		return fmt.Errorf("perspective %q is not asked: %w", l.Perspective, kompass.ErrInvalid)
	}
	if !l.Code.Once() {
		return fmt.Errorf("a one-time code has %d characters: %w", kompass.OnceCodeLen, kompass.ErrInvalid)
	}
	return nil
}

func (s *Store) insertOnce(ctx context.Context, t *tx, position int, roundID string, l kompass.Link) (bool, error) {
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return false, err
	}
	return added(t.ExecContext(ctx, `INSERT INTO links (id, round_id, position, team_id, perspective, kind, used, code, code_hash)
		VALUES (?, ?, ?, ?, ?, 'once', 0, NULL, ?) ON CONFLICT (code_hash) DO NOTHING`,
		id, roundID, position, null(l.TeamID), l.Perspective, l.Code.Hash()))
}

// Lots returns how many one-time codes have been drawn for each team and perspective of a round, in the order of the teams.
func (s *Store) Lots(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Lot, error) {
	var out []kompass.Lot
	err := s.read(ctx, "count codes", func(t *sql.Tx) error {
		if _, err := roundIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, `SELECT coalesce(l.team_id, ''), l.perspective, count(*)
			FROM links l LEFT JOIN teams t ON t.id = l.team_id WHERE l.round_id = ? AND l.kind = 'once'
			GROUP BY l.team_id, l.perspective, t.position ORDER BY t.position NULLS FIRST, l.perspective`, roundID)
		out, err = collect(rows, err, func(r row) (kompass.Lot, error) {
			var l kompass.Lot
			err := r.Scan(&l.TeamID, &l.Perspective, &l.Codes)
			return l, err
		})
		return err
	})
	return out, err
}
