package postgres

import (
	"context"
	"database/sql"

	"kompass/internal/store"
)

var _ store.Bulk = (*Engine)(nil)

// insertAnswers adds the answers of a group, as arrays of equal length. Rows go into the table in the order of their keys.
const insertAnswers = `WITH added AS (
		INSERT INTO receipts (round_id, receipt_hash, response_id) SELECT * FROM unnest(?1::text[], ?2::bytea[], ?3::bytea[]) ORDER BY 1, 2, 3
		ON CONFLICT (round_id, receipt_hash) DO NOTHING RETURNING response_id), stored AS (
		INSERT INTO responses (round_id, id, team_id, perspective, answers, wrap)
		SELECT a.* FROM unnest(?1::text[], ?3::bytea[], ?4::text[], ?5::text[], ?6::bytea[], ?7::bytea[]) AS a (round_id, id, team_id, perspective, answers, wrap)
		WHERE a.id IN (SELECT response_id FROM added) ORDER BY 1, 2)
	SELECT response_id FROM added`

// InsertAnswers implements [store.Bulk].
func (e *Engine) InsertAnswers(ctx context.Context, t *sql.Tx, answers []store.Answer) ([]bool, error) {
	var rounds, perspectives []string
	var teams []*string
	var receipts, ids, bodies, wraps [][]byte
	at := make(map[string]int, len(answers))
	for i, a := range answers {
		at[string(a.ID)] = i
		rounds, perspectives = append(rounds, a.RoundID), append(perspectives, a.Perspective)
		receipts, ids, bodies, wraps = append(receipts, a.Receipt), append(ids, a.ID), append(bodies, a.Answers), append(wraps, a.Wrap)
		var team *string
		if a.TeamID != "" {
			team = &a.TeamID
		}
		teams = append(teams, team)
	}
	rows, err := t.QueryContext(ctx, insertAnswers, rounds, receipts, ids, teams, perspectives, bodies, wraps)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	stored := make([]bool, len(answers))
	for rows.Next() {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		stored[at[string(id)]] = true
	}
	return stored, rows.Err()
}
