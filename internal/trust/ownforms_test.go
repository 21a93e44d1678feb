package trust_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kompass/internal/questionnaire"
)

// counts says how often each point of an item was chosen, by item.
type counts map[string]map[string]int

// countsOf returns the counts of a group that a document shows, by its team; "" is everyone. Nil is a group that shows none.
func (d document) countsOf(team string) counts {
	for _, g := range d.Groups {
		if g.Key["team"] != team || g.Key["perspective"] != "" {
			continue
		}
		all := counts{}
		for _, f := range g.Fields {
			for _, item := range f.Items {
				all[item.ID] = item.Counts
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}

// without takes other counts away, where both are known.
func (c counts) without(other counts) counts {
	out := counts{}
	for item, points := range c {
		if other[item] == nil {
			continue
		}
		out[item] = map[string]int{}
		for point, n := range points {
			out[item][point] = n - other[item][point]
		}
	}
	return out
}

// sums counts sheets as a document does.
func sums(q *questionnaire.Questionnaire, sheets ...sheet) counts {
	out := counts{}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		out[item.ID] = map[string]int{}
		for _, s := range sheets {
			out[item.ID][scale.Points[s[i]].ID]++
		}
	}
	return out
}

// single returns how many answers of a person stand alone in counts.
func (c counts) single(q *questionnaire.Questionnaire, person sheet) (n int) {
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		all := 0
		for _, count := range c[item.ID] {
			all += count
		}
		if all == 1 && c[item.ID][scale.Points[person[i]].ID] == 1 {
			n++
		}
	}
	return n
}

// forger files forms of her own beside that of one person in a small team.
type forger struct {
	questionnaire string
	heads         int  // of the team, as it was told
	own           int  // forms of the forger
	imported      bool // they are imported as if they came from paper
}

// forge returns how many answers of the person follow from what is published about her team, or about everyone less all other teams.
// A round whose heads were set anew past the program is the control.
func (h *house) forge(f forger, lied bool, seed uint64) (found int) {
	h.t.Helper()
	q, rng := content(h.t, f.questionnaire), rand.New(rand.NewPCG(seed, 10))
	company, teams := h.company(fmt.Sprintf("%+v %d", f, seed), f.heads, 30)
	r := h.open(company, f.questionnaire, "--perspectives", "none")
	if lied {
		h.stop()
		h.alter("UPDATE round_teams SET heads = 100", "UPDATE teams SET heads = 100")
		h.serve()
	}
	victim, own, others := randomSheet(rng, q), []sheet{}, []sheet{}
	h.visitor().answer(r.Links[0].Code, victim.form(q, ""))
	for range f.own {
		own = append(own, randomSheet(rng, q))
	}
	if f.imported {
		h.importSheets(r, teams[0], q, own)
	}
	for range 12 {
		others = append(others, randomSheet(rng, q))
		h.visitor().answer(r.Links[1].Code, others[len(others)-1].form(q, ""))
	}
	for _, s := range own {
		if !f.imported {
			h.visitor().answer(r.Links[0].Code, s.form(q, ""))
		}
	}
	h.run("round", "close", "--yes", r.ID)
	if out := h.command("", "--json", "result", r.ID); out.Code != 0 {
		return 0 // nothing is published
	}
	d, mine := decoded[document](h, "result", r.ID), sums(q, own...)
	direct, rest := d.countsOf(teams[0]), d.countsOf("").without(d.countsOf(teams[1]))
	return max(direct.without(mine).single(q, victim), rest.without(mine).single(q, victim))
}

// importSheets takes sheets in as if they had been typed in from paper.
func (h *house) importSheets(r round, team string, q *questionnaire.Questionnaire, sheets []sheet) {
	h.t.Helper()
	head, rows := []string{"team"}, [][]string{}
	for _, item := range q.Items() {
		head = append(head, item.ID)
	}
	for _, s := range sheets {
		row := []string{team}
		for i, item := range q.Items() {
			scale, _ := q.Scale(item.Scale)
			row = append(row, scale.Points[s[i]].ID)
		}
		rows = append(rows, row)
	}
	file := filepath.Join(h.t.TempDir(), "sheets.csv")
	var text strings.Builder
	for _, row := range slices.Concat([][]string{head}, rows) {
		fmt.Fprintln(&text, strings.Join(row, ","))
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		h.t.Fatal(err)
	}
	h.run("import", r.ID, file)
}

// TestOwnFormsUncoverNobodyInASmallTeam files forms of one's own until a small team is large enough to be shown.
func TestOwnFormsUncoverNobodyInASmallTeam(t *testing.T) {
	t.Parallel()
	forgers := []forger{
		{longForm, 3, 9, false}, {longForm, 5, 9, false}, {shortForm, 5, 4, false}, {shortForm, 5, 9, false}, {shortForm, 8, 9, false}, {longForm, 9, 20, false}, {longForm, 10, 9, true}, {shortForm, 10, 9, true},
	}
	h := newHouse(t)
	h.broken = true // commands close rounds while the server keeps house, and it says so where one is in the way of the other
	rounds, found, answers := often(1, 6), 0, 0
	for _, f := range forgers {
		for seed := range uint64(rounds) {
			n := h.forge(f, false, seed)
			found, answers = found+n, answers+len(content(t, f.questionnaire).Items())
			if n > 0 {
				t.Errorf("%+v: %d answers of the person follow", f, n)
			}
		}
	}
	control := newHouse(t).forge(forgers[0], true, 99)
	if items := len(content(t, longForm).Items()); control != items {
		t.Errorf("where the number of people was changed past the program %d of %d answers follow: the attack does not bite", control, items)
	}
	figure(t, "%d rounds, %d ways to file 4 to 20 forms beside one person: %d of %d answers follow. Control: %d of %d", rounds*len(forgers), len(forgers), found, answers, control, len(content(t, longForm).Items()))
}
