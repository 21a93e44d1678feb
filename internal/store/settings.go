package store

import (
	"context"
	"maps"

	"kompass/internal/kompass"
)

// Settings returns all settings by name.
func (s *Store) Settings(ctx context.Context) (map[string]string, error) {
	out, err := settingsIn(ctx, s.engine.Reader())
	return out, s.wrap("read settings", err)
}

func settingsIn(ctx context.Context, q querier) (map[string]string, error) {
	rows, err := q.QueryContext(ctx, "SELECT name, value FROM settings")
	pairs, err := collect(rows, err, func(r row) ([2]string, error) {
		var p [2]string
		err := r.Scan(&p[0], &p[1])
		return p, err
	})
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(pairs))
	for _, p := range pairs {
		out[p[0]] = p[1]
	}
	return out, nil
}

// SetSetting stores a setting, an empty value too. The audit trail keeps its name, not its value. What is stored has to be what was
// shown, else it is [kompass.ErrChanged].
func (s *Store) SetSetting(ctx context.Context, actor, name, value string, shown ...kompass.Digest) error {
	return s.write(ctx, "change setting", func(t *tx) error {
		if err := checkSettings(ctx, t, shown, map[string]string{name: value}); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
			name, value, stamp(t.now)); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "setting.change", name, ""})
	})
}

// checkSettings is [kompass.ErrChanged] where the settings that are about to be changed are not those that were shown.
func checkSettings(ctx context.Context, q querier, shown []kompass.Digest, wanted map[string]string) error {
	stored, err := settingsIn(ctx, q)
	if err != nil {
		return err
	}
	maps.DeleteFunc(stored, func(name, _ string) bool { _, changes := wanted[name]; return !changes })
	return kompass.CheckShown(shown, kompass.SettingsDigest(stored), kompass.SettingsDigest(wanted))
}
