package printed_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// mostSample is how large a sample may be, in bytes: it stays in the tree.
const mostSample = 1 << 20

// TestTheSamplesAreOfTheCurrentQuestionnaire reads the reports that people look at before they install anything: make samples writes them.
func TestTheSamplesAreOfTheCurrentQuestionnaire(t *testing.T) {
	q, ok := webtest.New(t).Rounds.Library().Get(rounds.DefaultQuestionnaire)
	if !ok {
		t.Fatal("the questionnaire is not there")
	}
	for lang, version := range map[string]string{"de": "Version ", "en": "version "} {
		for _, kind := range []string{"short", "full"} {
			name := filepath.Join("..", "..", "..", "docs", "samples", "report-"+kind+"-"+lang+".pdf")
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.HasPrefix(data, []byte("%PDF-")) || len(data) > mostSample {
				t.Errorf("%s is no PDF file of %d bytes at most", name, mostSample)
			}
			text, err := exec.CommandContext(t.Context(), "pdftotext", name, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			if words := strings.Join(strings.Fields(string(text)), " "); !strings.Contains(words, version+q.Label) || !strings.Contains(words, "Hotel Seeblick") {
				t.Errorf("%s is not of the hotel and %s%s: write it anew with make samples", name, version, q.Label)
			}
		}
	}
}
