package board_test

import (
	"testing"

	"kompass/internal/board"
	"kompass/internal/kompass"
	"kompass/views"
)

func rows(m views.Compare) []string {
	var out []string
	for _, r := range m.Picker.Rows {
		out = append(out, r.Label+r.Note)
	}
	return out
}

// renamed lets a team be another one from the second round on.
func renamed(t *testing.T, links ...kompass.TeamLink) views.Compare {
	t.Helper()
	h := history(t, 2, links...)
	g := &h.Results[1].Document.Groups[1]
	g.Key["team"], g.Label = "front", "Rezeption"
	var m views.Compare
	board.New(german(), h).Choose(asking(), &m)
	return m
}

func TestTeamsThatWereLinkedShareARow(t *testing.T) {
	apart := rows(renamed(t))
	if len(apart) != 4 {
		t.Fatalf("got the rows %q, want everyone and three teams", apart)
	}
	from := kompass.NamedTeam{ID: "a", Name: "Empfang"}
	one := renamed(t, kompass.TeamLink{CompanyID: "c1", From: from, To: kompass.NamedTeam{ID: "front", Name: "Rezeption"}, Continues: true})
	if len(one.Picker.Rows) != 3 {
		t.Fatalf("got the rows %q, want the two teams in one", rows(one))
	}
	row := one.Picker.Rows[1]
	if row.Label != "Rezeption" || row.Note != german().T("compare.link.before", "team", "Empfang") {
		t.Errorf("got %q, %q, want the name of now and that of before", row.Label, row.Note)
	}
	for i, cell := range row.Cells {
		if cell.Pick == nil {
			t.Errorf("got nothing to choose in round %d", i+1)
		}
	}
}

func TestTheFormKeepsWhatItDoesNotShow(t *testing.T) {
	var m views.Compare
	board.New(german(), history(t, 2)).Choose(with(asking("r1.a", "nothing"), "q", "küche"), &m)
	if len(m.Picker.Rows) != 1 || m.Picker.Rows[0].Label != "Küche" {
		t.Fatalf("got the rows %q, want what was searched for", rows(m))
	}
	if len(m.Picker.Kept) != 1 || m.Picker.Kept[0] != "r1.a" {
		t.Errorf("got %q kept, want what was chosen and is there", m.Picker.Kept)
	}
	if len(m.Picker.Chosen) != 1 || m.Picker.Chosen[0].Remove != "/compare?q=k%C3%BCche&s=nothing" {
		t.Errorf("got %+v, want one chip with the address without it", m.Picker.Chosen)
	}
}

func TestWhatIsOfferedDependsOnWhatThereIs(t *testing.T) {
	one, two := board.New(german(), history(t, 1)), board.New(german(), history(t, 2))
	if got := len(one.Presets("c1")); got != 2 {
		t.Errorf("one round: got %d presets, want teams and perspectives", got)
	}
	if got := two.Presets("c1"); len(got) != 3 || got[0].Href != "/app/companies/c1/compare?s=%2A" {
		t.Errorf("two rounds: got %+v, want rounds, teams and perspectives", got)
	}
	for _, offered := range []struct {
		b       *board.Board
		manages bool
		want    int
	}{{one, false, 2}, {one, true, 3}, {two, false, 2}, {two, true, 4}} {
		if got := offered.b.Elsewhere("c1", offered.manages); len(got) != offered.want {
			t.Errorf("got %+v, want %d other looks", got, offered.want)
		}
	}
	if !board.New(german(), history(t, 0)).Empty() || one.Empty() {
		t.Error("a board says wrongly whether there are results")
	}
}
