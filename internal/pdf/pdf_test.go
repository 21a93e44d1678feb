package pdf_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kompass/internal/pdf"
	"kompass/internal/pdf/pdftest"
)

// chromium is the one that the tests use.
var chromium string

func TestMain(m *testing.M) {
	chromium = pdftest.Chromium()
	os.Exit(m.Run())
}

// folder makes the folder for temporary files the test's own, so that it sees what is left there. Its name is short:
// Chromium opens a socket in it.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "k")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	t.Setenv("TMPDIR", dir)
	return dir
}

// text is what somebody reads in the file.
func text(t *testing.T, file []byte) string {
	t.Helper()
	read := exec.Command("pdftotext", "-", "-")
	read.Stdin = strings.NewReader(string(file))
	out, err := read.CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v: %s", err, out)
	}
	return string(out)
}

func page(body string) []byte {
	return []byte(`<!DOCTYPE html><html lang="de"><title>Prüfung</title><body>` + body + `</body></html>`)
}

func TestPrintsWhatStandsInTheDocument(t *testing.T) {
	dir := folder(t)
	printer := pdf.New(chromium, pdf.Options{})
	file, err := printer.Print(t.Context(), page(`<h1>Größe</h1><script>document.body.textContent = "Skript"</script>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(text(t, file)); got != "Größe" {
		t.Errorf("got %q, want the heading alone", got)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("got %v, %v, want nothing left behind", left, err)
	}
}

// witness counts the connections made to it.
func witness(t *testing.T) (address string, connections func() int) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	made, counted := 0, make(chan struct{})
	go func() {
		defer close(counted)
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			made++
			conn.Close()
		}
	}()
	return listener.Addr().String(), func() int { listener.Close(); <-counted; return made }
}

func TestADocumentReachesNothingOutsideItself(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	dir := folder(t)
	for name, content := range map[string]string{".txt": "VERRATEN", ".css": "body::after { content: 'VERRATEN' }", ".svg": `<svg xmlns="http://www.w3.org/2000/svg"><text y="20">VERRATEN</text></svg>`} {
		if err := os.WriteFile(secret+name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	address, connections := witness(t)
	var body strings.Builder
	for _, base := range []string{"http://" + address + "/x", "https://" + address + "/x", "file://" + secret, "//" + address + "/x"} {
		fmt.Fprintf(&body, `<link rel="stylesheet" href="%[1]s.css"><link rel="preconnect" href="%[1]s"><img src="%[1]s.svg"><iframe src="%[1]s.txt"></iframe>
			<object data="%[1]s.svg"></object><embed src="%[1]s.svg"><style>@import url("%[1]s.css"); @font-face { font-family: x; src: url("%[1]s.woff2") }
			p { background: url("%[1]s.svg"); font-family: x }</style><svg><image href="%[1]s.svg"/><use href="%[1]s.svg#x"/></svg><p>Text</p>`, base)
	}
	fmt.Fprintf(&body, `<iframe srcdoc='<img src="http://%[1]s/y.svg">'></iframe>`, address)
	b, err := pdf.New(chromium, pdf.Options{}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	file, err := b.Print(t.Context(), page(body.String()))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if got := text(t, file); !strings.Contains(got, "Text") || strings.Contains(got, "VERRATEN") {
		t.Errorf("got %q, want the text and nothing of the files", got)
	}
	if n := connections(); n != 0 {
		t.Errorf("got %d connections, want none", n)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("got %v, %v, want nothing left behind", left, err)
	}
}

// The witness itself sees a connection when there is one.
func TestTheWitnessCounts(t *testing.T) {
	address, connections := witness(t)
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("the witness answered")
	}
	if n := connections(); n != 1 {
		t.Errorf("got %d, want 1", n)
	}
}

func TestOneProcessPrintsManyDocuments(t *testing.T) {
	folder(t)
	b, err := pdf.New(chromium, pdf.Options{}).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"eins", "zwei", "drei"} {
		began := time.Now()
		file, err := b.Print(t.Context(), page("<p>"+word))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s after %s", word, time.Since(began))
		if got := strings.TrimSpace(text(t, file)); got != word {
			t.Errorf("got %q, want %q", got, word)
		}
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
}

// stubborn is a program that never answers, and starts another that does not end by itself either.
func stubborn(t *testing.T) (path, child string) {
	t.Helper()
	dir := t.TempDir()
	path, child = filepath.Join(dir, "chromium"), filepath.Join(dir, "child")
	script := "#!/bin/sh\nsleep 600 & echo $! > " + child + ".part; mv " + child + ".part " + child + "; wait\n"
	if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return path, child
}

// gone waits until no process has the number in the file any more; a killed one takes a moment.
func gone(t *testing.T, file string) bool {
	t.Helper()
	id, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for range 400 {
		status, err := os.ReadFile("/proc/" + strings.TrimSpace(string(id)) + "/stat")
		if err != nil || strings.Contains(string(status), ") Z ") {
			return true
		}
		<-tick.C
	}
	return false
}

func TestWhatTakesTooLongIsKilledWithItsChildren(t *testing.T) {
	path, child := stubborn(t)
	dir := folder(t)
	_, err := pdf.New(path, pdf.Options{Patience: 300 * time.Millisecond}).Print(t.Context(), page("x"))
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that the time was over", err)
	}
	if !gone(t, child) {
		t.Error("the child of the process is still there")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("got %v, %v, want nothing left behind", left, err)
	}
}

func TestWhoeverCancelsEndsTheProcess(t *testing.T) {
	folder(t)
	path, child := stubborn(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for tick := time.Tick(time.Millisecond); ; <-tick {
			if _, err := os.Stat(child); err == nil {
				cancel()
				return
			}
		}
	}()
	if _, err := pdf.New(path, pdf.Options{}).Print(ctx, page("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
	if !gone(t, child) {
		t.Error("the child of the process is still there")
	}
}

func TestAProgramThatIsNoBrowserIsAnError(t *testing.T) {
	folder(t)
	if _, err := pdf.New("/bin/true", pdf.Options{}).Print(t.Context(), page("x")); err == nil {
		t.Error("got no error")
	}
	if _, err := pdf.New("/nowhere/chromium", pdf.Options{}).Print(t.Context(), page("x")); err == nil {
		t.Error("got no error")
	}
}

func TestOneWorksTenWaitAndTheNextIsToldToComeBack(t *testing.T) {
	folder(t)
	printer := pdf.New(chromium, pdf.Options{})
	first, err := printer.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	waited := make(chan error, 20)
	for range 20 {
		go func() {
			b, err := printer.Open(ctx)
			if err == nil {
				err = b.Close()
			}
			waited <- err
		}()
	}
	for range 10 { // of twenty ten may wait
		if err := <-waited; !errors.Is(err, pdf.ErrBusy) {
			t.Errorf("got %v, want that too many wait", err)
		}
	}
	cancel()
	for range 10 {
		if err := <-waited; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want that waiting was given up", err)
		}
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	again, err := printer.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestFindTellsWhetherThereIsOne(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if _, err := pdf.Find(""); !errors.Is(err, pdf.ErrNoBrowser) {
		t.Errorf("got %v, want that there is none", err)
	}
	if _, err := pdf.Find("/nowhere/chromium"); !errors.Is(err, pdf.ErrNoBrowser) {
		t.Errorf("got %v, want that there is none", err)
	}
	for _, name := range []string{"google-chrome", "chromium-headless-shell", "chromium"} {
		want := filepath.Join(dir, name)
		if err := os.WriteFile(want, []byte("#!/bin/sh\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		if got, err := pdf.Find(""); err != nil || got != want {
			t.Errorf("got %q, %v, want %q before the others", got, err, want)
		}
	}
}
