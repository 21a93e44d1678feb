package rounds

import (
	"context"
	"errors"
	"slices"

	"kompass/internal/keys"
	"kompass/internal/kompass"
)

// KeyTrouble is what is not as it should be with the keys of an installation, and what closings have left undone. All of it is tried
// again by [Service.Tidy], as far as it can be done without a person.
type KeyTrouble struct {
	Away    []string  // folders that are not there
	Missing []string  // rounds that are not over and whose key is in no folder, or does not fit
	Left    []LeftKey // keys of rounds that are over, which have not been destroyed yet
	Rebuild bool      // the file of the database has still to be written anew
}

// LeftKey is the key of a round that is over, and the folders in which it lies or, where they are away, may lie.
type LeftKey struct {
	RoundID string
	Folders []string
}

// LeftOf returns where the key of a round that is over still lies, nil for nowhere.
func (k KeyTrouble) LeftOf(roundID string) []string {
	for _, left := range k.Left {
		if left.RoundID == roundID {
			return left.Folders
		}
	}
	return nil
}

// KeyTrouble looks at the keys of all rounds.
func (s *Service) KeyTrouble(ctx context.Context) (KeyTrouble, error) {
	var out KeyTrouble
	if s.keys == nil {
		return out, nil
	}
	needed, err := s.store.SealedRounds(ctx)
	if err != nil {
		return out, err
	}
	for _, r := range needed {
		missing, err := s.lacksKey(ctx, r)
		if err != nil {
			return out, err
		}
		if missing {
			out.Missing = append(out.Missing, r.ID)
		}
	}
	reachable := s.keys.Reachable()
	out.Away = slices.DeleteFunc(s.keys.Folders(), func(folder string) bool { return slices.Contains(reachable, folder) })
	unfinished, err := s.store.Unfinished(ctx)
	if err != nil {
		return out, err
	}
	out.Rebuild = unfinished.Rebuild
	out.Left, err = s.leftKeys(ctx, needed, unfinished.Undestroyed, out.Away)
	return out, err
}

// lacksKey reports whether the key of a round that is not over is not there.
func (s *Service) lacksKey(ctx context.Context, r kompass.Round) (bool, error) {
	var err error
	if r.State == kompass.StateOpen {
		err = s.TakesAnswers(ctx, r.ID)
	} else {
		_, err = s.key(ctx, r)
	}
	switch {
	case errors.Is(err, kompass.ErrNoKey), errors.Is(err, kompass.ErrKeyGone):
		return true, nil
	case errors.Is(err, kompass.ErrClosed), errors.Is(err, kompass.ErrNotFound): // meanwhile
		return false, nil
	}
	return false, err
}

// leftKeys looks for keys of rounds that are over: files that are there, and folders that were away when the others were destroyed.
func (s *Service) leftKeys(ctx context.Context, needed []kompass.Round, undestroyed, away []string) ([]LeftKey, error) {
	found, err := s.keys.Find()
	if err != nil {
		return nil, err
	}
	over := found.Rounds
	if len(away) > 0 {
		over = append(over, undestroyed...)
		slices.Sort(over)
		over = slices.Compact(over)
	}
	var out []LeftKey
	for _, id := range over {
		if slices.ContainsFunc(needed, func(r kompass.Round) bool { return r.ID == id }) {
			continue
		}
		ended, err := s.store.UrnEnded(ctx, id)
		if err != nil {
			return nil, err
		}
		folders := s.keys.Holding(id)
		if slices.Contains(undestroyed, id) {
			folders = append(folders, away...)
		}
		if ended && len(folders) > 0 {
			out = append(out, LeftKey{RoundID: id, Folders: folders})
		}
	}
	return out, nil
}

// KeyFolder is a folder of keys.
type KeyFolder struct {
	Path string
	Here bool
	Keys int // of rounds that are not over
}

// KeyState is where the keys of an installation lie.
type KeyState struct {
	Folders []KeyFolder
	Rounds  []RoundKeys // that are not over
	Unknown []string    // paths of whatever else lies in the folders
	Trouble KeyTrouble
}

// RoundKeys are the copies of the key of one round.
type RoundKeys struct {
	Round  kompass.Round
	Copies []keys.Copy
}

// KeyState says where the keys of all rounds lie that are not over. No key leaves its file.
func (s *Service) KeyState(ctx context.Context) (KeyState, error) {
	var out KeyState
	if s.keys == nil {
		return out, nil
	}
	needed, err := s.store.SealedRounds(ctx)
	if err != nil {
		return out, err
	}
	for _, folder := range s.keys.Folders() {
		out.Folders = append(out.Folders, KeyFolder{Path: folder, Here: slices.Contains(s.keys.Reachable(), folder)})
	}
	for _, r := range needed {
		copies, err := s.KeyCopies(ctx, r)
		if err != nil {
			return out, err
		}
		out.Rounds = append(out.Rounds, RoundKeys{Round: r, Copies: copies})
		for i := range out.Folders {
			if copies[i].State == keys.Fits {
				out.Folders[i].Keys++
			}
		}
	}
	found, err := s.keys.Find()
	if err != nil {
		return out, err
	}
	out.Unknown = found.Unknown
	out.Trouble, err = s.KeyTrouble(ctx)
	return out, err
}
