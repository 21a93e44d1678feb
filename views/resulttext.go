package views

import (
	"context"
)

// pageIf is the value of aria-current for a link that leads to the page itself.
func pageIf(here bool) string {
	if here {
		return "page"
	}
	return ""
}

// manyChoices is from how many groups on a switch opens on demand: more would fill a phone before the result begins.
const manyChoices = 12

// current names the group that is looked at.
func currentChoice(choices []Choice) string {
	for _, c := range choices {
		if c.Current {
			return c.Text
		}
	}
	return ""
}

// teamsSummary names the team that is looked at, and how many there are.
func (s Switches) teamsSummary(ctx context.Context) string {
	return tr(ctx, "result.team.many", "name", currentChoice(s.Teams), "n", len(s.Teams)-1)
}
