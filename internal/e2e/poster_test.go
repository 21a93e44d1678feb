package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kompass/internal/e2e/browser"
)

// The code on a poster is read by a program that knows nothing of the one that drew it.
func TestAPosterLeadsToTheQuestionnaire(t *testing.T) {
	t.Parallel()
	y := newTypist(t, browser.Options{Lang: "de", Width: 1280, Height: 900})
	tab := y.tab
	tab.Go("/app/rounds/" + y.round.ID + "/pack")
	tab.Audit("workshop pack")
	tab.Go("/app/rounds/" + y.round.ID + "/pack?part=posters")
	tab.Audit("posters")
	picture := filepath.Join(t.TempDir(), "poster.png")
	if err := os.WriteFile(picture, tab.Photograph(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "--quiet", "--raw", picture).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v: run make test, which installs it", err)
	}
	read := strings.Fields(string(out))
	for _, l := range y.round.Links {
		if !slices.Contains(read, l.URL) {
			t.Errorf("the posters lead to %q, want %s among them", read, l.URL)
		}
	}
	tab.Go(read[0])
	if tab.Status() != 200 || tab.Count("[data-item]") == 0 {
		t.Errorf("%s answers %d with %d statements", read[0], tab.Status(), tab.Count("[data-item]"))
	}
	tab.Go("/app/rounds/" + y.round.ID + "/paper?batch=3")
	tab.Audit("paper questionnaire")
}
