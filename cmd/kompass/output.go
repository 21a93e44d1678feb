package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/urfave/cli/v3"
)

// forceFlag lets --output replace a file.
func forceFlag() cli.Flag {
	return &cli.BoolFlag{Name: "force", Usage: "replace the file where it exists"}
}

// errInTheWay says that a file would be overwritten that nobody has agreed to lose.
var errInTheWay = errors.New("the file exists")

// writeOutput writes what a command made to the file that --output names, whole or not at all and readable to its owner alone. A file
// that exists is replaced with --force only, and what belongs to the database never.
func (t *tools) writeOutput(c *cli.Command, data []byte) error {
	path := c.String("output")
	if t.ownFile(path) {
		return told{"cli.error.output_database", []any{"file", path}, errInTheWay}
	}
	if _, err := os.Lstat(path); err == nil && !c.Bool("force") {
		return told{"cli.error.output_exists", []any{"file", path}, errInTheWay}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write file: %w", err)
	}
	return replaceFile(path, data)
}

// ownFile reports whether a path is the database or what stands beside it under its name.
func (t *tools) ownFile(path string) bool {
	if isOnServer(t.Path) {
		return false
	}
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		own, err := os.Stat(t.Path + suffix)
		if err != nil {
			continue
		}
		if other, err := os.Stat(path); err == nil && os.SameFile(own, other) {
			return true
		}
	}
	return strings.HasPrefix(path, t.Path+"-") || path == t.Path
}

// replaceFile writes a file whole or not at all: a reader sees the old one or the new one.
func replaceFile(path string, data []byte) (err error) {
	part := path + ".part"
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		// What a killed command left behind would stay for ever.
		if err = os.Remove(part); err == nil {
			file, err = os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		}
	}
	if err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	_, err = file.Write(data)
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write file: %w", err), os.Remove(part))
	}
	return nil
}
