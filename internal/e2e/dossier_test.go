package e2e_test

import (
	"testing"

	"kompass/internal/e2e/browser"
)

func TestTheDossierIsOneClickFromItsRound(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"de", "en"} {
		y := newTypist(t, browser.Options{Lang: lang, Width: 1280, Height: 900})
		tab := y.tab
		tab.Go("/app/rounds/" + y.round.ID)
		tab.Follow("main a[href$='/dossier']")
		tab.Audit("dossier")
		if claims, limits := tab.Count(".claim"), tab.Count(".claim-limit"); limits < 5 || claims < limits+20 {
			t.Errorf("%s: got %d statements with %d limits among them", lang, claims, limits)
		}
	}
}
