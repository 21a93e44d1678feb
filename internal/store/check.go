package store

import (
	"context"
	"database/sql"
)

// promises are what must hold of the data besides what the schema enforces: each query returns the rounds that break one.
var promises = []struct{ finding, query string }{
	{"closed round still has receipts", `SELECT DISTINCT r.id FROM rounds r JOIN receipts x ON x.round_id = r.id
		WHERE r.state IN ('closed', 'released')`},
	{"closed round still has comments with receipts", `SELECT DISTINCT r.id FROM rounds r JOIN comments c ON c.round_id = r.id
		WHERE r.state IN ('closed', 'released') AND c.receipt_hash IS NOT NULL`},
	{"closed round still has readable codes", `SELECT DISTINCT r.id FROM rounds r JOIN links l ON l.round_id = r.id
		WHERE r.state IN ('closed', 'released') AND l.code IS NOT NULL`},
	{"closed round still has one-time codes", `SELECT DISTINCT r.id FROM rounds r JOIN links l ON l.round_id = r.id
		WHERE r.state IN ('closed', 'released') AND l.kind = 'once'`},
	{"one-time code is readable", "SELECT DISTINCT round_id FROM links WHERE kind = 'once' AND code IS NOT NULL"},
	{"closed round still has answers", `SELECT r.id FROM rounds r WHERE r.state IN ('closed', 'released')
		AND EXISTS (SELECT 1 FROM responses a WHERE a.round_id = r.id)`},
	{"closed round has answers counted and no result", `SELECT r.id FROM rounds r WHERE r.state = 'closed'
		AND NOT EXISTS (SELECT 1 FROM results n WHERE n.round_id = r.id)
		AND (SELECT coalesce(sum(responses), 0) FROM tallies WHERE round_id = r.id) > 0`},
	{"closed round still has epochs", `SELECT r.id FROM rounds r WHERE r.state IN ('closed', 'released')
		AND EXISTS (SELECT 1 FROM epochs e WHERE e.round_id = r.id)`},
	{"sealed round still open has comments in clear", `SELECT DISTINCT r.id FROM rounds r JOIN comments c ON c.round_id = r.id
		WHERE r.sealed = 1 AND r.state = 'open'`},
	{"sealed answer and round do not fit", `SELECT DISTINCT r.id FROM rounds r JOIN responses a ON a.round_id = r.id
		WHERE r.sealed = 0 AND a.wrap IS NOT NULL`},
	{"released round has no result", `SELECT r.id FROM rounds r WHERE r.state = 'released'
		AND NOT EXISTS (SELECT 1 FROM results n WHERE n.round_id = r.id)`},
	{"count of answers is wrong", `SELECT r.id FROM rounds r
		WHERE r.state NOT IN ('closed', 'released')
		AND (SELECT count(*) FROM responses WHERE round_id = r.id) <> (SELECT coalesce(sum(responses), 0) FROM tallies WHERE round_id = r.id)`},
	{"receipt leads to no answer", `SELECT DISTINCT x.round_id FROM receipts x
		WHERE NOT EXISTS (SELECT 1 FROM responses a WHERE a.round_id = x.round_id AND a.id = x.response_id)`},
	{"released round still has the original of a redacted comment", `SELECT DISTINCT r.id FROM rounds r
		JOIN comment_verdicts v ON v.round_id = r.id JOIN comments c ON c.round_id = v.round_id AND c.id = v.comment_id
		WHERE r.state = 'released' AND v.redacted IS NOT NULL AND c.body <> v.redacted`},
	{"open round has a result", `SELECT r.id FROM rounds r JOIN results n ON n.round_id = r.id WHERE r.state IN ('open', 'closing')`},
}

// Check reads the whole database and returns what is wrong with it, nothing when all is well.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	var findings []string
	err := s.read(ctx, "check database", func(t *sql.Tx) (err error) {
		if findings, err = s.engine.Check(ctx, t); err != nil {
			return err
		}
		for _, p := range promises {
			rows, err := t.QueryContext(ctx, p.query)
			ids, err := collect(rows, err, scanText)
			if err != nil {
				return err
			}
			for _, id := range ids {
				findings = append(findings, p.finding+": "+id)
			}
		}
		return nil
	})
	return findings, err
}
