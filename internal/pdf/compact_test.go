package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/pdf"
)

// run runs a reader of PDF files over one and returns what it says.
func run(t *testing.T, file []byte, program string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", path)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", program, err, out)
	}
	return strings.ReplaceAll(string(out), path, "FILE")
}

func TestACompactFileSaysTheSameInFewerBytes(t *testing.T) {
	folder(t)
	var body strings.Builder
	for i := range 300 {
		fmt.Fprintf(&body, `<h2 id="h%d">Größe %[1]d</h2><table><tr><th scope="row">a<td>%[1]d<td><a href="#h%[1]d">b</a></table>`, i)
	}
	file, err := pdf.New(chromium, pdf.Options{}).Print(t.Context(), page(body.String()))
	if err != nil {
		t.Fatal(err)
	}
	small, err := pdf.Compact(file)
	if err != nil {
		t.Fatal(err)
	}
	if 2*len(small) > len(file) {
		t.Errorf("got %d bytes of %d, want less than half", len(small), len(file))
	}
	if said := run(t, small, "qpdf", "--check", "FILE"); !strings.Contains(said, "No syntax or stream encoding errors found") {
		t.Errorf("qpdf: %s", said)
	}
	for _, args := range [][]string{{"pdftotext", "FILE", "-"}, {"pdfinfo", "-struct-text", "FILE"}, {"pdfinfo", "-dests", "FILE"}, {"pdffonts", "FILE"}} {
		if want, got := run(t, file, args[0], args[1:]...), run(t, small, args[0], args[1:]...); got != want {
			t.Errorf("%s: got %.300q, want %.300q", args[0], got, want)
		}
	}
}

func TestCompactRefusesWhatItDoesNotUnderstand(t *testing.T) {
	folder(t)
	file, err := pdf.New(chromium, pdf.Options{}).Print(t.Context(), page("x"))
	if err != nil {
		t.Fatal(err)
	}
	for name, broken := range map[string][]byte{
		"nothing": nil, "half": file[:len(file)/2], "other": []byte("%PDF-1.4\nstartxref\n9\n%%EOF\n"),
		"far":   bytes.Replace(file, []byte("\nxref\n"), []byte("\nXref\n"), 1),
		"moved": append([]byte("%\n"), file...),
	} {
		if _, err := pdf.Compact(broken); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}
