package rounds

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kompass/internal/keys"
	"kompass/internal/kompass"
)

// ErrNotRebuilt means that a closed round has left traces in the file of the database, because its disk is full or somebody was
// reading. It is tried again.
var ErrNotRebuilt = errors.New("the file of the database has still to be rebuilt")

// KeepFinished makes the service write the file of every round that it closes to a folder, before the key is destroyed.
func (s *Service) KeepFinished(folder string) { s.finished = folder }

// checkKeys makes sure that the keys of all rounds that need one are there and fit. Where one does not, no answers are taken.
func (s *Service) checkKeys(ctx context.Context) error {
	rounds, err := s.store.SealedRounds(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, r := range rounds {
		if _, err := s.key(ctx, r); err != nil {
			s.forgetUrn(r.ID)
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// KeyCopies returns what each folder of keys has of the key of a round.
func (s *Service) KeyCopies(ctx context.Context, round kompass.Round) ([]keys.Copy, error) {
	if s.keys == nil {
		return nil, nil
	}
	fits, err := s.fitting(ctx, round)
	if err != nil {
		return nil, err
	}
	return s.keys.Copies(round.ID, fits), nil
}

// ErrEpochs means that not everything that is sealed in a round could be opened again: it takes no answers until it can.
var ErrEpochs = errors.New("what is sealed in the round cannot all be opened again")

// CheckEpochs makes sure that everything that is sealed in open rounds can be opened, as far as the private keys are here. A round of
// which that is not so takes no answers and is [ErrEpochs]. What keys are missing says [Service.Tidy].
func (s *Service) CheckEpochs(ctx context.Context) error {
	rounds, err := s.store.SealedRounds(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, r := range rounds {
		s.forgetUrn(r.ID)
		if _, err := s.sealed(ctx, r.ID); errors.Is(err, ErrEpochs) {
			failed = append(failed, err)
		}
	}
	return errors.Join(failed...)
}

// EndUrns destroys the keys of rounds that are recorded as closed or were deleted, deletes the answers of closed rounds, and
// rebuilds the file of the database. It may be called at any time, and again.
func (s *Service) EndUrns(ctx context.Context) error { return s.endUrns(ctx, Housekeeper) }

func (s *Service) endUrns(ctx context.Context, actor string) error {
	destroyed := s.destroyKeys(ctx, actor)
	_, forgot := s.closings.ForgetAnswers(ctx, actor)
	done, rebuilt := s.closings.Rebuild(ctx)
	if rebuilt == nil && !done {
		rebuilt = ErrNotRebuilt
	}
	return errors.Join(destroyed, forgot, rebuilt)
}

func (s *Service) destroyKeys(ctx context.Context, actor string) error {
	if s.keys == nil {
		return nil
	}
	found, err := s.keys.Find()
	if err != nil {
		return err
	}
	var failed []error
	for _, id := range found.Rounds {
		ended, err := s.store.UrnEnded(ctx, id)
		if err == nil && ended {
			err = s.destroyKey(ctx, actor, id)
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// destroyKey destroys the key of a round that is over, once its result lies outside the database as well.
func (s *Service) destroyKey(ctx context.Context, actor, roundID string) error {
	if err := s.writeFinished(ctx, roundID); err != nil {
		return fmt.Errorf("the key of round %s is still there: %w", roundID, err)
	}
	if err := s.keys.Destroy(roundID); err != nil {
		return fmt.Errorf("the key of round %s is still there: %w", roundID, err)
	}
	return s.store.NoteKeyDestroyed(ctx, actor, roundID)
}

// writeFinished writes the file of a closed round and reads it back. A round without a result has none.
func (s *Service) writeFinished(ctx context.Context, roundID string) error {
	if s.finished == "" {
		return nil
	}
	data, err := s.Finished(ctx, kompass.Everything, roundID)
	if errors.Is(err, kompass.ErrUnpublished) || errors.Is(err, kompass.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	path := filepath.Join(s.finished, roundID+".json")
	if err := replaceFile(path, data); err != nil {
		return fmt.Errorf("write the finished round: %w", err)
	}
	back, err := os.ReadFile(path)
	if err == nil {
		_, signer, read := decodeRoundFile(back)
		err = read
		if err == nil && signer == nil {
			err = ErrUnsigned
		}
	}
	if err != nil {
		return fmt.Errorf("read the finished round back: %w", err)
	}
	return nil
}

// replaceFile brings a file to the disk under its name, in place of an older one, whole or not at all.
func replaceFile(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, ".new-*") // for nobody but us
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
