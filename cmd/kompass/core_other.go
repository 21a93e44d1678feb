//go:build !linux

package main

import (
	"fmt"
	"syscall"
)

// forbidDumps keeps the memory of the process, in which keys lie for moments, out of the files that a crash makes.
func forbidDumps() error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return fmt.Errorf("forbid core dumps: %w", err)
	}
	return nil
}
