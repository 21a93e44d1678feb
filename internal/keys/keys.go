// Package keys keeps the keys of rounds whose answers are sealed: one file a round, in one or more folders that lie in no
// backup of the database and, best, on different media.
//
// A folder carries a marker that names the installation it belongs to. Where the marker is missing, as on a medium that is not mounted,
// nothing is written and nothing counts as destroyed. Only files of this installation are ever touched; whatever else
// lies in a folder is listed. A key that has been destroyed leaves a ROUND.gone behind, for ever: it overrides every copy of
// the key in every folder, so that a copy that comes back closes nothing a second time.
//
// Beside them lies the key with which the installation signs the files of finished rounds. It opens nothing.
package keys

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var (
	// ErrMissing means that no folder within reach has the key.
	ErrMissing = errors.New("the key of the round is missing")
	// ErrForeign means that there is a key, but that it does not fit what stands in the database.
	ErrForeign = errors.New("the key does not fit this round")
	// ErrGone means that the key has been destroyed. It never comes back.
	ErrGone = errors.New("the key of the round has been destroyed")
	// ErrDamaged means that a file is not a whole key.
	ErrDamaged = errors.New("the key file is damaged")
	// ErrUnreachable means that a folder has no marker: it is not mounted, or has never been set up.
	ErrUnreachable = errors.New("the folder of keys is not there")
	// ErrUnsafe means that a folder or file may be read by others, belongs to somebody else, or lies where backups of the
	// database go.
	ErrUnsafe = errors.New("the folder of keys is not safe")
)

// Config says where keys lie.
type Config struct {
	Folders      []string
	Installation string
	Database     string // the database's file, "" where it is none: no folder may lie beside it or below it
}

// Ring is the key folders of an installation. It keeps no key: every question reads the files. It is safe for concurrent use.
type Ring struct {
	installation string
	folders      []string
}

// Open returns the ring of the folders. A folder that is not there is no error, since it may come back; one that others may
// read or that lies inside the database's folder is.
func Open(c Config) (*Ring, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	r := &Ring{installation: c.Installation, folders: slices.Clone(c.Folders)}
	for _, folder := range r.folders {
		if _, err := r.marker(folder); err != nil && !errors.Is(err, ErrUnreachable) {
			return nil, err
		}
	}
	return r, nil
}

func (c Config) check() error {
	if !isID(c.Installation) {
		return fmt.Errorf("installation %q: %w", c.Installation, ErrForeign)
	}
	seen := map[string]bool{}
	for _, folder := range c.Folders {
		real := resolved(folder)
		switch {
		case folder == "":
			return fmt.Errorf("a folder of keys has no name: %w", ErrUnsafe)
		case seen[real]:
			return fmt.Errorf("%s is named twice: %w", folder, ErrUnsafe)
		case c.Database != "" && inside(real, resolved(filepath.Dir(c.Database))):
			return fmt.Errorf("%s lies in the folder of the database, so that a copy of one would be a copy of both: %w", folder, ErrUnsafe)
		}
		seen[real] = true
	}
	return nil
}

// resolved returns the path without links as far as it exists.
func resolved(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	for rest := ""; ; {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			return filepath.Join(real, rest)
		}
		parent := filepath.Dir(path)
		if parent == path {
			return filepath.Join(path, rest)
		}
		rest, path = filepath.Join(filepath.Base(path), rest), parent
	}
}

func inside(path, folder string) bool {
	to, err := filepath.Rel(folder, path)
	return err == nil && to != ".." && !strings.HasPrefix(to, ".."+string(filepath.Separator))
}

// Folders returns the folders, in the order in which they were named.
func (r *Ring) Folders() []string { return slices.Clone(r.folders) }

// Reachable returns the folders whose marker is there.
func (r *Ring) Reachable() []string {
	return slices.DeleteFunc(r.Folders(), func(folder string) bool {
		_, err := r.marker(folder)
		return err != nil
	})
}

// Present reports whether a folder within reach has a file for the key of a round, and none says that it is gone. It reads no
// key and costs next to nothing.
func (r *Ring) Present(round string) bool {
	found := false
	for _, folder := range r.folders {
		if _, err := os.Lstat(filepath.Join(folder, markerName+r.installation)); err != nil {
			continue
		}
		if gone(folder, round) {
			return false
		}
		_, err := os.Lstat(filepath.Join(folder, round+keySuffix))
		found = found || err == nil
	}
	return found && isID(round)
}

// Load returns the key of a round: the first copy that is whole and fits. [ErrGone] goes before everything, then [ErrForeign]
// where there is a whole key that does not fit, [ErrDamaged] where there is none, and [ErrMissing] where there is no file.
func (r *Ring) Load(round string, fits func(File) bool) (File, error) {
	err := fmt.Errorf("round %s: %w", round, ErrMissing)
	folders := r.Reachable()
	for _, folder := range folders {
		if gone(folder, round) {
			return File{}, fmt.Errorf("round %s: %w", round, ErrGone)
		}
	}
	for _, folder := range folders {
		f, failed := r.read(folder, round)
		switch {
		case failed == nil && fits(f):
			return f, nil
		case failed == nil:
			err = fmt.Errorf("round %s: %w", round, ErrForeign)
		case !errors.Is(failed, ErrMissing) && !errors.Is(err, ErrForeign):
			err = failed
		}
	}
	return File{}, err
}
