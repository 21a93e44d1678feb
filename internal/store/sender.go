package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"kompass/internal/kompass"
)

// senderText begins the setting of what the sender says to participants; the language follows.
const senderText = "sender-text."

// SetSettings stores settings in one step; an empty value removes one. The audit trail keeps the names of those that are
// another now, not their values. What is stored has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) SetSettings(ctx context.Context, actor string, values map[string]string, shown ...kompass.Digest) error {
	return s.write(ctx, "change settings", func(t *tx) error {
		if err := checkSettings(ctx, t, shown, values); err != nil {
			return err
		}
		return t.setSettings(ctx, actor, values)
	})
}

func (t *tx) setSettings(ctx context.Context, actor string, values map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		query, args := "DELETE FROM settings WHERE name = ?1 AND value <> ?2", []any{name, values[name]}
		if values[name] != "" {
			query, args = `INSERT INTO settings (name, value, updated_at) VALUES (?1, ?2, ?3)
				ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
				WHERE settings.value <> excluded.value`, append(args, stamp(t.now))
		}
		changed, err := t.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		if n, err := changed.RowsAffected(); err != nil || n == 0 {
			if err != nil {
				return err
			}
			continue
		}
		if err := t.audit(ctx, event{actor, "setting.change", name, ""}); err != nil {
			return err
		}
	}
	return nil
}

// SetSender stores who asks, but for logo and texts. What is stored has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) SetSender(ctx context.Context, actor string, sender kompass.Sender, shown ...kompass.Digest) error {
	return s.write(ctx, "change sender", func(t *tx) error {
		settings, err := settingsIn(ctx, t)
		if err == nil {
			err = kompass.CheckShown(shown, senderOf(settings).Digest(), sender.Digest())
		}
		if err != nil {
			return err
		}
		return t.setSettings(ctx, actor, map[string]string{
			kompass.SenderName: sender.Name, kompass.SenderEmail: sender.Email, kompass.SenderPhone: sender.Phone, kompass.SenderWeb: sender.Web,
		})
	})
}

// SetSenderLogo stores the logo of whoever asks in place of an earlier one, as [Store.SetLogo] does that of a company.
func (s *Store) SetSenderLogo(ctx context.Context, actor string, l kompass.Logo, shown ...kompass.Digest) error {
	return s.write(ctx, "set logo", func(t *tx) error {
		if err := checkLogo(t.QueryRowContext(ctx, "SELECT hash FROM sender_logo"), shown, l); err != nil {
			return err
		}
		gone, err := t.ExecContext(ctx, "DELETE FROM sender_logo")
		if err != nil {
			return err
		}
		if len(l.PNG) == 0 {
			if n, err := gone.RowsAffected(); err != nil || n == 0 {
				return err
			}
			return t.audit(ctx, event{actor, "setting.logo.remove", "", ""})
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO sender_logo (number, hash, width, height, png) VALUES (1, ?, ?, ?, ?)",
			l.Hash, l.Width, l.Height, l.PNG); err != nil {
			return err
		}
		return t.audit(ctx, event{actor, "setting.logo.set", "", l.Hash})
	})
}

// Sender returns who asks; everything in it may be empty.
func (s *Store) Sender(ctx context.Context) (kompass.Sender, error) {
	settings, err := s.Settings(ctx)
	if err != nil {
		return kompass.Sender{}, err
	}
	out := senderOf(settings)
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT hash, width, height FROM sender_logo").Scan(&out.Logo.Hash, &out.Logo.Width, &out.Logo.Height)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return out, s.wrap("read sender", err)
}

// senderOf is who asks by the settings that say so, without a logo.
func senderOf(settings map[string]string) kompass.Sender {
	out := kompass.Sender{
		Contact: kompass.Contact{Name: settings[kompass.SenderName], Email: settings[kompass.SenderEmail], Phone: settings[kompass.SenderPhone]},
		Web:     settings[kompass.SenderWeb],
	}
	for name, value := range settings {
		if lang, ok := strings.CutPrefix(name, senderText); ok {
			if out.Texts == nil {
				out.Texts = map[string]string{}
			}
			out.Texts[lang] = value
		}
	}
	return out
}
