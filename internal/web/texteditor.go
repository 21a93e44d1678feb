package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// ownWords is a text that the trainer completes in her own words: under which setting it is kept, and how long it may be.
type ownWords struct {
	key, setting string
	most         int
	page         string // where everybody reads it, "" on the pages of participants
	due          bool   // the overview says so while it is missing; its key is its setting
}

var allWords = []ownWords{
	{key: "imprint", setting: "imprint", most: 8000, page: address.Imprint, due: true},
	{key: "privacy", setting: "privacy", most: 20000, page: address.Privacy, due: true},
	{key: "accessibility", setting: "accessibility", most: 8000, page: address.Accessibility},
	{key: "sender", setting: "sender-text", most: 1000},
}

// dueTexts are the settings of the texts that the overview misses.
func dueTexts() []string {
	var out []string
	for _, w := range allWords {
		if w.due {
			out = append(out, w.setting)
		}
	}
	return out
}

func (s *settingsDesk) listTexts(c *fiber.Ctx) error {
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	model := views.Texts{Page: s.SettingsPage(c, kit.Localizer(c).T("texts.title"), false)}
	for _, w := range allWords {
		row := views.TextRow{Key: w.key, Page: w.page}
		for _, lang := range i18n.Langs {
			text := settings[w.setting+"."+string(lang)]
			row.Langs = append(row.Langs, views.TextLang{Lang: string(lang), Own: text != "", Open: len(views.Placeholders(text)), Href: w.href(lang)})
		}
		model.Rows = append(model.Rows, row)
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.TextsPage(model))
}

// name is the setting that keeps the text in a language.
func (w ownWords) name(lang i18n.Lang) string { return w.setting + "." + string(lang) }

func (w ownWords) digest(text string, lang i18n.Lang) kompass.Digest {
	return kompass.SettingsDigest(map[string]string{w.name(lang): text})
}

func (w ownWords) href(lang i18n.Lang) string {
	return address.Text(w.key, string(lang))
}

// askedText is the text and language that the address names.
func askedText(c *fiber.Ctx) (ownWords, i18n.Lang, error) {
	i := slices.IndexFunc(allWords, func(w ownWords) bool { return w.key == c.Params("text") })
	lang := i18n.Lang(c.Params("lang"))
	if i < 0 || !slices.Contains(i18n.Langs[:], lang) {
		return ownWords{}, "", kompass.ErrNotFound
	}
	return allWords[i], lang, nil
}

// editText shows the text as it is, or where there is none the draft that the product brings along.
func (s *settingsDesk) editText(c *fiber.Ctx) error {
	w, lang, err := askedText(c)
	if err != nil {
		return err
	}
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	model := s.textEditor(c, w, lang, false)
	model.Value = settings[w.name(lang)]
	model.Shown = w.digest(model.Value, lang)
	if model.Own = model.Value != ""; !model.Own {
		model.Value = i18n.For(lang).T("texts.draft." + w.key)
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.TextEditorPage(model))
}

func (s *settingsDesk) textEditor(c *fiber.Ctx, w ownWords, lang i18n.Lang, failed bool) views.TextEditor {
	z := kit.Localizer(c)
	title := z.T("texts."+w.key) + " (" + z.T("common.language."+string(lang)) + ")"
	page := s.SettingsPage(c, title, failed)
	page.Crumbs = slices.Insert(page.Crumbs, 1, views.Crumb{Text: z.T("texts.title"), Href: address.Texts})
	return views.TextEditor{Page: page, Key: w.key, Lang: string(lang), Action: w.href(lang), Most: w.most, Public: w.page, Shown: kit.Shown(c)}
}

// saveText stores a text, shows what it would look like, or goes back to the page as it comes.
func (s *settingsDesk) saveText(c *fiber.Ctx) error {
	w, lang, err := askedText(c)
	if err != nil {
		return err
	}
	if kit.Posted(c, "do") == "restore" {
		return s.storeText(c, w, lang, "", w.href(lang))
	}
	text, err := kompass.ParseText("text", strings.ReplaceAll(kit.Posted(c, "text"), "\t", " "), w.most)
	mistakes, err := kit.Mistakes(err)
	if err != nil {
		return err
	}
	if mistakes != nil {
		model := s.textEditor(c, w, lang, true)
		model.Value, model.Own, model.Errors = kit.Posted(c, "text"), true, kit.FieldErrors(kit.Localizer(c), mistakes...)
		return kit.RenderSigned(c, fiber.StatusUnprocessableEntity, views.TextEditorPage(model))
	}
	if kit.Posted(c, "do") == "preview" {
		model := s.textEditor(c, w, lang, false)
		model.Value, model.Own = text, true
		model.Preview = views.NewOwnText(text, string(lang))
		model.Placeholders = views.Placeholders(text)
		return kit.RenderSigned(c, fiber.StatusOK, views.TextEditorPage(model))
	}
	return s.storeText(c, w, lang, text, address.Texts)
}

func (s *settingsDesk) storeText(c *fiber.Ctx, w ownWords, lang i18n.Lang, text, next string) error {
	defer s.ForgetSender()
	err := s.Store.SetSettings(c.UserContext(), kit.User(c).ID, map[string]string{w.name(lang): text}, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		return s.textChanged(c, w, lang, text)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, next)
}

// textChanged shows the text that was typed beside the one that somebody else stored meanwhile.
func (s *settingsDesk) textChanged(c *fiber.Ctx, w ownWords, lang i18n.Lang, typed string) error {
	settings, err := s.Store.Settings(c.UserContext())
	if err != nil {
		return err
	}
	stored := settings[w.name(lang)]
	what := kit.Change{Action: "audit.action.setting.change", Object: w.name(lang), Href: w.href(lang)}
	errs, err := s.Changed(c, what, []kit.Cell{kit.NewCell("text", kit.Localizer(c).T("texts.text"), typed, stored)})
	if err != nil {
		return err
	}
	model := s.textEditor(c, w, lang, true)
	model.Value, model.Own, model.Errors = typed, true, kit.FieldErrors(kit.Localizer(c), errs...)
	model.Shown = w.digest(stored, lang)
	return kit.RenderSigned(c, fiber.StatusConflict, views.TextEditorPage(model))
}
