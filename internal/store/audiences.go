package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"kompass/internal/kompass"
)

const selectAudiences = `SELECT rt.team_id, '', coalesce(rt.heads, t.heads), coalesce(rt.heads_before, 0),
		(SELECT coalesce(sum(c.entered), 0) FROM tallies c WHERE c.round_id = rt.round_id AND c.team_id = rt.team_id), t.position
	FROM round_teams rt JOIN teams t ON t.id = rt.team_id WHERE rt.round_id = ?
	UNION ALL
	SELECT '', '', coalesce(r.heads, 0), 0, (SELECT coalesce(sum(c.entered), 0) FROM tallies c WHERE c.round_id = r.id), 0
	FROM rounds r WHERE r.id = ? AND NOT EXISTS (SELECT 1 FROM round_teams rt WHERE rt.round_id = r.id)
	ORDER BY 6`

const selectEntered = `SELECT team_id, perspective, 0, 0, entered, 0 FROM tallies
	WHERE round_id = ? AND entered > 0 AND perspective <> '' ORDER BY team_id, perspective`

// selectParts counts the answers of every part of rounds that is told by itself: each team that is asked, also one that has given
// none, and whoever answered without a team. What is not told has to be the same wherever a total over it stands, else two
// totals say together what none of them says.
const selectParts = `SELECT round_id, team_id, sum(n) FROM (SELECT round_id, team_id, 0 AS n FROM round_teams
	UNION ALL SELECT round_id, team_id, responses FROM tallies WHERE responses > 0) AS parts`

// Audiences returns who shares an access to a round: its teams in their order, or the company as a whole, then the perspectives
// that it asks, and then the perspectives of teams of which somebody has entered forms.
func (s *Store) Audiences(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Audience, error) {
	var out []kompass.Audience
	err := s.read(ctx, "list audiences", func(t *sql.Tx) error {
		if _, err := roundIn(ctx, t, scope, roundID); err != nil {
			return err
		}
		var err error
		out, err = audiencesIn(ctx, t, roundID)
		return err
	})
	return out, err
}

func audiencesIn(ctx context.Context, q querier, roundID string) ([]kompass.Audience, error) {
	rows, err := q.QueryContext(ctx, selectAudiences, roundID, roundID)
	out, err := collect(rows, err, scanAudience)
	if err != nil {
		return nil, err
	}
	var asked, of string
	var first int
	err = q.QueryRowContext(ctx, "SELECT perspectives, perspective_heads, coalesce(heads, 0) FROM rounds WHERE id = ?", roundID).Scan(&asked, &of, &first)
	if err != nil {
		return nil, err
	}
	views, err := perspectivesOf(asked, of, kompass.WholeOf(out).Heads-first)
	if err != nil || len(views) == 0 {
		return out, err
	}
	rows, err = q.QueryContext(ctx, selectEntered, roundID)
	entered, err := collect(rows, err, scanAudience)
	for i := range views {
		for _, one := range entered {
			if one.Perspective == views[i].Perspective {
				views[i].Entered += one.Entered
			}
		}
	}
	entered = slices.DeleteFunc(entered, func(a kompass.Audience) bool { return a.TeamID == "" })
	return slices.Concat(out, views, entered), err
}

func scanAudience(r row) (kompass.Audience, error) {
	var a kompass.Audience
	var position int
	err := r.Scan(&a.TeamID, &a.Perspective, &a.Heads, &a.Before, &a.Entered, &position)
	return a, err
}

// perspectivesOf reads the perspectives that a round asks and how many people answer from them. From which perspective those answer
// who have come in since it was opened nobody knows, so all of them may answer from each.
func perspectivesOf(asked, of string, more int) ([]kompass.Audience, error) {
	var ids []string
	var heads map[string]int
	if err := errors.Join(json.Unmarshal([]byte(asked), &ids), json.Unmarshal([]byte(of), &heads)); err != nil {
		return nil, err
	}
	var out []kompass.Audience
	for _, id := range ids {
		a := kompass.Audience{Perspective: id, Heads: heads[id]}
		if a.Heads > 0 && more > 0 {
			a.Heads, a.Before = a.Heads+more, a.Heads
		}
		out = append(out, a)
	}
	return out, nil
}

// raiseHeads lets the head count of a team follow into the anonymous rounds that ask it and are not closed, as far as it may.
// A smaller number changes nothing there.
func (t *tx) raiseHeads(ctx context.Context, actor string, team kompass.Team) error {
	rows, err := t.QueryContext(ctx, `SELECT rt.round_id, coalesce(rt.heads, t.heads), coalesce(rt.heads_before, 0)
		FROM round_teams rt JOIN teams t ON t.id = rt.team_id JOIN rounds r ON r.id = rt.round_id
		WHERE rt.team_id = ? AND r.state = 'open' AND r.mode = 'anonymous'`, team.ID)
	type asked struct {
		round string
		kompass.Audience
	}
	open, err := collect(rows, err, func(r row) (asked, error) {
		var a asked
		err := r.Scan(&a.round, &a.Heads, &a.Before)
		return a, err
	})
	if err != nil {
		return err
	}
	for _, a := range open {
		if team.Heads <= a.Heads {
			if _, err := t.ExecContext(ctx, "UPDATE round_teams SET heads = ? WHERE round_id = ? AND team_id = ?", a.Heads, a.round, team.ID); err != nil {
				return err
			}
			continue
		}
		if err := a.MayRise(team.Heads); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE round_teams SET heads = ?, heads_before = ? WHERE round_id = ? AND team_id = ?",
			team.Heads, a.Heads, a.round, team.ID); err != nil {
			return err
		}
		if err := t.audit(ctx, event{actor, "round.heads", a.round, fmt.Sprintf("%s, %d to %d", team.Name, a.Heads, team.Heads)}); err != nil {
			return err
		}
	}
	return nil
}

// TeamTotals returns the number of answers of each team of each round named, also of those that have none; "" is whoever answered
// without a team. A round out of scope is [kompass.ErrNotFound].
func (s *Store) TeamTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]map[string]int, error) {
	out := make(map[string]map[string]int, len(roundIDs))
	err := s.read(ctx, "count answers", func(t *sql.Tx) error {
		for _, id := range roundIDs {
			if _, err := roundIn(ctx, t, scope, id); err != nil {
				return err
			}
			parts, err := partsOf(ctx, t, id)
			if err != nil {
				return err
			}
			out[id] = parts
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// partsOf returns the number of answers of each team of a round, as [Store.TeamTotals] does.
func partsOf(ctx context.Context, q querier, roundID string) (map[string]int, error) {
	rows, err := q.QueryContext(ctx, selectParts+" WHERE round_id = ? GROUP BY round_id, team_id", roundID)
	parts := make(map[string]int)
	_, err = collect(rows, err, func(r row) (kompass.Count, error) {
		var c kompass.Count
		err := r.Scan(&c.RoundID, &c.TeamID, &c.Responses)
		parts[c.TeamID] = c.Responses
		return c, err
	})
	return parts, err
}
