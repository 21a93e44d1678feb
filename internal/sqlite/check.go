package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"kompass/internal/store"
)

// Check implements [store.Engine].
func (e *Engine) Check(ctx context.Context, t *sql.Tx) ([]string, error) {
	findings, err := texts(t.QueryContext(ctx, "PRAGMA integrity_check"))
	if err != nil {
		return nil, err
	}
	if len(findings) == 1 && findings[0] == "ok" {
		findings = nil
	}
	missing, err := texts(t.QueryContext(ctx, "SELECT DISTINCT \"table\" || ' refers to a missing ' || parent FROM pragma_foreign_key_check"))
	if err != nil {
		return nil, err
	}
	findings = append(findings, missing...)
	if err := sameSchema(ctx, e.reader); errors.Is(err, store.ErrForeignFile) {
		findings = append(findings, err.Error())
	} else if err != nil {
		return nil, err
	}
	return findings, nil
}

// texts reads a result set of one column.
func texts(rows *sql.Rows, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
