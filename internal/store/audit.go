package store

import (
	"context"
	"time"

	"kompass/internal/kompass"
)

// AuditLines returns the entries that a filter chooses, newest first.
func (s *Store) AuditLines(ctx context.Context, f kompass.AuditFilter) ([]kompass.AuditLine, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT a.number, a.at, a.actor, a.action, a.object, a.detail, a.company,
			coalesce((SELECT email FROM users WHERE id = a.actor), ''),
			coalesce((SELECT name FROM companies WHERE id = a.object), (SELECT title FROM rounds WHERE id = a.object),
				(SELECT name FROM teams WHERE id = a.object), (SELECT email FROM users WHERE id = a.object), ''),
			coalesce((SELECT name FROM companies WHERE id = a.company), '')
		FROM audit a
		WHERE (?1 = '' OR a.actor = ?1) AND (?2 = '' OR a.company = ?2)
			AND (?3 = '' OR substr(a.action, 1, length(?3) + 1) = ?3 || '.')
			AND a.at >= ?4 AND a.at < ?5 AND (?8 = '' OR a.action = ?8) AND (?9 = '' OR a.object = ?9)
		ORDER BY a.number DESC LIMIT ?6 OFFSET ?7`,
		f.Actor, f.CompanyID, f.Kind, bound(f.From, ""), bound(f.Until, "~"), f.Limit, f.Offset, f.Action, f.Object)
	out, err := collect(rows, err, func(r row) (kompass.AuditLine, error) {
		var l kompass.AuditLine
		err := r.Scan(&l.Number, timeText{&l.At}, &l.Actor, &l.Action, &l.Object, &l.Detail, &l.CompanyID,
			&l.ActorName, &l.ObjectName, &l.CompanyName)
		return l, err
	})
	return out, s.wrap("read audit trail", err)
}

// bound writes a time for a comparison; the zero time is a text that lies beyond all times.
func bound(t time.Time, beyond string) any {
	if t.IsZero() {
		return beyond
	}
	return stamp(t)
}

// noteEvery is how often the same event without a change is written down: whoever hammers at a door fills no disk.
const noteEvery = time.Minute

// Note records what changed nothing and should be known all the same: a refused request, a failed sign-in. The same once
// more within a minute is not recorded again.
func (s *Store) Note(ctx context.Context, actor, action, object, detail string) error {
	return s.write(ctx, "note event", func(t *tx) error {
		var seen int
		if err := t.QueryRowContext(ctx, `SELECT count(*) FROM audit
			WHERE object = ? AND at > ? AND actor = ? AND action = ? AND detail = ?`,
			object, stamp(t.now.Add(-noteEvery)), actor, action, detail).Scan(&seen); err != nil || seen > 0 {
			return err
		}
		return t.audit(ctx, event{actor, action, object, detail})
	})
}
