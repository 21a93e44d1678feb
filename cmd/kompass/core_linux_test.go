package main

import (
	"syscall"
	"testing"
)

func TestAServerLeavesNoCoreDump(t *testing.T) {
	s := newShell(t)
	var out servingJSON
	srv := s.start(&out, "serve", "--db", s.db, "--addr", "127.0.0.1:0")
	const prGetDumpable = 3
	dumpable, _, failed := syscall.RawSyscall(syscall.SYS_PRCTL, prGetDumpable, 0, 0)
	var core syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_CORE, &core); err != nil || failed != 0 || dumpable != 0 || core.Cur != 0 || core.Max != 0 {
		t.Errorf("the process may be dumped (%d, %v; errors %v, %v)", dumpable, core, err, failed)
	}
	srv.end()
}
