package store

import (
	"context"
	"time"

	"kompass/internal/kompass"
)

// PeerSeats returns the sets of companies that are shown to one another, of every questionnaire.
func (s *Store) PeerSeats(ctx context.Context) ([]kompass.PeerSeat, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT digest, coalesce(company_id, ''), coalesce(round_id, ''), stand
		FROM peer_seats ORDER BY digest, seat`)
	out, err := collect(rows, err, func(r row) (kompass.PeerSeat, error) {
		var seat kompass.PeerSeat
		err := r.Scan(&seat.Digest, &seat.CompanyID, &seat.RoundID, timeText{&seat.Stand})
		return seat, err
	})
	return out, s.wrap("list peers", err)
}

// SetPeerSeats puts a set in the place of that of its questionnaire, unless that one is as new.
func (s *Store) SetPeerSeats(ctx context.Context, stand time.Time, seats []kompass.PeerSeat) error {
	return s.write(ctx, "set peers", func(t *tx) error {
		for i, seat := range seats {
			if i == 0 {
				var newer int
				if err := t.QueryRowContext(ctx, "SELECT count(*) FROM peer_seats WHERE digest = ? AND stand >= ?",
					seat.Digest, stamp(stand)).Scan(&newer); err != nil || newer > 0 {
					return err
				}
				if _, err := t.ExecContext(ctx, "DELETE FROM peer_seats WHERE digest = ?", seat.Digest); err != nil {
					return err
				}
			}
			if _, err := t.ExecContext(ctx, "INSERT INTO peer_seats (digest, seat, company_id, round_id, stand) VALUES (?, ?, ?, ?, ?)",
				seat.Digest, i+1, seat.CompanyID, seat.RoundID, stamp(stand)); err != nil {
				return err
			}
		}
		return nil
	})
}
