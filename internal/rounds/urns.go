package rounds

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/urn"
)

// Keys keeps the keys of rounds outside the database. It is package keys in production.
type Keys interface {
	Create(f keys.File) error
	Replace(f keys.File) error
	Discard(round string) error
	Present(round string) bool
	Load(round string, fits func(keys.File) bool) (keys.File, error)
	Copies(round string, fits func(keys.File) bool) []keys.Copy
	Find() (keys.Found, error)
	Folders() []string
	Reachable() []string
	Holding(round string) []string
	Destroy(round string) error

	Signing
}

// UseKeys gives the service the keys of an installation. Without them it opens no round, and takes no answers to those that
// are sealed.
func (s *Service) UseKeys(k Keys, installation string) { s.keys, s.installation = k, installation }

// epochTime is how long a process seals in one epoch: what it has forgotten, nobody reads out of its memory any more.
const epochTime = 24 * time.Hour

// urns are the sealed rounds that this process takes answers for.
type urns struct {
	mu    sync.Mutex
	known map[string]*sealedRound
}

// sealedRound is what sealing in one round takes. It holds no private key.
type sealedRound struct {
	*urn.Urn
	steps urn.Steps
	mu    sync.Mutex
	epoch *urn.Epoch // nil before the first answer
	since time.Time
}

// sealed returns what seals a round, nil for one that is not sealed. One that takes no more answers is [kompass.ErrClosed].
// [kompass.ErrNoKey] and [kompass.ErrKeyGone] mean that its key does not lie where it should, or does not fit, and [ErrEpochs] that it
// does not open what is sealed already.
func (s *Service) sealed(ctx context.Context, roundID string) (*sealedRound, error) {
	s.urns.mu.Lock()
	u, ok := s.urns.known[roundID]
	s.urns.mu.Unlock()
	if ok && (u == nil || s.keys.Present(roundID)) {
		return u, nil
	}
	round, err := s.store.Round(ctx, kompass.Everything, roundID)
	if err != nil {
		return nil, err
	}
	if round.Sealed {
		if round.State != kompass.StateOpen {
			return nil, fmt.Errorf("round %s: %w", roundID, kompass.ErrClosed)
		}
		if u, err = s.loadUrn(ctx, round); err != nil {
			s.forgetUrn(roundID)
			return nil, err
		}
	}
	s.urns.mu.Lock()
	defer s.urns.mu.Unlock()
	if s.urns.known == nil {
		s.urns.known = map[string]*sealedRound{}
	}
	if now, ok := s.urns.known[roundID]; ok {
		return now, nil // another submission was faster
	}
	s.urns.known[roundID] = u
	return u, nil
}

// TakesAnswers reports by its error whether what is answered in a round that is open could be sealed: [kompass.ErrNoKey] or
// [kompass.ErrKeyGone] where its key does not lie where it should.
func (s *Service) TakesAnswers(ctx context.Context, roundID string) error {
	_, err := s.sealed(ctx, roundID)
	return err
}

// forgetUrn makes the next answer look for the key again.
func (s *Service) forgetUrn(roundID string) {
	s.urns.mu.Lock()
	defer s.urns.mu.Unlock()
	delete(s.urns.known, roundID)
}

func (s *Service) loadUrn(ctx context.Context, round kompass.Round) (*sealedRound, error) {
	f, err := s.key(ctx, round)
	if err != nil {
		return nil, err
	}
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return nil, err
	}
	u, err := f.Urn()
	if err != nil {
		return nil, err
	}
	stored, err := s.store.Epochs(ctx, round.ID)
	if err == nil {
		err = reopened(round.ID, u, f, stored...)
	}
	if err != nil {
		return nil, err
	}
	return &sealedRound{Urn: u, steps: stepsOf(frozen.Questionnaire)}, nil
}

// stepsOf returns the sizes of envelopes: comments may be written on every field.
func stepsOf(q *questionnaire.Questionnaire) urn.Steps {
	return urn.StepsFor(len(q.Items()), len(q.Fields) > 0)
}

// key returns the key of a sealed round, as far as it fits what stands in the database.
func (s *Service) key(ctx context.Context, round kompass.Round) (keys.File, error) {
	if s.keys == nil {
		return keys.File{}, noKey(keys.ErrUnreachable)
	}
	fits, err := s.fitting(ctx, round)
	if err != nil {
		return keys.File{}, err
	}
	f, err := s.keys.Load(round.ID, fits)
	return f, noKey(err)
}

// fitting returns what recognises the key of a round: its promise, its public key and its canary are those of the database.
func (s *Service) fitting(ctx context.Context, round kompass.Round) (func(keys.File) bool, error) {
	seal, err := s.store.Seal(ctx, round.ID)
	if err != nil {
		return nil, fmt.Errorf("round %s: %w", round.ID, err)
	}
	promised := s.promise(round, seal.Public).Hash()
	return func(f keys.File) bool {
		u, err := f.Urn()
		if err != nil || f.Promise != promised || !bytes.Equal(f.Public, seal.Public) {
			return false
		}
		canary := u.Canary()
		return bytes.Equal(canary[:], seal.Canary)
	}, nil
}

func (s *Service) promise(r kompass.Round, public []byte) urn.Promise {
	return urn.Promise{
		Installation: s.installation, Round: r.ID, Company: r.CompanyID, Mode: string(r.Mode), MinGroup: r.K, Digest: r.Digest,
		Perspectives: r.Perspectives, Public: public,
	}
}

// noKey turns what package keys says into what callers decide by. Answers are refused as when the disk fails: they stay where
// they were typed.
func noKey(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keys.ErrGone):
		return fmt.Errorf("%w: %w: %w", kompass.ErrStorage, kompass.ErrKeyGone, err)
	}
	return fmt.Errorf("%w: %w: %w", kompass.ErrStorage, kompass.ErrNoKey, err)
}

// current returns the epoch to seal in: one that is stored, read back, and, where the private key is here, opened again.
func (s *Service) current(ctx context.Context, roundID string, u *sealedRound) (*urn.Epoch, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if now := s.now(); u.epoch != nil && now.Sub(u.since) < epochTime && !now.Before(u.since) {
		return u.epoch, nil
	}
	e, err := u.NewEpoch()
	if err != nil {
		return nil, err
	}
	stored, err := s.store.AddEpoch(ctx, roundID, kompass.Epoch{Enc: e.Enc, Proof: e.Check[:]})
	if err != nil {
		return nil, err
	}
	if err := s.reopens(ctx, roundID, u, stored); err != nil {
		return nil, err
	}
	u.epoch, u.since = e, s.now()
	return e, nil
}

// forgetEpoch makes the next answer begin a new epoch.
func (u *sealedRound) forgetEpoch() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.epoch = nil
}

// reopens makes sure that what is sealed in a stored epoch can be opened.
func (s *Service) reopens(ctx context.Context, roundID string, u *sealedRound, stored kompass.Epoch) error {
	round, err := s.store.Round(ctx, kompass.Everything, roundID)
	if err != nil {
		return err
	}
	f, err := s.key(ctx, round)
	if err != nil {
		return err
	}
	return reopened(roundID, u.Urn, f, stored)
}

// reopened tries stored epochs with the key, where the private one is part of it.
func reopened(roundID string, u *urn.Urn, f keys.File, stored ...kompass.Epoch) error {
	if f.Seed == nil {
		return nil
	}
	for _, e := range stored {
		if _, err := u.OpenEpoch(f.Seed, e.Enc, e.Proof); err != nil {
			return fmt.Errorf("round %s: %w: %w: %w: %w", roundID, kompass.ErrStorage, kompass.ErrNoKey, ErrEpochs, err)
		}
	}
	return nil
}

// drawnKey is a new key: its file, what the database has of it, and the words of a private key that does not stay here.
type drawnKey struct {
	file  keys.File
	seal  kompass.Seal
	words []string
}

// drawKey draws the key of a round. Of one that somebody else holds, only the pepper stays here.
func (s *Service) drawKey(round kompass.Round) (drawnKey, error) {
	if s.keys == nil {
		return drawnKey{}, noKey(keys.ErrUnreachable)
	}
	pair, err := urn.NewPair(s.rand)
	if err != nil {
		return drawnKey{}, err
	}
	f := keys.File{Installation: s.installation, Round: round.ID, Promise: s.promise(round, pair.Public).Hash(), Public: pair.Public}
	var words []string
	if round.Held {
		words = urn.Sheet(round.ID, pair.Seed)
	} else {
		f.Seed = pair.Seed[:]
	}
	if _, err := io.ReadFull(s.rand, f.Pepper[:]); err != nil {
		return drawnKey{}, fmt.Errorf("draw a pepper: %w", err)
	}
	u, err := f.Urn()
	if err != nil {
		return drawnKey{}, err
	}
	canary := u.Canary()
	return drawnKey{f, kompass.Seal{Public: pair.Public, Canary: canary[:], Held: round.Held, Holder: round.Holder}, words}, nil
}
