// Package backups keeps a folder of copies: it names them by the second, hides what they say from everybody but the holder
// of a key, and removes the oldest.
package backups

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	clear  = ".db"
	sealed = ".db.age"
	stamp  = "20060102T150405Z"
)

// A Folder holds the copies of one database. Files of other names in it are left alone.
type Folder struct {
	dir    string
	prefix string
	own    *regexp.Regexp
	half   *regexp.Regexp
}

// In returns the folder dir for the copies of a database.
func In(dir, database string) Folder {
	prefix := strings.TrimSuffix(filepath.Base(database), filepath.Ext(database)) + "-"
	name := "^" + regexp.QuoteMeta(prefix) + `[0-9]{8}T[0-9]{6}Z\.db(\.age)?`
	return Folder{dir: dir, prefix: prefix, own: regexp.MustCompile(name + "$"), half: regexp.MustCompile(name + `\.([0-9]+\.tmp|part)$`)}
}

// Path is where a copy made at a moment goes.
func (f Folder) Path(at time.Time, encrypted bool) string {
	ext := clear
	if encrypted {
		ext = sealed
	}
	return filepath.Join(f.dir, f.prefix+at.UTC().Format(stamp)+ext)
}

// Sweep removes what copies that were interrupted have left half done.
func (f Folder) Sweep() error {
	half, err := f.names(f.half)
	if err != nil {
		return err
	}
	return f.remove(half)
}

// Rotate keeps the newest copies, keep of them, and removes the others.
func (f Folder) Rotate(keep int) error {
	copies, err := f.names(f.own)
	if err != nil {
		return err
	}
	return f.remove(copies[:max(0, len(copies)-keep)])
}

// names lists the files of the folder that a pattern is about, the oldest first.
func (f Folder) names(pattern *regexp.Regexp) ([]string, error) {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("folder of copies: %w", err)
	}
	var out []string
	for _, e := range entries {
		if e.Type().IsRegular() && pattern.MatchString(e.Name()) {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out, nil
}

func (f Folder) remove(names []string) error {
	var failed error
	for _, name := range names {
		if err := os.Remove(filepath.Join(f.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("remove an old copy: %w", err))
		}
	}
	return failed
}
