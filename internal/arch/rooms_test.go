package arch_test

import (
	"testing"

	"kompass/internal/arch"
)

// handlers are the folders that show results and decide nothing about them.
var handlers = []string{"internal/web", "internal/report", "internal/figures"}

func TestNobodyButPublishedDecidesWhoSeesAResult(t *testing.T) {
	check(t, arch.Judging, func(s arch.Source) bool { return s.In(handlers...) })
}

func TestAHandlerThatJudgesIsCaught(t *testing.T) {
	found, err := arch.Judging(source("internal/web/a.go", `package web

func (s *server) a(user kompass.User, round kompass.Round) bool {
	_, err := s.Rounds.Result(ctx, user.Scope(), round.ID)
	shown, err := s.Store.ShownComments(ctx, user.Scope(), round.ID)
	if user.Role == kompass.Trainer || kompass.Coordinator != user.Role {
		return round.Published()
	}
	seen, err := s.Published.Of(ctx, user, round)
	return round.State == kompass.StateReleased || user.CanManage() && s.Published.Result == nil
}
`))
	if err != nil {
		t.Fatal(err)
	}
	caught(t, found, "a.go:4: Result", "a.go:5: ShownComments", "a.go:6: asks for a role", "a.go:6: asks for a role", "a.go:7: asks whether", "a.go:10: StateReleased")
}
