package round

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
)

// draftChanged shows a step again with what was typed on it beside what somebody else saved there meanwhile, and all other steps
// as they are saved.
func (h *Handler) draftChanged(c *fiber.Ctx, step rounds.Step, typed func(rounds.Draft) rounds.Draft) error {
	d, saved, err := h.draftOf(c)
	if err != nil {
		return err
	}
	stored, err := h.Store.Draft(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	teams, err := h.Store.Teams(c.UserContext(), kit.User(c).Scope(), c.Params("company"))
	if err != nil {
		return err
	}
	words := draftWords{desk: h, c: c, teams: teams}
	errs, err := h.Changed(c, kit.Change{Saved: stored.Saved, Href: setupPath(c.Params("company"), step)}, words.cells(step, typed(d), d))
	if err != nil {
		return err
	}
	return h.renderRoundSetup(c, fiber.StatusConflict, roundSetup{step: step, draft: typed(d), saved: saved, theirs: errs})
}

// draftWords says in words what a draft holds.
type draftWords struct {
	desk  *Handler
	c     *fiber.Ctx
	teams []kompass.Team
}

// cells are the inputs of a step, as they were typed and as they are saved.
func (w draftWords) cells(step rounds.Step, typed, saved rounds.Draft) []kit.Cell {
	z := kit.Localizer(w.c)
	cell := func(field, label string, of func(rounds.Draft) string) kit.Cell {
		return kit.NewCell(field, z.T(label), of(typed), of(saved))
	}
	switch step {
	case rounds.StepContent:
		return []kit.Cell{
			cell("questionnaire", "roundform.questionnaire", w.questionnaire),
			cell("title", "round.title", func(d rounds.Draft) string { return d.Title }),
		}
	case rounds.StepPeople:
		return []kit.Cell{cell("team", "roundform.teams", w.teamNames), cell("perspectives", "roundform.perspectives", w.perspectives)}
	case rounds.StepMode:
		return []kit.Cell{
			cell("mode", "roundform.mode", w.mode),
			cell("min-group", "roundform.mingroup", func(d rounds.Draft) string { return d.MinGroup }),
			cell("key", "setup.key", w.key),
		}
	case rounds.StepAccess:
		return []kit.Cell{
			cell("access", "roundform.links", w.access),
			cell("announce", "setup.announce", func(d rounds.Draft) string { return z.T("setup.announce." + strconv.FormatBool(d.Announce)) }),
			cell("opens", "roundform.opens", func(d rounds.Draft) string { return w.moment(d.OpensDay, d.OpensTime) }),
			cell("closes", "roundform.closes", func(d rounds.Draft) string { return w.moment(d.ClosesDay, d.ClosesTime) }),
		}
	}
	return nil
}

func (w draftWords) questionnaire(d rounds.Draft) string {
	if q, ok := w.desk.Rounds.Library().Get(d.Questionnaire); ok {
		return kit.Text(w.c, q, q.Title)
	}
	return ""
}

func (w draftWords) teamNames(d rounds.Draft) string {
	var names []string
	for _, t := range w.teams {
		if d.Asks(t.ID) {
			names = append(names, t.Name)
		}
	}
	return strings.Join(names, ", ")
}

func (w draftWords) perspectives(d rounds.Draft) string {
	if d.Perspectives {
		return kit.Localizer(w.c).T("roundform.perspectives.ask")
	}
	return ""
}

func (w draftWords) mode(d rounds.Draft) string {
	switch d.Mode {
	case string(kompass.Anonymous):
		return kit.Localizer(w.c).T("roundform.mode.anonymous")
	case string(kompass.Open):
		return kit.Localizer(w.c).T("roundform.mode.open")
	}
	return ""
}

func (w draftWords) key(d rounds.Draft) string {
	switch d.Key {
	case rounds.KeyAtServer, string(kompass.HolderTrainer), string(kompass.HolderCouncil):
		return kit.Localizer(w.c).T("setup.key." + d.Key)
	}
	return ""
}

func (w draftWords) access(d rounds.Draft) string {
	switch d.Access {
	case rounds.AccessEach, rounds.AccessOne, rounds.AccessTablet, rounds.AccessOnce:
		return kit.Localizer(w.c).T("setup.access." + d.Access)
	}
	return ""
}

// moment is a day and a time as they were typed, right or wrong.
func (w draftWords) moment(day, clock string) string {
	if _, err := time.Parse(time.DateOnly, day); err == nil {
		day = kit.Localizer(w.c).Day(day)
	}
	return strings.TrimSpace(day + " " + clock)
}
