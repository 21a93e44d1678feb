package keys

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// Create stores a new key in all folders or in none. It returns only when the key is on the disk everywhere. A folder out of
// reach is [ErrUnreachable], a round that has or had a key [fs.ErrExist].
func (r *Ring) Create(f File) error {
	data, err := f.Encode()
	if err != nil {
		return err
	}
	if f.Installation != r.installation {
		return fmt.Errorf("store the key of round %s: %w", f.Round, ErrForeign)
	}
	if err := r.allFree(f.Round); err != nil {
		return fmt.Errorf("store the key of round %s: %w", f.Round, err)
	}
	for i, folder := range r.folders {
		if err := createFile(folder, f.Round+keySuffix, data); err != nil {
			for _, done := range r.folders[:i] {
				err = errors.Join(err, r.erase(done, f.Round))
			}
			return fmt.Errorf("store the key of round %s in %s: %w", f.Round, folder, err)
		}
	}
	return nil
}

// allFree makes sure that every folder can take the key of a round, before any of them gets it.
func (r *Ring) allFree(round string) error {
	if len(r.folders) == 0 {
		return fmt.Errorf("no folder of keys: %w", ErrUnreachable)
	}
	for _, folder := range r.folders {
		if _, err := r.marker(folder); err != nil {
			return err
		}
		_, err := os.Lstat(filepath.Join(folder, round+keySuffix))
		if gone(folder, round) || !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", folder, fs.ErrExist)
		}
	}
	return nil
}

// Replace stores a key in the place of one with which nothing has been sealed. All folders have to be within reach. Where it fails
// on the way, the round is without a key until it is replaced once more.
func (r *Ring) Replace(f File) error {
	for _, folder := range r.folders {
		if _, err := r.marker(folder); err != nil {
			return fmt.Errorf("replace the key of round %s: %w", f.Round, err)
		}
		if gone(folder, f.Round) {
			return fmt.Errorf("replace the key of round %s: %w", f.Round, ErrGone)
		}
	}
	if err := r.Discard(f.Round); err != nil {
		return err
	}
	return r.Create(f)
}

// Discard takes back a key with which no round has been opened. It leaves nothing behind.
func (r *Ring) Discard(round string) error {
	var failed error
	for _, folder := range r.Reachable() {
		failed = errors.Join(failed, r.erase(folder, round))
	}
	return failed
}

// Destroy makes the key of a round unusable for good: first every folder within reach gets a ROUND.gone, then each copy is
// overwritten and deleted. The round must be recorded as closed or cancelled. Destroying again completes what was interrupted.
// Folders out of reach are [ErrUnreachable]: what lies there is still to be destroyed.
func (r *Ring) Destroy(round string) error {
	if !isID(round) {
		return fmt.Errorf("destroy the key of round %q: %w", round, ErrMissing)
	}
	reachable, failed := r.Reachable(), error(nil)
	for _, folder := range reachable {
		if err := createFile(folder, round+goneSuffix, nil); err != nil && !errors.Is(err, fs.ErrExist) {
			failed = errors.Join(failed, err)
		}
	}
	if len(reachable) == 0 || failed != nil {
		return errors.Join(failed, fmt.Errorf("destroy the key of round %s: %w", round, ErrUnreachable))
	}
	for _, folder := range r.folders {
		if !slices.Contains(reachable, folder) {
			failed = errors.Join(failed, fmt.Errorf("destroy the key of round %s in %s: %w", round, folder, ErrUnreachable))
			continue
		}
		failed = errors.Join(failed, r.erase(folder, round))
	}
	return failed
}

// erase overwrites and deletes a key of this installation; that of another is left alone. Whether the medium keeps older
// blocks is out of our hands.
func (r *Ring) erase(folder, round string) error {
	path := filepath.Join(folder, round+keySuffix)
	if _, err := r.read(folder, round); errors.Is(err, ErrForeign) {
		return fmt.Errorf("destroy %s: %w", path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|syscall.O_NOFOLLOW, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("destroy %s: %w", path, err)
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0}, fileSize), 0)
	if err = errors.Join(err, f.Sync(), f.Close(), os.Remove(path), syncFolder(folder)); err != nil {
		return fmt.Errorf("destroy %s: %w", path, err)
	}
	return nil
}
