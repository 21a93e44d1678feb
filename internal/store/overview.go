package store

import (
	"context"
	"database/sql"

	"kompass/internal/kompass"
)

// CompanyEntries returns the companies in scope with their size, by name: one query, however many there are.
func (s *Store) CompanyEntries(ctx context.Context, scope kompass.Scope) ([]kompass.CompanyEntry, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT c.id, c.name, c.created_at,
		(SELECT count(*) FROM teams t WHERE t.company_id = c.id AND t.archived_at IS NULL),
		(SELECT coalesce(sum(t.heads), 0) FROM teams t WHERE t.company_id = c.id AND t.archived_at IS NULL),
		EXISTS (SELECT 1 FROM targets g WHERE g.company_id = c.id), EXISTS (SELECT 1 FROM drafts d WHERE d.company_id = c.id)
		FROM companies c WHERE ? IN ('', c.id) ORDER BY c.name, c.id`, scope.CompanyID)
	out, err := collect(rows, err, func(r row) (kompass.CompanyEntry, error) {
		var e kompass.CompanyEntry
		err := r.Scan(&e.ID, &e.Name, timeText{&e.Created}, &e.Teams, &e.Heads, &e.HasTarget, &e.HasDraft)
		return e, err
	})
	return out, s.wrap("list companies", err)
}

const selectFigures = `SELECT r.id,
	(SELECT coalesce(sum(c.responses), 0) FROM tallies c WHERE c.round_id = r.id),
	coalesce((SELECT sum(coalesce(rt.heads, t.heads)) FROM round_teams rt JOIN teams t ON t.id = rt.team_id WHERE rt.round_id = r.id), r.heads, 0),
	(SELECT count(*) FROM round_teams rt JOIN teams t ON t.id = rt.team_id
		WHERE rt.round_id = r.id AND r.state = 'open' AND r.mode = 'anonymous' AND coalesce(rt.heads, t.heads) < 2 * r.k),
	EXISTS (SELECT 1 FROM results n WHERE n.round_id = r.id)
	FROM rounds r WHERE ? IN ('', r.company_id)`

// RoundEntries returns the rounds of all companies in scope with what is counted of them, newest first: two queries, however
// many there are.
func (s *Store) RoundEntries(ctx context.Context, scope kompass.Scope) ([]kompass.RoundEntry, error) {
	var out []kompass.RoundEntry
	err := s.read(ctx, "list rounds", func(t *sql.Tx) error {
		figures, err := figuresIn(ctx, t, scope)
		if err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, selectRound+" WHERE ? IN ('', r.company_id) ORDER BY r.created_at DESC, r.id", scope.CompanyID)
		out, err = collect(rows, err, func(r row) (kompass.RoundEntry, error) {
			round, err := scanRound(r)
			e := figures[round.ID]
			e.Round = round
			for range round.TeamIDs[min(len(e.Parts), len(round.TeamIDs)):] {
				e.Parts = append(e.Parts, 0)
			}
			return e, err
		})
		return err
	})
	return out, err
}

func figuresIn(ctx context.Context, q querier, scope kompass.Scope) (map[string]kompass.RoundEntry, error) {
	rows, err := q.QueryContext(ctx, selectFigures, scope.CompanyID)
	all, err := collect(rows, err, func(r row) (kompass.RoundEntry, error) {
		var e kompass.RoundEntry
		err := r.Scan(&e.ID, &e.Responses, &e.Heads, &e.SmallTeams, &e.HasResult)
		return e, err
	})
	if err != nil {
		return nil, err
	}
	out := make(map[string]kompass.RoundEntry, len(all))
	for _, e := range all {
		out[e.ID] = e
	}
	return out, addParts(ctx, q, scope, out)
}

// addParts enters the answers of each team, also of those that have none.
func addParts(ctx context.Context, q querier, scope kompass.Scope, entries map[string]kompass.RoundEntry) error {
	rows, err := q.QueryContext(ctx, selectParts+` WHERE round_id IN (SELECT id FROM rounds WHERE ? IN ('', company_id))
		GROUP BY round_id, team_id`, scope.CompanyID)
	_, err = collect(rows, err, func(r row) (kompass.Count, error) {
		var c kompass.Count
		err := r.Scan(&c.RoundID, &c.TeamID, &c.Responses)
		e := entries[c.RoundID]
		e.Parts = append(e.Parts, c.Responses)
		entries[c.RoundID] = e
		return c, err
	})
	return err
}
