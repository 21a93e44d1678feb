package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the mode of the one whose place it takes: restored by root, it must still be the server's.
func keepOwner(file, like string) error {
	info, err := os.Stat(like)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := os.Chmod(file, info.Mode().Perm()); err != nil {
		return err
	}
	own, ok := info.Sys().(*syscall.Stat_t)
	if !ok || os.Geteuid() != 0 {
		return nil
	}
	return os.Chown(file, int(own.Uid), int(own.Gid))
}
