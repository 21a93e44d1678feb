package sqlite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Space implements [store.Engine].
func (e *Engine) Space() (free, used int64, err error) {
	for _, path := range []string{e.path, e.path + "-wal"} {
		info, err := os.Stat(path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, 0, err
		}
		if err == nil {
			used += info.Size()
		}
	}
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(e.path), &disk); err != nil {
		return 0, 0, err
	}
	return int64(disk.Bavail) * disk.Bsize, used, nil
}
