package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"kompass/internal/store"
)

// ErrLocked means that a server uses the database.
var ErrLocked = errors.New("a server is already running on this database (läuft bereits)")

// LockServer marks the database as served by this process until release is called or the process ends, in whatever way.
// A second server is [ErrLocked]. Commands do not take the lock: they may write beside a server.
func LockServer(path string) (release func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("lock database %s: %w: %w", path, store.ErrNotWritable, err)
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // two names of one file share the lock
	}
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock database %s: %w: %w", path, store.ErrNotWritable, err)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f.Close, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = ErrLocked
	}
	return nil, errors.Join(fmt.Errorf("lock database %s: %w", path, err), f.Close())
}
