package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// epochKey names an epoch of a round.
type epochKey struct {
	round string
	proof [16]byte
}

// Installation returns the id by which keys know this installation.
func (s *Store) Installation(ctx context.Context) (string, error) {
	var id string
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT id FROM installation").Scan(&id)
	return id, s.wrap("read installation", err)
}

// Seal returns how a round is sealed; for one that is not it is [kompass.ErrNotFound].
func (s *Store) Seal(ctx context.Context, roundID string) (kompass.Seal, error) {
	var seal kompass.Seal
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT public, canary, held, coalesce(holder, '') FROM rounds WHERE id = ? AND sealed = 1", roundID).
		Scan(&seal.Public, &seal.Canary, &seal.Held, &seal.Holder)
	return seal, s.wrap("read how a round is sealed", err)
}

// ConfirmKey records that whoever holds the private key to a public one has typed it in: from now on the round takes answers. A
// key that has been replaced meanwhile is [kompass.ErrChanged].
func (s *Store) ConfirmKey(ctx context.Context, by kompass.By, roundID string, public []byte) error {
	return s.write(ctx, "confirm key", func(t *tx) error {
		r, err := roundIn(ctx, t, by.Scope, roundID)
		switch {
		case err != nil:
			return err
		case r.State != kompass.StateOpen:
			return kompass.ErrClosed
		case !r.Unconfirmed:
			return nil
		}
		err = touched(t.ExecContext(ctx, "UPDATE rounds SET unconfirmed = 0 WHERE id = ? AND public = ?", roundID, public))
		if errors.Is(err, kompass.ErrNotFound) {
			return kompass.ErrChanged
		}
		if err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.key_confirmed", roundID, ""})
	})
}

// ReplaceKey gives a round whose key has not been typed in yet another one. A key that is not the one that was shown is
// [kompass.ErrChanged]; a round whose key has been typed in, or that never had a holder, is [kompass.ErrConflict].
func (s *Store) ReplaceKey(ctx context.Context, by kompass.By, roundID string, seal kompass.Seal, shown ...kompass.Digest) error {
	return s.write(ctx, "replace key", func(t *tx) error {
		r, err := t.openRound(ctx, by.Scope, roundID)
		switch {
		case err != nil:
			return err
		case !r.Unconfirmed:
			return kompass.ErrConflict
		}
		var public []byte
		if err := t.QueryRowContext(ctx, "SELECT public FROM rounds WHERE id = ?", roundID).Scan(&public); err != nil {
			return err
		}
		if err := kompass.CheckShown(shown, kompass.DigestOf(string(public)), kompass.DigestOf(string(seal.Public))); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE rounds SET public = ?, canary = ? WHERE id = ?", seal.Public, seal.Canary, roundID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.key_drawn", roundID, ""})
	})
}

// AddEpoch stores an epoch of a sealed round, before anything is sealed in it, and returns it as it stands in the database
// afterwards. A round that takes no more answers is [kompass.ErrClosed].
func (s *Store) AddEpoch(ctx context.Context, roundID string, e kompass.Epoch) (kompass.Epoch, error) {
	err := s.write(ctx, "store epoch", func(t *tx) error {
		r, err := roundIn(ctx, t, kompass.Everything, roundID)
		switch {
		case err != nil:
			return err
		case r.State != kompass.StateOpen:
			return kompass.ErrClosed
		}
		_, err = t.ExecContext(ctx, "INSERT INTO epochs (round_id, proof, enc) VALUES (?, ?, ?)", roundID, e.Proof, e.Enc)
		return err
	})
	if err != nil {
		return kompass.Epoch{}, err
	}
	var out kompass.Epoch
	err = s.engine.Reader().QueryRowContext(ctx, "SELECT enc, proof FROM epochs WHERE round_id = ? AND proof = ?", roundID, e.Proof).
		Scan(&out.Enc, &out.Proof)
	return out, s.wrap("read epoch back", err)
}

// Epochs returns the epochs of a round, in an order that says nothing.
func (s *Store) Epochs(ctx context.Context, roundID string) ([]kompass.Epoch, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, "SELECT enc, proof FROM epochs WHERE round_id = ? ORDER BY proof", roundID)
	out, err := collect(rows, err, func(r row) (kompass.Epoch, error) {
		var e kompass.Epoch
		err := r.Scan(&e.Enc, &e.Proof)
		return e, err
	})
	return out, s.wrap("read epochs", err)
}

// SealedRounds returns the sealed rounds that still need their keys: those that are open or being closed.
func (s *Store) SealedRounds(ctx context.Context) ([]kompass.Round, error) {
	rows, err := s.engine.Reader().QueryContext(ctx, selectRound+
		" WHERE r.sealed = 1 AND r.state IN ('open', 'closing') ORDER BY r.created_at, r.id")
	out, err := collect(rows, err, scanRound)
	return out, s.wrap("list sealed rounds", err)
}

// EverSealed reports whether any round of this installation has ever been sealed.
func (s *Store) EverSealed(ctx context.Context) (bool, error) {
	var ever bool
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM rounds WHERE sealed = 1)
		OR EXISTS (SELECT 1 FROM ended_urns)`).Scan(&ever)
	return ever, s.wrap("look for sealed rounds", err)
}

// UrnEnded reports whether the key of a round has to be destroyed: the round is recorded as closed, or was deleted.
func (s *Store) UrnEnded(ctx context.Context, roundID string) (bool, error) {
	var ended bool
	err := s.engine.Reader().QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM rounds WHERE id = ?1 AND state IN ('closed', 'released'))
		OR (EXISTS (SELECT 1 FROM ended_urns WHERE id = ?1) AND NOT EXISTS (SELECT 1 FROM rounds WHERE id = ?1))`, roundID).Scan(&ended)
	return ended, s.wrap("look for the end of a round", err)
}

// Unfinished returns what closings have left to be done.
func (s *Store) Unfinished(ctx context.Context) (kompass.Unfinished, error) {
	const doing = "look for what closings have left"
	var out kompass.Unfinished
	err := s.engine.Reader().QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM chores WHERE name = 'rebuild')").Scan(&out.Rebuild)
	if err != nil {
		return out, s.wrap(doing, err)
	}
	rows, err := s.engine.Reader().QueryContext(ctx, `SELECT over.id FROM (SELECT id FROM rounds WHERE sealed = 1 AND state IN ('closed', 'released')
			UNION SELECT id FROM ended_urns) over
		WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.object = over.id AND a.action = 'round.key_destroyed') ORDER BY over.id`)
	out.Undestroyed, err = collect(rows, err, scanText)
	return out, s.wrap(doing, err)
}

// NoteKeyDestroyed records that the key of a round has been destroyed, as far as any program can tell.
func (s *Store) NoteKeyDestroyed(ctx context.Context, actor, roundID string) error {
	return s.write(ctx, "note that a key is destroyed", func(t *tx) error {
		return t.audit(ctx, event{actor, "round.key_destroyed", roundID, ""})
	})
}

// NoteKeysCopied records that the keys of rounds have been copied to a folder.
func (s *Store) NoteKeysCopied(ctx context.Context, actor, folder string, roundIDs []string) error {
	return s.write(ctx, "note that keys are copied", func(t *tx) error {
		for _, id := range roundIDs {
			if err := t.audit(ctx, event{actor, "round.key_copied", id, folder}); err != nil {
				return err
			}
		}
		return nil
	})
}

// fitsSeal refuses an answer that is not sealed as its round is, or in an epoch that is not stored: it could not be opened.
func (b *batch) fitsSeal(ctx context.Context, r kompass.Round, sub kompass.Submission) error {
	switch {
	case r.Sealed != (sub.Sealed != nil):
		return fmt.Errorf("answers and round are not sealed alike: %w", kompass.ErrInvalid)
	case sub.Sealed == nil:
		return nil
	case len(sub.Comments) > 0:
		return fmt.Errorf("comments outside the envelope: %w", kompass.ErrInvalid)
	case r.Unconfirmed:
		return kompass.ErrNotOpenYet
	}
	key := epochKey{r.ID, sub.Sealed.Epoch}
	_, err := recall(b.known.epochs, at[epochKey]{b.revision, key}, func() (bool, bool, error) {
		var n int
		err := b.QueryRowContext(ctx, "SELECT 1 FROM epochs WHERE round_id = ? AND proof = ?", key.round, key.proof[:]).Scan(&n)
		return true, true, err
	})
	if errors.Is(err, sql.ErrNoRows) {
		return kompass.ErrNoEpoch
	}
	return err
}

func (b *batch) insertEnvelope(ctx context.Context, sub kompass.Submission) ([]byte, error) {
	id := sub.Sealed.ID[:]
	_, err := b.ExecContext(ctx, "INSERT INTO responses (round_id, id, team_id, perspective, answers, wrap) VALUES (?, ?, ?, ?, ?, ?)",
		sub.RoundID, id, null(sub.TeamID), sub.Perspective, sub.Answers, sub.Sealed.Wrap)
	return id, err
}

// replace puts a sealed answer in the place of the one that it corrects, if that is still the one under the receipt.
func (b *batch) replace(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error) {
	r, err := b.ExecContext(ctx, "UPDATE receipts SET response_id = ? WHERE round_id = ? AND receipt_hash = ? AND response_id = ?",
		sub.Sealed.ID[:], sub.RoundID, sub.Receipt[:], sub.Sealed.Replaces[:])
	if err := touched(r, err); err != nil {
		if errors.Is(err, kompass.ErrNotFound) {
			err = kompass.ErrChanged
		}
		return 0, err
	}
	if _, err := b.ExecContext(ctx, "DELETE FROM responses WHERE round_id = ? AND id = ?", sub.RoundID, sub.Sealed.Replaces[:]); err != nil {
		return 0, err
	}
	_, err = b.insertEnvelope(ctx, sub)
	return kompass.Corrected, err
}
