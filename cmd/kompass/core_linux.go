package main

import (
	"fmt"
	"syscall"
)

// prSetDumpable is the operation of prctl by which dumping and tracing a process is allowed.
const prSetDumpable = 4

// forbidDumps keeps the memory of the process, in which keys lie for moments, out of the files that a crash or a debugger of the
// same user makes.
func forbidDumps() error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	if _, _, failed := syscall.RawSyscall(syscall.SYS_PRCTL, prSetDumpable, 0, 0); failed != 0 {
		return fmt.Errorf("forbid core dumps: %w", failed)
	}
	return nil
}
