package rounds

import (
	"context"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

// CheckSheet reports by its error whether what was typed is the private key of a round: nil, a [*urn.Slip] that names a single
// mistake, or a [*urn.Misread]. A round that waited for that takes answers from then on.
func (s *Service) CheckSheet(ctx context.Context, by kompass.By, roundID, typed string) error {
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return about(roundID, err)
	}
	f, err := s.key(ctx, round)
	if err != nil {
		return err
	}
	if _, err := urn.ReadSheet(roundID, typed, f.Public); err != nil {
		return err
	}
	return s.store.ConfirmKey(ctx, by, roundID, f.Public)
}

// DrawSheet draws the key that somebody is to hold anew and returns its words. They are nowhere else, and no earlier sheet of the
// round is good for anything any more. Once a key has been typed in it is [kompass.ErrConflict]; a key that is not the one whose digest was
// shown is [kompass.ErrChanged].
func (s *Service) DrawSheet(ctx context.Context, by kompass.By, roundID string, shown ...kompass.Digest) ([]string, error) {
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return nil, about(roundID, err)
	}
	key, err := s.drawKey(round)
	if err != nil {
		return nil, about(roundID, err)
	}
	if err := s.store.ReplaceKey(ctx, by, roundID, key.seal, shown...); err != nil {
		return nil, about(roundID, err)
	}
	s.forgetUrn(roundID)
	if err := s.keys.Replace(key.file); err != nil {
		return nil, about(roundID, noKey(err))
	}
	return key.words, nil
}

// KeyDigest says which key a round has, without giving it away.
func (s *Service) KeyDigest(ctx context.Context, roundID string) (kompass.Digest, error) {
	seal, err := s.store.Seal(ctx, roundID)
	return kompass.DigestOf(string(seal.Public)), about(roundID, err)
}
