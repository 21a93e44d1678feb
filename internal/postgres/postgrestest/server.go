package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// Role is the name of whom Kompass is on a server that a test has started. It has no rights but those of the owner of a database.
const Role = "kompass"

// admin is who sets up the server.
const admin = "postgres"

// Server is a PostgreSQL server of its own in a folder of its own. It is reached by a socket in that folder only.
type Server struct {
	folder string
	cmd    *exec.Cmd
}

// Start makes a server and starts it with further settings, each as name=value. It runs as nobody where the caller is root, since
// PostgreSQL refuses that, and dies with the caller.
func Start(settings ...string) (*Server, error) { return startIn("", settings) }

func startIn(parent string, settings []string) (*Server, error) {
	folder, err := os.MkdirTemp(parent, "kompass-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder}
	if err := s.start(settings); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return s, nil
}

// inMemory is a folder in memory with room for a server, "" where there is none.
func inMemory() string {
	const memory, room = "/dev/shm", 2 << 30
	var at syscall.Statfs_t
	if err := syscall.Statfs(memory, &at); err != nil || int64(at.Bavail)*at.Bsize < room {
		return ""
	}
	return memory
}

func (s *Server) start(settings []string) error {
	if os.Geteuid() == 0 {
		if err := os.Chown(s.folder, nobody, nobody); err != nil {
			return err
		}
	}
	initdb, err := program("initdb")
	if err != nil {
		return err
	}
	made := s.command(initdb, "-D", s.data(), "-U", admin, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
	if said, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, said)
	}
	if err := s.Run(settings...); err != nil {
		return err
	}
	return s.Do("postgres", "CREATE ROLE "+Role+" LOGIN", "ALTER ROLE "+Role+" SET log_error_verbosity = terse")
}

// Run starts a server that was stopped.
func (s *Server) Run(settings ...string) error {
	server, err := program("postgres")
	if err != nil {
		return err
	}
	args := []string{"-D", s.data(), "-k", s.folder, "-h", "", "-c", "shared_buffers=32MB", "-c", "max_connections=200"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	log, err := os.OpenFile(s.Log(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	s.cmd = s.command(server, args...)
	s.cmd.Stdout, s.cmd.Stderr = log, log
	runtime.LockOSThread() // the server dies with the thread that has started it
	defer runtime.UnlockOSThread()
	if err := s.cmd.Start(); err != nil {
		return err
	}
	return s.await()
}

// await waits until the server answers.
func (s *Server) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		c, err := pgx.Connect(ctx, s.Address("postgres", admin))
		if err == nil {
			return c.Close(ctx)
		}
		select {
		case <-ctx.Done():
			said, _ := os.ReadFile(s.Log())
			return errors.Join(fmt.Errorf("the server does not start: %w: %s", err, said), s.Stop())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Do runs statements as the server's administrator, each in a transaction of its own.
func (s *Server) Do(database string, statements ...string) error {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, s.Address(database, admin))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	for _, statement := range statements {
		if _, err := c.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// Count runs a query of one number as the server's administrator.
func (s *Server) Count(query string) (n int, err error) {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, s.Address("postgres", admin))
	if err != nil {
		return 0, err
	}
	defer func() { _ = c.Close(ctx) }()
	err = c.QueryRow(ctx, query).Scan(&n)
	return n, err
}

// Address is that of a database for a role.
func (s *Server) Address(database, role string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {s.folder}, "user": {role}}.Encode()
}

// Log is the file that the server writes what it has to say to.
func (s *Server) Log() string { return filepath.Join(s.folder, "log") }

// Kill ends the server and all its processes as a crash would.
func (s *Server) Kill() error {
	ctx := context.Background()
	c, err := pgx.Connect(ctx, s.Address("postgres", admin))
	if err != nil {
		return err
	}
	rows, err := c.Query(ctx, "SELECT pid FROM pg_stat_activity")
	if err != nil {
		return err
	}
	pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return err
	}
	err = s.cmd.Process.Kill()
	for _, pid := range pids {
		_ = syscall.Kill(pid, syscall.SIGKILL) // it may be gone already
	}
	_ = s.cmd.Wait() // it was killed
	return err
}

// Stop ends the server without delay. It can be run again.
func (s *Server) Stop() error {
	err := s.cmd.Process.Signal(syscall.SIGQUIT)
	_ = s.cmd.Wait() // it was told to leave without cleaning up
	return err
}

// Remove ends the server and deletes what it has kept.
func (s *Server) Remove() error { return errors.Join(s.Stop(), os.RemoveAll(s.folder)) }

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// nobody is the user without rights.
const nobody = 65534

// command is a program of PostgreSQL in the folder of the server, as nobody where that is needed.
func (s *Server) command(path string, args ...string) *exec.Cmd {
	cmd := exec.Command(path, args...)
	cmd.Dir = s.folder
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	if os.Geteuid() == 0 {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
	return cmd
}

// program finds a program of PostgreSQL on the path or where Debian puts it, of the newest release.
func program(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil {
		return "", err
	}
	newest, at := 0, ""
	for _, path := range found {
		if release, err := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))); err == nil && release > newest {
			newest, at = release, path
		}
	}
	if at == "" {
		return "", errors.New("PostgreSQL is missing, and these tests need it: `make test` installs it from Debian, as `apt-get install postgresql` does")
	}
	return at, nil
}
