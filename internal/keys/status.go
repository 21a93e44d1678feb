package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// State is what has become of one copy of a key.
type State string

// The states of a copy.
const (
	Fits        State = "ok"          // whole, and it fits the round
	Missing     State = "missing"     // the folder is there, the key is not
	Damaged     State = "damaged"     // not a whole key, or not readable
	Foreign     State = "foreign"     // whole, but of another round or promise
	Gone        State = "gone"        // destroyed
	Unreachable State = "unreachable" // the folder is not there
)

// Copy is one copy of a round's key.
type Copy struct {
	Folder  string
	State   State
	Private bool // the private key is part of it
}

// Copies returns what each folder has of the key of a round, in the order of the folders.
func (r *Ring) Copies(round string, fits func(File) bool) []Copy {
	var out []Copy
	for _, folder := range r.folders {
		out = append(out, r.copyIn(folder, round, fits))
	}
	return out
}

func (r *Ring) copyIn(folder, round string, fits func(File) bool) Copy {
	c := Copy{Folder: folder, State: Unreachable}
	if _, err := r.marker(folder); err != nil {
		return c
	}
	f, err := r.read(folder, round)
	switch {
	case gone(folder, round):
		c.State = Gone
	case errors.Is(err, ErrMissing):
		c.State = Missing
	case errors.Is(err, ErrForeign):
		c.State = Foreign
	case err != nil:
		c.State = Damaged
	case !fits(f):
		c.State = Foreign
	default:
		c.State, c.Private = Fits, f.Seed != nil
	}
	return c
}

// Holding returns the folders within reach in which a file for the key of a round lies, whatever it is worth.
func (r *Ring) Holding(round string) []string {
	return slices.DeleteFunc(r.Reachable(), func(folder string) bool {
		_, err := os.Lstat(filepath.Join(folder, round+keySuffix))
		return !isID(round) || errors.Is(err, fs.ErrNotExist)
	})
}

// Found is what lies in the folders within reach.
type Found struct {
	Rounds  []string // that have a key file of this installation somewhere, sorted
	Gone    []string // rounds whose keys have been destroyed, sorted
	Unknown []string // paths of whatever else lies there; it is never touched
}

// Find looks through the folders within reach.
func (r *Ring) Find() (Found, error) {
	var found Found
	for _, folder := range r.Reachable() {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return Found{}, fmt.Errorf("look through %s: %w", folder, err)
		}
		for _, entry := range entries {
			r.sort(&found, folder, entry.Name())
		}
	}
	for _, list := range []*[]string{&found.Rounds, &found.Gone, &found.Unknown} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return found, nil
}

func (r *Ring) sort(found *Found, folder, name string) {
	if name == markerName+r.installation || name == signingName+r.installation || name == tagName {
		return
	}
	if round, ok := roundOf(name, goneSuffix); ok {
		found.Gone = append(found.Gone, round)
		return
	}
	if round, ok := roundOf(name, keySuffix); ok {
		if _, err := r.read(folder, round); err == nil || errors.Is(err, ErrDamaged) {
			found.Rounds = append(found.Rounds, round)
			return
		}
	}
	found.Unknown = append(found.Unknown, folder+string(os.PathSeparator)+name)
}

// CopyTo makes a further copy of every key that is whole, of the one to sign with, and of what says that keys are gone, in another
// folder, which is set up where it is new. It returns the rounds copied. Nothing else ever copies keys; whoever copies one has to destroy the
// copy by hand, unless the folder becomes one of the ring's.
func (r *Ring) CopyTo(c Config, random io.Reader) ([]string, error) {
	if len(c.Folders) != 1 || slices.ContainsFunc(r.folders, func(f string) bool { return resolved(f) == resolved(c.Folders[0]) }) {
		return nil, fmt.Errorf("copy keys: the folder is one of those that have them: %w", fs.ErrExist)
	}
	if err := Init(c, random); err != nil {
		return nil, err
	}
	found, err := r.Find()
	if err != nil {
		return nil, err
	}
	to := c.Folders[0]
	if err := r.copySigning(to, random); err != nil {
		return nil, fmt.Errorf("copy keys: %w", err)
	}
	for _, round := range found.Gone {
		if err := errors.Join(ignoring(fs.ErrExist, createFile(to, round+goneSuffix, nil)), r.erase(to, round)); err != nil {
			return nil, fmt.Errorf("copy keys: %w", err)
		}
	}
	var copied []string
	for _, round := range found.Rounds {
		f, err := r.Load(round, func(File) bool { return true })
		if errors.Is(err, ErrGone) || gone(to, round) {
			continue
		}
		if err := errors.Join(err, r.copyOne(f, to)); err != nil {
			return copied, fmt.Errorf("copy the key of round %s: %w", round, err)
		}
		copied = append(copied, round)
	}
	return copied, nil
}

func (r *Ring) copySigning(to string, random io.Reader) error {
	key, err := r.signingKey(random)
	if err != nil {
		return ignoring(ErrUnreachable, err)
	}
	return r.storeSigning([]string{to}, key)
}

// copyOne stores a key in a folder, which may have it already.
func (r *Ring) copyOne(f File, to string) error {
	data, err := f.Encode()
	if err != nil {
		return err
	}
	err = createFile(to, f.Round+keySuffix, data)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := r.read(to, f.Round)
	if err == nil && !there.equal(f) {
		err = ErrForeign
	}
	return err
}

func ignoring(expected, err error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}
