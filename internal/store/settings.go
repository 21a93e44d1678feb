package store

import "context"

// Settings returns all settings by name.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, "SELECT name, value FROM settings")
	pairs, err := collect(rows, err, func(r row) ([2]string, error) {
		var p [2]string
		err := r.Scan(&p[0], &p[1])
		return p, err
	})
	if err != nil {
		return nil, s.wrap("read settings", err)
	}
	out := make(map[string]string, len(pairs))
	for _, p := range pairs {
		out[p[0]] = p[1]
	}
	return out, nil
}

// SetSetting stores a setting. The audit trail keeps its name, not its value.
func (s *Store) SetSetting(ctx context.Context, actor, name, value string) error {
	return s.write(ctx, "change setting", func(t *tx) error {
		if _, err := t.ExecContext(ctx, `INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			name, value, stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "setting.change", name, ""})
	})
}
