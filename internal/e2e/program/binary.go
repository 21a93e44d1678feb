// Package program builds the product's binary and runs it as an external process, as people do.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
)

// Binary is a built program.
type Binary struct {
	path          string
	lookAtSources func()
}

// Build compiles the program into dir, with the build tags of the calling program, so that the C code of SQLite is taken
// from the build cache.
func Build(ctx context.Context, dir string) (Binary, error) {
	path := filepath.Join(dir, "kompass")
	if _, err := toolchain(ctx, "build", "-o", path); err != nil {
		return Binary{}, err
	}
	list, err := toolchain(ctx, "list", "-deps", "-f", sources)
	return Binary{path, sync.OnceFunc(func() { look(strings.Fields(list)) })}, err
}

// At is a program that was built before.
func At(path string) Binary { return Binary{path, func() {}} }

// sources are the files that the program is built from, one a line: those of this module alone, because go.mod fixes the others.
const sources = `{{with .Module}}{{if .Main}}{{.GoMod}}{{range $.GoFiles}}
{{$.Dir}}/{{.}}{{end}}{{range $.EmbedFiles}}
{{$.Dir}}/{{.}}{{end}}{{end}}{{end}}`

// look looks at every file that the program is built from. The go command repeats a test whose result it remembers when a file
// has changed that the test has looked at; a program that a test only starts would not count. It takes note only once the tests
// run, which is why this is done at the first start and not by [Build].
func look(sources []string) {
	for _, path := range sources {
		_, _ = os.Stat(path) // one that is gone is a change, too
	}
}

// toolchain runs a go command on the program.
func toolchain(ctx context.Context, command string, args ...string) (string, error) {
	args = append([]string{command}, args...)
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "-tags" {
				args = append(args, "-tags", s.Value)
			}
		}
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "kompass/cmd/kompass")...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w: %s", command, err, said.String())
	}
	return string(out), nil
}

// Output is what a finished command has left behind.
type Output struct {
	Stdout, Stderr string
	Code           int
	PeakMemory     int64 // the most that it held at a time, in bytes
}

// Run executes one command to its end. Its error says that the command could not be run; one that ran and failed shows in
// Code.
func (b Binary) Run(ctx context.Context, stdin string, args ...string) (Output, error) {
	cmd := b.command(ctx, "en", args)
	var stdout, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &stdout, &stderr
	err := cmd.Run()
	out := Output{Stdout: stdout.String(), Stderr: stderr.String()}
	if used, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		out.PeakMemory = used.Maxrss << 10
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		out.Code = exit.ExitCode()
		return out, nil
	}
	return out, err
}

// command prepares a process that sees nothing of the surrounding configuration.
func (b Binary) command(ctx context.Context, lang string, args []string) *exec.Cmd {
	b.lookAtSources()
	cmd := exec.CommandContext(ctx, b.path, args...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "KOMPASS_") {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "KOMPASS_LANG="+lang)
	return cmd
}
