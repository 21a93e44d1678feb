package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/internal/web/participant"
	"kompass/views"
)

func (s *settingsDesk) listQuestionnaires(c *fiber.Ctx) error {
	return s.renderQuestionnaires(c, fiber.StatusOK, views.Questionnaires{})
}

func (s *settingsDesk) renderQuestionnaires(c *fiber.Ctx, status int, model views.Questionnaires) error {
	z := kit.Localizer(c)
	model.Page = s.SettingsPage(c, z.T("questionnaires.title"), len(model.Errors)+len(model.Findings) > 0)
	used, err := s.roundsByQuestionnaire(c)
	if err != nil {
		return err
	}
	own, err := s.uploads(c)
	if err != nil {
		return err
	}
	for _, q := range s.Rounds.Library().Versions() {
		key := versionKey(q.ID, q.Version)
		_, uploaded := own[key]
		model.Rows = append(model.Rows, views.QuestionnaireRow{Content: q, Own: uploaded, Rounds: len(used[key])})
	}
	return kit.RenderSigned(c, status, views.QuestionnairesPage(model))
}

func versionKey(id string, version int) string { return id + " " + strconv.Itoa(version) }

// roundsByQuestionnaire returns the rounds that were opened with each version.
func (s *settingsDesk) roundsByQuestionnaire(c *fiber.Ctx) (map[string][]kompass.Round, error) {
	all, err := s.Store.Rounds(c.UserContext(), kit.User(c).Scope(), "")
	if err != nil {
		return nil, err
	}
	out := map[string][]kompass.Round{}
	for _, r := range all {
		key := versionKey(r.QuestionnaireID, r.QuestionnaireVersion)
		out[key] = append(out[key], r)
	}
	return out, nil
}

// uploads returns the questionnaires that were uploaded, by id and version.
func (s *settingsDesk) uploads(c *fiber.Ctx) (map[string]kompass.UploadedQuestionnaire, error) {
	all, err := s.Store.UploadedQuestionnaires(c.UserContext())
	if err != nil {
		return nil, err
	}
	out := map[string]kompass.UploadedQuestionnaire{}
	for _, q := range all {
		out[versionKey(q.ID, q.Version)] = q
	}
	return out, nil
}

// uploadQuestionnaire checks a file and keeps it. What is found in it is shown beside the lines it was found on.
func (s *settingsDesk) uploadQuestionnaire(c *fiber.Ctx) error {
	z := kit.Localizer(c)
	file, err := kit.Uploaded(c, "file")
	var q *questionnaire.Questionnaire
	var findings []questionnaire.Finding
	if err == nil {
		q, findings, err = s.Rounds.Upload(c.UserContext(), kit.User(c).ID, file.Name, file.Body)
	}
	mistakes, err := kit.Mistakes(err)
	switch {
	case mistakes != nil:
		return s.renderQuestionnaires(c, fiber.StatusUnprocessableEntity, views.Questionnaires{Errors: kit.FieldErrors(z, mistakes...)})
	case err != nil:
		return err
	case q == nil:
		return s.renderQuestionnaires(c, fiber.StatusUnprocessableEntity, views.Questionnaires{File: file.Name, Findings: findingRows(z, file.Body, findings)})
	}
	return kit.Redirect(c, address.QuestionnaireVersion(q.ID, q.Version))
}

// maxLine is how many characters of a line are shown beside a finding.
const maxLine = 200

// findingRows puts findings beside the text of their lines, in the person's language.
func findingRows(z i18n.Localizer, file []byte, findings []questionnaire.Finding) []views.FindingRow {
	lines := strings.Split(strings.ToValidUTF8(string(file), "\ufffd"), "\n")
	var out []views.FindingRow
	for _, f := range findings {
		row := views.FindingRow{Line: f.Line, Warning: f.Warning, Message: f.In(z.Sentence)}
		if f.Line >= 1 && f.Line <= len(lines) {
			text := []rune(strings.TrimRight(lines[f.Line-1], "\r"))
			row.Text = string(text[:min(len(text), maxLine)])
		}
		out = append(out, row)
	}
	return out
}

// questionnaireOf returns the questionnaire that an address names.
func (s *settingsDesk) questionnaireOf(c *fiber.Ctx) (*questionnaire.Questionnaire, error) {
	version, err := strconv.Atoi(c.Params("version"))
	if err != nil {
		return nil, kompass.ErrNotFound
	}
	q, ok := s.Rounds.Library().Version(c.Params("questionnaire"), version)
	if !ok {
		return nil, kompass.ErrNotFound
	}
	return q, nil
}

func (s *settingsDesk) showOneQuestionnaire(c *fiber.Ctx) error {
	return s.renderOneQuestionnaire(c, fiber.StatusOK)
}

func (s *settingsDesk) renderOneQuestionnaire(c *fiber.Ctx, status int) error {
	q, err := s.questionnaireOf(c)
	if err != nil {
		return err
	}
	z, key := kit.Localizer(c), versionKey(q.ID, q.Version)
	used, err := s.roundsByQuestionnaire(c)
	if err != nil {
		return err
	}
	own, err := s.uploads(c)
	if err != nil {
		return err
	}
	title := kit.Text(c, q, q.Title)
	model := views.OneQuestionnaire{Page: s.SettingsPage(c, title, false), Content: q, Title: title, Rounds: used[key]}
	model.Page.Crumbs = slices.Insert(model.Page.Crumbs, 1, views.Crumb{Text: z.T("questionnaires.title"), Href: address.Questionnaires})
	if file, ok := own[key]; ok {
		_, findings := questionnaire.Parse(file.Body)
		model.Own, model.File, model.Findings = true, file.Name, findingRows(z, file.Body, findings)
	}
	return kit.RenderSigned(c, status, views.OneQuestionnairePage(model))
}

func (s *settingsDesk) withdrawQuestionnaire(c *fiber.Ctx) error {
	q, err := s.questionnaireOf(c)
	if err != nil {
		return err
	}
	err = s.Rounds.Withdraw(c.UserContext(), kit.User(c).ID, q.ID, q.Version, kit.Shown(c))
	if errors.Is(err, kompass.ErrChanged) {
		if _, err := s.Changed(c, kit.Change{Kind: "questionnaire", Object: q.ID, Choice: kit.Localizer(c).T("conflict.press")}, nil); err != nil {
			return err
		}
		return s.renderOneQuestionnaire(c, fiber.StatusConflict)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(c, address.Questionnaires)
}

// questionnaireTrial is a made-up anonymous round with a questionnaire.
func (s *settingsDesk) questionnaireTrial(c *fiber.Ctx) (participant.Trial, error) {
	q, err := s.questionnaireOf(c)
	if err != nil {
		return participant.Trial{}, err
	}
	z := kit.Localizer(c)
	round := kompass.Round{Title: z.T("preview.title"), Mode: kompass.Anonymous, K: kompass.FloorMinGroup, OpensAt: s.Now()}
	for _, p := range q.Perspectives {
		round.Perspectives = append(round.Perspectives, p.ID)
	}
	return participant.Trial{
		Access: kompass.Access{Round: round, CompanyName: z.T("preview.company"), Recorded: s.Kit.Store.Records()}, Content: q, Path: address.PreviewQuestionnaire(q.ID, q.Version),
		Back: views.Crumb{Href: address.QuestionnaireVersion(q.ID, q.Version), Text: z.T("preview.back.questionnaire")},
	}, nil
}
