package postgres

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"kompass/internal/store"
)

// made is what the migrations make, as [describe] has it.
//
//go:embed schema.txt
var made string

// described lists what there is in the schema: columns, constraints, indexes, triggers, functions and whatever else acts on rows. What
// belongs to an extension is left out.
const described = `WITH ours AS (SELECT c.oid, c.relname, c.relkind, c.relrowsecurity FROM pg_class c
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))
	SELECT line FROM (
		SELECT 'relation ' || relname || ' ' || relkind::text || CASE WHEN relrowsecurity THEN ' hides rows' ELSE '' END AS line FROM ours
		UNION ALL SELECT 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || coalesce(' ' || l.collname, '')
			|| CASE WHEN attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(adbin, adrelid), '') || attidentity::text
			FROM ours JOIN pg_attribute a ON attrelid = ours.oid AND attnum > 0 AND NOT attisdropped
			LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum LEFT JOIN pg_collation l ON l.oid = attcollation
		UNION ALL SELECT 'constraint ' || relname || ' ' || pg_get_constraintdef(n.oid) || CASE WHEN convalidated THEN '' ELSE ' not checked' END
			FROM ours JOIN pg_constraint n ON conrelid = ours.oid AND contype <> 'n'
		UNION ALL SELECT 'index ' || relname || ' ' || pg_get_indexdef(indexrelid, 0, true) || CASE WHEN indisvalid THEN '' ELSE ' not valid' END
			FROM ours JOIN pg_index ON indrelid = ours.oid
		UNION ALL SELECT 'trigger ' || relname || ' ' || pg_get_triggerdef(t.oid, true) || CASE WHEN tgenabled = 'O' THEN '' ELSE ' switched off' END
			FROM ours JOIN pg_trigger t ON tgrelid = ours.oid WHERE NOT tgisinternal
		UNION ALL SELECT 'switched off ' || relname || ' ' || tgname FROM ours JOIN pg_trigger ON tgrelid = ours.oid WHERE tgisinternal AND tgenabled <> 'O'
		UNION ALL SELECT 'rule ' || relname || ' ' || rulename FROM ours JOIN pg_rewrite ON ev_class = ours.oid WHERE ours.relkind = 'r'
		UNION ALL SELECT 'function ' || p.proname || ' ' || md5(prosrc) || CASE WHEN prosecdef THEN ' as its owner' ELSE '' END FROM pg_proc p
			WHERE pronamespace = current_schema()::regnamespace
			AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')) AS lines
	ORDER BY line COLLATE "C"`

// queryer is a pool or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func describe(ctx context.Context, q queryer) ([]string, error) {
	rows, err := q.QueryContext(ctx, described)
	return texts(rows, err)
}

// orphans finds a row that refers to none, for each foreign key. The statement to do so is made by the server of its own names.
const orphans = `SELECT format('SELECT %L WHERE EXISTS (SELECT 1 FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s))',
		n.conrelid::regclass || ' refers to a missing ' || n.confrelid::regclass, n.conrelid::regclass,
		string_agg(format('c.%I IS NOT NULL', a.attname), ' AND '), n.confrelid::regclass, string_agg(format('p.%I = c.%I', f.attname, a.attname), ' AND '))
	FROM pg_constraint n CROSS JOIN LATERAL unnest(n.conkey, n.confkey) AS k (own, other)
	JOIN pg_attribute a ON a.attrelid = n.conrelid AND a.attnum = k.own JOIN pg_attribute f ON f.attrelid = n.confrelid AND f.attnum = k.other
	WHERE n.contype = 'f' AND n.connamespace = current_schema()::regnamespace GROUP BY n.oid, n.conrelid, n.confrelid ORDER BY n.oid`

// Check implements [store.Engine]. It reads the tables from end to end, so that a server with checksums notices damaged pages.
func (e *Engine) Check(ctx context.Context, t *sql.Tx) ([]string, error) {
	got, err := describe(ctx, t)
	if err != nil {
		return nil, err
	}
	var findings []string
	want := strings.Split(strings.TrimSpace(made), "\n")
	for _, line := range got {
		if !slices.Contains(want, line) {
			findings = append(findings, fmt.Sprintf("%v: %s is not what Kompass makes", store.ErrForeignFile, line))
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			findings = append(findings, fmt.Sprintf("%v: %s is missing", store.ErrForeignFile, line))
		}
	}
	statements, err := texts(t.QueryContext(ctx, orphans))
	if err != nil {
		return nil, err
	}
	for _, statement := range statements {
		missing, err := texts(t.QueryContext(ctx, statement))
		if err != nil {
			return nil, err
		}
		findings = append(findings, missing...)
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
