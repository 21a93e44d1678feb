package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// What lies in a folder beside the keys.
const (
	markerName = "KOMPASS-KEYS-" // and the installation: several may share a folder
	tagName    = "CACHEDIR.TAG"
	keySuffix  = ".key"
	goneSuffix = ".gone"
)

// cacheTag makes programs for backups that honour it leave the folder out.
const cacheTag = "Signature: 8a477f597d28d172789f06886806bc55\n# Keys of Kompass. They must not be in any backup of the database.\n"

// Init makes the folders and their markers, each with an id of its own drawn from random. What is there already stays as it
// is, so that several installations may share a folder.
func Init(c Config, random io.Reader) error {
	if err := c.check(); err != nil {
		return err
	}
	r := Ring{installation: c.Installation}
	for _, folder := range c.Folders {
		if err := r.initFolder(folder, random); err != nil {
			return fmt.Errorf("set up %s: %w", folder, err)
		}
	}
	return nil
}

func (r *Ring) initFolder(folder string, random io.Reader) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	if _, err := r.marker(folder); !errors.Is(err, ErrUnreachable) {
		return err
	}
	if err := tighten(folder); err != nil {
		return err
	}
	id := make([]byte, 8)
	if _, err := io.ReadFull(random, id); err != nil {
		return fmt.Errorf("draw the id of a folder: %w", err)
	}
	if err := createFile(folder, tagName, []byte(cacheTag)); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return createFile(folder, markerName+r.installation, fmt.Appendf(nil, "kompass keys 1\ninstallation %s\nfolder %x\n", r.installation, id))
}

// tighten takes an empty folder, such as a fresh volume, away from everybody else. One with something in it has to be safe
// already.
func tighten(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		if err := os.Chmod(folder, 0o700); err != nil { // #nosec G302 -- a folder
			return err
		}
	}
	return safeFolder(folder)
}

// marker returns the id of a folder of this installation. Where there is no marker it is [ErrUnreachable].
func (r *Ring) marker(folder string) (string, error) {
	raw, err := readFile(folder, markerName+r.installation, 1024)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s: %w", folder, ErrUnreachable)
	}
	if err := errors.Join(err, safeFolder(folder)); err != nil {
		return "", err
	}
	var installation, id string
	if n, err := fmt.Sscanf(string(raw), "kompass keys 1\ninstallation %s\nfolder %s\n", &installation, &id); n != 2 || err != nil {
		return "", fmt.Errorf("%s: its marker cannot be read: %w", folder, ErrDamaged)
	}
	if installation != r.installation {
		return "", fmt.Errorf("%s: its marker names another installation: %w", folder, ErrDamaged)
	}
	return id, nil
}

func safeFolder(folder string) error {
	info, err := os.Stat(folder)
	if err != nil {
		return err
	}
	return safe(folder, info, info.IsDir())
}

// safe refuses what others may read or somebody else owns.
func safe(path string, info fs.FileInfo, kind bool) error {
	owner, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !kind:
		return fmt.Errorf("%s is not what it should be: %w", path, ErrUnsafe)
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Errorf("others may read %s (%v; chmod go= %s): %w", path, info.Mode().Perm(), path, ErrUnsafe)
	case !ok || int(owner.Uid) != os.Geteuid():
		return fmt.Errorf("%s belongs to another user than the one Kompass runs as: %w", path, ErrUnsafe)
	}
	return nil
}

// readFile reads a file that is no link, that nobody else may read and that is not longer than max.
func readFile(folder, name string, max int64) ([]byte, error) {
	path := filepath.Join(folder, name)
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) {
		return nil, fmt.Errorf("%s is a link: %w", path, ErrUnsafe)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if err := safe(path, info, info.Mode().IsRegular()); err != nil {
		return nil, err
	}
	if info.Size() > max {
		return nil, fmt.Errorf("%s is too long: %w", path, ErrDamaged)
	}
	return io.ReadAll(f)
}

// createFile brings a file to the disk under a name that must be free: temporary file, fsync, link, fsync of the folder.
func createFile(folder, name string, data []byte) error {
	f, err := os.CreateTemp(folder, ".new-*") // for nobody but us
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := link(f.Name(), filepath.Join(folder, name)); err != nil {
		return err
	}
	return syncFolder(folder)
}

// link gives a file its name. Sticks with a file system that knows no links get it by renaming.
func link(from, to string) error {
	err := os.Link(from, to)
	if !errors.Is(err, syscall.EPERM) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	return os.Rename(from, to)
}

func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// read returns the key of a round in one folder.
func (r *Ring) read(folder, round string) (File, error) {
	if !isID(round) {
		return File{}, fmt.Errorf("round %q: %w", round, ErrMissing)
	}
	raw, err := readFile(folder, round+keySuffix, int64(fileSize))
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, fmt.Errorf("%s: %w", folder, ErrMissing)
	}
	if err != nil {
		return File{}, err
	}
	f, err := Decode(raw)
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", filepath.Join(folder, round+keySuffix), err)
	}
	if f.Installation != r.installation || f.Round != round {
		return File{}, fmt.Errorf("%s: %w", filepath.Join(folder, round+keySuffix), ErrForeign)
	}
	return f, nil
}

// gone reports whether a folder says that the key of a round has been destroyed. Whatever bears the name counts.
func gone(folder, round string) bool {
	_, err := os.Lstat(filepath.Join(folder, round+goneSuffix))
	return isID(round) && !errors.Is(err, fs.ErrNotExist)
}

// roundOf returns the round that a file name of ours names.
func roundOf(name, suffix string) (string, bool) {
	round, ok := strings.CutSuffix(name, suffix)
	return round, ok && isID(round)
}
