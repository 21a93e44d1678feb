package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// noteForm is the empty form of the note that an address names, and where that note lies.
func (s *settingsDesk) noteForm(c *fiber.Ctx) (views.NoteForm, kompass.NotePlace, error) {
	q, err := s.questionnaireOf(c)
	if err != nil {
		return views.NoteForm{}, kompass.NotePlace{}, err
	}
	about, at, ok := noteSubject(q, c.Params("about"))
	if !ok {
		return views.NoteForm{}, at, kompass.ErrNotFound
	}
	z, back := kit.Localizer(c), c.Query("back")
	if c.Method() == fiber.MethodPost {
		back = kit.Posted(c, "back")
	}
	m := views.NoteForm{Page: s.SettingsPage(c, z.T("note.title"), c.Method() == fiber.MethodPost), Action: address.Note(q.ID, q.Version, at.About, ""), Back: back,
		About: naming.Questions(z, q).Text(about)}
	return m, at, nil
}

// noteSubject is the statement or view that the end of an address names.
func noteSubject(q *questionnaire.Questionnaire, about string) (questionnaire.Text, kompass.NotePlace, bool) {
	if id, ok := strings.CutPrefix(about, "truth-"); ok {
		i := slices.IndexFunc(q.Truths, func(t questionnaire.Truth) bool { return t.ID == id })
		if i < 0 {
			return nil, kompass.NotePlace{}, false
		}
		return q.Truths[i].Claim, kompass.TruthNote(q.ID, id), true
	}
	items := q.Items()
	i := slices.IndexFunc(items, func(it questionnaire.Item) bool { return "item-"+it.ID == about })
	if i < 0 {
		return nil, kompass.NotePlace{}, false
	}
	return items[i].Text, kompass.ItemNote(q.ID, items[i].ID), true
}

func (s *settingsDesk) showNote(c *fiber.Ctx) error {
	m, at, err := s.noteForm(c)
	if err != nil {
		return err
	}
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	m.Note = at.Read(settings)
	m.Shown = kompass.SettingsDigest(at.Settings(m.Note))
	return kit.RenderSigned(c, fiber.StatusOK, views.NotePage(m))
}

// saveNote stores a note; one without text and link is none.
func (s *settingsDesk) saveNote(c *fiber.Ctx) error {
	m, at, err := s.noteForm(c)
	if err != nil {
		return err
	}
	note, errs := kompass.ParseNote(kit.Posted(c, "note"), kit.Posted(c, "link"))
	if len(errs) > 0 {
		m.Note = kompass.Note{Text: kit.Posted(c, "note"), Link: kit.Posted(c, "link")}
		m.Shown, m.Errors = kit.Shown(c), kit.FieldErrors(kit.Localizer(c), errs...)
		return kit.RenderSigned(c, fiber.StatusUnprocessableEntity, views.NotePage(m))
	}
	err = s.Store.SetSettings(c.UserContext(), kit.User(c).ID, at.Settings(note), kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.noteChanged(c, m, at, note)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, backOr(c, m.Action))
}

// noteChanged shows what was typed beside what somebody else stored meanwhile.
func (s *settingsDesk) noteChanged(c *fiber.Ctx, m views.NoteForm, at kompass.NotePlace, typed kompass.Note) error {
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	z, stored := kit.Localizer(c), at.Read(settings)
	names := at.Names()
	errs, err := s.Changed(c, kit.Change{Action: "audit.action.setting.change", Object: names[0], Parts: names[1:], Href: m.Action}, []kit.Cell{
		kit.NewCell("note", z.T("note.text"), typed.Text, stored.Text), kit.NewCell("link", z.T("note.link"), typed.Link, stored.Link)})
	if err != nil {
		return err
	}
	m.Page = s.SettingsPage(c, m.Page.Title, true) // with what has changed
	m.Note, m.Errors, m.Shown = typed, kit.FieldErrors(z, errs...), kompass.SettingsDigest(at.Settings(stored))
	return kit.RenderSigned(c, fiber.StatusConflict, views.NotePage(m))
}
