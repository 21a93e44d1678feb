package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

// Options say how a server is started.
type Options struct {
	Command string   // serve, or demo
	DB      string   // the database file; "" is the command's own choice
	Made    bool     // the database is there already
	BaseURL string   // "" is the address that the server listens on
	Lang    string   // language of what it prints: en unless given
	More    []string // further arguments of the command
}

// Server is a running process that has answered once.
type Server struct {
	URL     string // where it listens, without a slash at the end
	cmd     *exec.Cmd
	out     record
	err     record
	exited  chan struct{}
	waitErr error
}

// Start starts a server on a free port and waits until it is ready. The process is killed when ctx ends.
func (b Binary) Start(ctx context.Context, o Options) (*Server, error) {
	for try := 0; ; try++ {
		s, err := b.startOnce(ctx, o)
		if err == nil || try == 3 || s == nil || !strings.Contains(s.Stderr(), "address already in use") {
			return s, err
		}
	}
}

func (b Binary) startOnce(ctx context.Context, o Options) (*Server, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &Server{URL: "http://" + addr, exited: make(chan struct{})}
	if s.out, err = newRecord(); err != nil {
		return nil, err
	}
	if s.err, err = newRecord(); err != nil {
		return nil, err
	}
	if o.BaseURL == "" {
		o.BaseURL = s.URL
	}
	if o.Lang == "" {
		o.Lang = "en"
	}
	args := []string{"--base-url", o.BaseURL}
	if o.DB != "" {
		args = append(args, "--db", o.DB)
	}
	if o.DB != "" && !o.Made {
		if out, err := b.Run(ctx, "", append(args, "init")...); err != nil || out.Code != 0 {
			return nil, errors.Join(err, fmt.Errorf("kompass init: exit %d: %s", out.Code, out.Stderr))
		}
	}
	s.cmd = b.command(ctx, o.Lang, append(append(args, o.Command, "--addr", addr), o.More...))
	s.cmd.Stdout, s.cmd.Stderr = s.out.file, s.err.file
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		s.waitErr = s.cmd.Wait()
		close(s.exited)
	}()
	return s, s.waitReady(ctx)
}

// freeAddress returns a port that nobody listens on at this moment.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// startTime is how long a server may take until it answers, on a busy machine.
const startTime = 60 * time.Second

func (s *Server) waitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for {
		// Another program may have taken the port meanwhile, and answer.
		if strings.Contains(s.Stdout(), strings.TrimPrefix(s.URL, "http://")) && s.ready(ctx) {
			return nil
		}
		select {
		case <-s.exited:
			return fmt.Errorf("the server ended: %w: %s", s.waitErr, s.Stderr())
		case <-ctx.Done():
			return fmt.Errorf("the server did not become ready: %s", s.Stderr())
		case <-tick.C:
		}
	}
}

func (s *Server) ready(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/readyz", nil)
	if err != nil {
		return false
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	return res.Body.Close() == nil && res.StatusCode == http.StatusOK
}

// Stdout returns what the server has printed so far.
func (s *Server) Stdout() string { return s.out.String() }

// Stderr returns what the server has logged so far.
func (s *Server) Stderr() string { return s.err.String() }

// Terminate asks the server to stop, without waiting for it.
func (s *Server) Terminate() error { return s.cmd.Process.Signal(syscall.SIGTERM) }

// Wait waits until the process has ended and returns how: nil for exit code 0.
func (s *Server) Wait() error {
	<-s.exited
	return s.waitErr
}

// Stop asks the server to stop and waits until it has.
func (s *Server) Stop() error {
	if err := s.Terminate(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return s.Wait()
}

// Kill ends the process at once, as a power cut of the process would, and waits until it is gone.
func (s *Server) Kill() error {
	if err := s.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-s.exited
	return nil
}

// record holds what a process prints. The process writes into a file and not through a pipe: what it has printed before it answers is
// there when it answers.
type record struct{ file *os.File }

// newRecord returns an empty record whose file has no name and ends with whoever holds it.
func newRecord() (record, error) {
	file, err := os.CreateTemp("", "kompass-printed-")
	if err != nil {
		return record{}, err
	}
	return record{file}, os.Remove(file.Name())
}

func (r record) String() string {
	info, err := r.file.Stat()
	if err != nil {
		return err.Error()
	}
	text, err := io.ReadAll(io.NewSectionReader(r.file, 0, info.Size()))
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// ProcessorTime is what the process has used of the processors, in steps of a hundredth of a second.
func (s *Server) ProcessorTime() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:])) // after the name, which may hold blanks
	const user, system, tick = 11, 12, 10 * time.Millisecond
	var ticks [2]int64
	if _, err := fmt.Sscan(fields[user]+" "+fields[system], &ticks[0], &ticks[1]); err != nil {
		return 0, fmt.Errorf("processor time: %w", err)
	}
	return time.Duration(ticks[0]+ticks[1]) * tick, nil
}

// PeakMemory is the most memory in bytes that the process has held at a time, without what it started.
func (s *Server) PeakMemory() (int64, error) { return s.memory("VmHWM:") }

// Memory is what the process holds now, in bytes, without what it started.
func (s *Server) Memory() (int64, error) { return s.memory("VmRSS:") }

func (s *Server) memory(line string) (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), line)
	var kib int64
	if _, err := fmt.Sscan(rest, &kib); err != nil {
		return 0, fmt.Errorf("memory of the process: %w", err)
	}
	return kib << 10, nil
}
