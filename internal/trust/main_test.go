package trust_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kompass/internal/e2e/program"
)

var (
	long  = flag.Bool("long", false, "run the attacks as often as docs/trust.md says")
	write = flag.Bool("write", false, "write what the attacks measured into docs/trust.md")
)

// kompass is the program under attack, built once from the tree.
var kompass program.Binary

// scratch is where SQLite puts the files that it needs for a moment.
var scratch string

func TestMain(m *testing.M) {
	flag.Parse()
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (code int, err error) {
	dir, err := os.MkdirTemp("", "kompass-trust-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	scratch = filepath.Join(dir, "scratch")
	if err := os.Mkdir(scratch, 0o700); err != nil {
		return 1, err
	}
	if err := os.Setenv("SQLITE_TMPDIR", scratch); err != nil {
		return 1, err
	}
	if kompass, err = program.Build(context.Background(), dir); err != nil {
		return 1, err
	}
	code = m.Run()
	if code == 0 && *write {
		err = measured.into(page)
	}
	return code, err
}

// often is how often something is done: so often in the long version, so often otherwise.
func often(short, longer int) int {
	if *long {
		return longer
	}
	return short
}

// figures are what the attacks of one run measured, by the name of the test.
type figures struct {
	mu sync.Mutex
	of map[string]string
}

var measured figures

// figure notes what an attack measured.
func figure(t *testing.T, format string, args ...any) {
	t.Helper()
	measured.mu.Lock()
	defer measured.mu.Unlock()
	if measured.of == nil {
		measured.of = map[string]string{}
	}
	measured.of[t.Name()] = fmt.Sprintf(format, args...)
	t.Log(measured.of[t.Name()])
}

// page is where the figures stand: a table whose rows name the test in their second column and its figure in the third.
const page = "../../docs/trust.md"

// into replaces the figures of the tests that ran.
func (f *figures) into(page string) error {
	text, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	lines := strings.Split(string(text), "\n")
	for i, line := range lines {
		cells := strings.Split(line, "|")
		if len(cells) < 5 {
			continue
		}
		for name, said := range f.of {
			if strings.Contains(cells[2], "trust."+name+"`") {
				cells[3] = " " + said + " (" + time.Now().Format(time.DateOnly) + ") "
			}
		}
		lines[i] = strings.Join(cells, "|")
	}
	return os.WriteFile(page, []byte(strings.Join(lines, "\n")), 0o644)
}
