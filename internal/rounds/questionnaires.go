package rounds

import (
	"context"
	"errors"
	"fmt"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// uploadedFile names an uploaded questionnaire among the files of a library.
func uploadedFile(q kompass.UploadedQuestionnaire) string {
	return fmt.Sprintf("uploaded questionnaire %s version %d", q.ID, q.Version)
}

// Reload reads the questionnaires that were uploaded and puts them beside those of the program and its folder. Two
// different ones under one id and version are an error that names both, and the library stays as it was.
func (s *Service) Reload(ctx context.Context) error {
	all, err := s.uploads.UploadedQuestionnaires(ctx)
	if err != nil {
		return err
	}
	files := make(map[string][]byte, len(all))
	for _, q := range all {
		files[uploadedFile(q)] = q.Body
	}
	library, err := s.shipped.With(files)
	if err != nil {
		return fmt.Errorf("questionnaires: %w", err)
	}
	s.library.Store(library)
	return nil
}

// Upload checks a questionnaire file and keeps it where it has no errors. It returns what was found, warnings included, and
// the questionnaire, nil where it was refused. A file whose id and version are taken is a [kompass.FieldError].
func (s *Service) Upload(ctx context.Context, actor, name string, file []byte) (*questionnaire.Questionnaire, []questionnaire.Finding, error) {
	q, findings := questionnaire.Parse(file)
	if q == nil {
		return nil, findings, nil
	}
	if err := s.vacant(q); err != nil {
		return nil, findings, err
	}
	err := s.uploads.AddQuestionnaire(ctx, actor, kompass.UploadedQuestionnaire{
		ID: q.ID, Version: q.Version, Digest: q.Digest(), Name: shortName(name), Body: file})
	if errors.Is(err, kompass.ErrConflict) {
		return nil, findings, takenError("error.questionnaire.taken", q)
	}
	if err != nil {
		return nil, findings, fmt.Errorf("keep questionnaire: %w", err)
	}
	return q, findings, s.Reload(ctx)
}

// vacant refuses a questionnaire whose id and version the library holds already.
func (s *Service) vacant(q *questionnaire.Questionnaire) error {
	known, ok := s.Library().Version(q.ID, q.Version)
	switch {
	case ok && known.Digest() == q.Digest():
		return takenError("error.questionnaire.known", q)
	case ok:
		return takenError("error.questionnaire.taken", q)
	}
	return nil
}

func takenError(code string, q *questionnaire.Questionnaire) error {
	return &kompass.FieldError{Field: "file", Code: code, Args: []any{"id", q.ID, "version", q.Version}}
}

// shortName cuts the name that somebody's computer gave a file to what is kept of it.
func shortName(name string) string {
	const most = 200
	if r := []rune(name); len(r) > most {
		return string(r[:most])
	}
	return name
}

// Withdraw deletes an uploaded questionnaire that no round was opened with; otherwise it is [kompass.ErrConflict]. One that is
// not what was shown is [kompass.ErrChanged].
func (s *Service) Withdraw(ctx context.Context, actor, id string, version int, shown ...kompass.Digest) error {
	if err := s.uploads.WithdrawQuestionnaire(ctx, actor, id, version, shown...); err != nil {
		return fmt.Errorf("withdraw questionnaire %s: %w", id, err)
	}
	return s.Reload(ctx)
}
