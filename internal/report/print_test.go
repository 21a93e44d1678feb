package report_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"kompass/internal/i18n"
	"kompass/internal/report"
	"kompass/views"
)

// otherForm is a file with its objects in a stream and a table of references in another, as PDF 1.5 allows and the Chromium
// of today does not write.
const otherForm = "%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 3 /First 18 /Length 9 >>\nstream\n123456789\nendstream\nendobj\nstartxref\n9\n%%EOF\n"

// press prints everything alike.
type press struct {
	file    string
	printed []string
}

func (p *press) Print(_ context.Context, html []byte) ([]byte, error) {
	p.printed = append(p.printed, string(html))
	return []byte(p.file), nil
}

func TestAFileOfAnotherFormIsHandedOutAsItWasPrinted(t *testing.T) {
	var log bytes.Buffer
	ctx := i18n.With(t.Context(), i18n.For(i18n.German))
	p := &press{file: otherForm}
	file, err := report.Print(ctx, slog.New(slog.NewTextHandler(&log, nil)), p, views.Report{Page: views.Page{Title: "Bericht"}})
	if err != nil || string(file) != otherForm {
		t.Errorf("got %q, %v, want the file as it was printed", file, err)
	}
	if len(p.printed) != 1 || !strings.Contains(p.printed[0], "Bericht") {
		t.Errorf("printed %d times, want once: nothing was learnt for a second time", len(p.printed))
	}
	if got := log.String(); !strings.Contains(got, "report without page numbers") || !strings.Contains(got, "report as it was printed") {
		t.Errorf("the log says %q, want both", got)
	}
}

func TestLinksIntoTheProductAreLeftOutOfAFile(t *testing.T) {
	got := string(report.Unlinked([]byte(`<p><a href="/methode" class="x">Methode</a> <a href="#field">Feld</a> <a href="https://example.org/">dort</a></p>`)))
	if want := `<p>Methode <a href="#field">Feld</a> <a href="https://example.org/">dort</a></p>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
