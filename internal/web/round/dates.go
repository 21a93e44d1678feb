package round

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/calendar"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// sendEnd sends the end of a round for a calendar. A round that is closed by hand has none: [kompass.ErrNotFound].
func (h *Handler) sendEnd(c *fiber.Ctx) error {
	round, err := h.Store.Round(c.UserContext(), kit.User(c).Scope(), c.Params("round"))
	if err == nil && round.ClosesAt.IsZero() {
		err = kompass.ErrNotFound
	}
	if err != nil {
		return err
	}
	e := calendar.Event{At: round.ClosesAt}
	if day, clock := rounds.FormMoment(round.ClosesAt, true); clock == "" {
		if e.Day, err = time.Parse(time.DateOnly, day); err != nil {
			return err
		}
		e.At = time.Time{}
	}
	return h.sendDates(c, round, datesFile{"end", "dates.end", "dates.end.text"}, e)
}

// sendWorkshop sends the workshop of a round for a calendar, on the day and at the hour that the address names. Nothing is stored.
func (h *Handler) sendWorkshop(c *fiber.Ctx) error {
	t, err := h.roundTrial(c)
	if err != nil {
		return err
	}
	agenda, err := h.agenda(c, t)
	if err != nil {
		return err
	}
	e := calendar.Event{}
	for _, row := range agenda.Rows {
		e.Lasts += time.Duration(row.Minutes) * time.Minute
	}
	e.At, err = rounds.ParseMoment("on", c.Query("on"), c.Query("at"), false)
	switch {
	case err != nil || e.At.IsZero():
		return errors.Join(kompass.ErrInvalid, err)
	case c.Query("at") == "":
		e.At, e.Day = time.Time{}, e.At
	}
	return h.sendDates(c, t.Access.Round, datesFile{"workshop", "dates.workshop", "dates.workshop.text"}, e)
}

// sendCheckIns sends the days on which to look at what was agreed after a round. They begin with its release.
func (h *Handler) sendCheckIns(c *fiber.Ctx) error {
	round, err := h.Store.Round(c.UserContext(), kit.User(c).Scope(), c.Params("round"))
	if err == nil && round.ReleasedAt.IsZero() {
		err = kompass.ErrNotFound
	}
	if err != nil {
		return err
	}
	var all []calendar.Event
	for _, day := range round.CheckIns() {
		all = append(all, calendar.Event{Day: day})
	}
	return h.sendDates(c, round, datesFile{"checkin", "dates.checkin", "dates.checkin.text"}, all...)
}

// datesFile is the name of a kind of date, and the keys of its title and of what stands below.
type datesFile struct{ name, title, text string }

// sendDates sends dates of a round as a file. It holds names of company and round and the way to its page, and nothing of who answers.
func (h *Handler) sendDates(c *fiber.Ctx, round kompass.Round, f datesFile, events ...calendar.Event) error {
	company, err := h.Store.Company(c.UserContext(), kit.User(c).Scope(), round.CompanyID)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	for i := range events {
		e := &events[i]
		e.UID = f.name + "-" + round.ID + "@" + h.BaseURL.Host()
		if len(events) > 1 {
			e.UID = f.name + strconv.Itoa(i+1) + "-" + round.ID + "@" + h.BaseURL.Host()
		}
		e.Summary = z.T(f.title, "round", round.Title, "company", company.Name, "n", i+1)
		e.Description, e.URL = z.T(f.text), h.BaseURL.Link(address.Round(round.ID))
	}
	return kit.SendDates(c, f.name, calendar.File(h.Now(), events...))
}

// dates are what of a round can be taken into a calendar.
func (h *Handler) dates(round kompass.Round) views.Dates {
	d := views.Dates{RoundID: round.ID, End: round.State == kompass.StateOpen && !round.ClosesAt.IsZero()}
	if !round.ReleasedAt.IsZero() {
		d.CheckIns = round.CheckIns()
	}
	return d
}
