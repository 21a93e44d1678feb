package kompass_test

import (
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
)

// Whatever is said of perspectives, what is accepted has room for everybody who is asked and counts nobody else.
func TestHeadsOfPerspectivesHaveRoomForEverybody(t *testing.T) {
	asked := []string{"leaders", "staff", "board"}
	rapid.Check(t, func(t *rapid.T) {
		total, sum, good := rapid.IntRange(0, 40).Draw(t, "total"), 0, true
		said := map[string]int{}
		for _, id := range asked {
			if rapid.Bool().Draw(t, "said") {
				said[id] = rapid.IntRange(-1, 45).Draw(t, id)
				sum += said[id]
				good = good && said[id] > 0 && (total == 0 || said[id] <= total)
			}
		}
		if good = good && (len(said) < len(asked) || sum >= total); (kompass.CheckPerspectiveHeads(said, asked, total) == nil) != good {
			t.Fatalf("%v of %d: accepted %v", said, total, !good)
		}
	})
}

func TestTheWholeIsItsTeams(t *testing.T) {
	all := []kompass.Audience{{TeamID: "a", Heads: 13, Before: 12, Entered: 2}, {TeamID: "b", Heads: 8}, {Perspective: "leaders", Heads: 4}, {TeamID: "a", Perspective: "leaders", Entered: 2}}
	if got, want := kompass.WholeOf(all), (kompass.Audience{Heads: 21, Before: 20, Entered: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := kompass.HeadsOf(all, "a", ""); got != all[0] {
		t.Errorf("got %+v", got)
	}
	if got := kompass.HeadsOf(all, "", "staff"); got.Heads != 0 {
		t.Errorf("got %+v of a perspective that nobody counted", got)
	}
}
