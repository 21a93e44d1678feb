package trust_test

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	drawing = regexp.MustCompile(`(?s)<svg.*?</svg>`)
	asset   = regexp.MustCompile(`(?:href|src)="[^"]*"`)
)

// outputs are everything that says how many have answered while a round is open, by where it stands: commands and pages.
func (h *house) outputs(trainer, coordinator *visitor, company string, r round) map[string]string {
	h.t.Helper()
	out := map[string]string{
		"kompass round list": h.run("round", "list"), "kompass --json round list": h.run("--json", "round", "list"),
		"kompass company list": h.run("company", "list"), "kompass --json company list": h.run("--json", "company", "list"),
	}
	for who, v := range map[string]*visitor{"trainer": trainer, "coordinator": coordinator} {
		for _, path := range []string{
			"/app", "/app/companies/" + company, "/app/companies/" + company + "/compare", "/app/rounds/" + r.ID, "/app/rounds/" + r.ID + "?confirm=close",
			"/app/rounds/" + r.ID + "/stage", "/app/rounds/" + r.ID + "/stage/count", "/app/rounds/" + r.ID + "/result", "/app/rounds/" + r.ID + "/export.json", "/app/audit",
		} {
			out[who+" "+path] = asset.ReplaceAllString(drawing.ReplaceAllString(v.get(path).Body, ""), "")
		}
	}
	out["participant"] = h.visitor().get("/s/" + r.Links[0].Code).Body
	return out
}

// told returns the outputs in which a number stands by itself.
func told(outputs map[string]string, number int) (where []string) {
	exact := regexp.MustCompile(`(^|[^\w.:-])` + strconv.Itoa(number) + `($|[^\w.:-])`)
	for name, text := range outputs {
		if exact.MatchString(text) {
			where = append(where, name)
		}
	}
	return where
}

// counted opens a round for two large teams and one person of a third, and returns who tells how many have answered in all: less what
// is told of the large teams, that is how many of the third have.
func counted(t *testing.T, mode string, large [2]int) (outputs map[string]string, total []string) {
	t.Helper()
	h := newHouse(t)
	company, _ := h.company("Nordwind", 60, 60, 12)
	r := h.open(company, shortForm, "--perspectives", "none", "--mode", mode)
	q, rng := content(t, shortForm), rand.New(rand.NewPCG(1, 9))
	for team, n := range append(large[:], 1) {
		for range n {
			h.visitor().answer(r.Links[team].Code, randomSheet(rng, q).form(q, ""))
		}
	}
	trainer := h.trainer()
	if out := h.command(password+"\n", "user", "add", "--email", coordinatorEmail, "--role", "coordinator", "--company", company, "--password-stdin"); out.Code != 0 {
		t.Fatalf("user add: %s", out.Stderr)
	}
	coordinator := h.visitor()
	coordinator.signInAs(coordinatorEmail)
	outputs = h.outputs(trainer, coordinator, company, r)
	return outputs, told(outputs, large[0]+large[1]+1)
}

// TestCountsOfAnOpenRoundGiveNoSmallTeamAway subtracts what is told of large teams from the total.
func TestCountsOfAnOpenRoundGiveNoSmallTeamAway(t *testing.T) {
	t.Parallel()
	tries, asked := often(1, 6), 0
	for i := range tries {
		large := [2]int{37 + i, 43 + i}
		outputs, total := counted(t, "anonymous", large)
		asked += len(outputs)
		if len(total) > 0 {
			t.Errorf("%v tell that %d have answered in all: one in the small team", total, large[0]+large[1]+1)
		}
		if parts := told(outputs, large[0]); len(parts) < 2 || !strings.Contains(strings.Join(parts, ";"), "trainer") {
			t.Errorf("only %v tell that %d of a large team have answered: the search does not see counts", parts, large[0])
		}
	}
	outputs, total := counted(t, "open", [2]int{37, 43})
	if len(total) < 3 {
		t.Errorf("in a round that is not anonymous only %v of %d outputs tell the total: the attack does not bite", total, len(outputs))
	}
	figure(t, "%d rounds with two large teams and one person of a third, %d outputs: the exact total in 0. Control: in a round that is not anonymous it stands in %d of %d", tries, asked, len(total), len(outputs))
}
