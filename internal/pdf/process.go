package pdf

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
)

// process is a Chromium and everything that it starts: a group of its own, so that all of it can be ended.
type process struct {
	cmd  *exec.Cmd
	mu   sync.Mutex
	over bool // waited for: the number may belong to somebody else by now
}

// flags switch off whatever a document does not need: the network first of all.
var flags = []string{
	"--headless", "--remote-debugging-pipe", "--disable-gpu", "--hide-scrollbars", "--mute-audio",
	"--host-resolver-rules=MAP * ~NOTFOUND", "--no-pings", "--disable-background-networking", "--disable-component-update",
	"--disable-sync", "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability",
	"--disable-client-side-phishing-detection", "--disable-features=Translate,MediaRouter,OptimizationHints",
	"--no-first-run", "--no-default-browser-check", "--disable-breakpad", "--disable-crash-reporter", "--disable-dev-shm-usage",
	"--password-store=basic", "--use-mock-keychain", "--force-color-profile=srgb", "--font-render-hinting=none",
}

// launch starts Chromium. It reads commands from its third descriptor and answers on its fourth.
func launch(path, profile string) (*process, *conn, error) {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer theirIn.Close()
	out, theirOut, err := os.Pipe()
	if err != nil {
		return nil, nil, errors.Join(err, in.Close())
	}
	defer theirOut.Close()
	// #nosec G204 -- the program is named by the operator, the folder is ours
	cmd := exec.Command(path, append([]string{"--user-data-dir=" + profile}, flags...)...)
	if os.Geteuid() == 0 { // Chromium refuses to start its sandbox as root
		cmd.Args = append(cmd.Args, "--no-sandbox")
	}
	cmd.Args = append(cmd.Args, "about:blank")
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	said, err := os.Create(filepath.Join(profile, saidFile))
	if err != nil {
		return nil, nil, errors.Join(err, in.Close(), out.Close())
	}
	defer said.Close()
	cmd.Stderr = said
	// It finds its home in the profile, and none of the program's settings and secrets in its environment.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + profile, "TMPDIR=" + profile, "LANG=C.UTF-8"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, nil, errors.Join(err, in.Close(), out.Close())
	}
	return &process{cmd: cmd}, &conn{in: in, out: out, read: bufio.NewReader(out), seen: map[string]bool{}}, nil
}

// saidFile is where the process writes what goes wrong.
const saidFile = "stderr"

// lastWords is the line in which the process of a profile said why it ended, "" where there is none.
func lastWords(profile string) string {
	said, err := os.ReadFile(filepath.Join(profile, saidFile))
	if err != nil {
		return ""
	}
	for line := range bytes.Lines(said) {
		if bytes.Contains(line, []byte("FATAL")) {
			return ": " + string(bytes.TrimSpace(line))
		}
	}
	return ""
}

// kill kills the whole group. It may be called at any time, and more than once.
func (p *process) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.over {
		_ = syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // gone already is as good
	}
}

// end kills the group and waits for its first process.
func (p *process) end() {
	p.kill()
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.over {
		p.over = true
		_ = p.cmd.Wait() // that it was killed is no news
	}
}
