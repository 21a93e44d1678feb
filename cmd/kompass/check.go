package main

import (
	"context"
	"errors"

	"kompass/internal/kompass"
)

// check returns what is wrong with the file, the schema, the frozen questionnaires and the stored results: a
// questionnaire must be the one its round was opened with, a result the one that closing has stored.
func (t *tools) check(ctx context.Context) ([]string, error) {
	findings, err := t.Store.Check(ctx)
	if err != nil {
		return nil, err
	}
	rounds, err := t.Store.Rounds(ctx, kompass.Everything, "")
	if err != nil {
		return nil, err
	}
	for _, r := range rounds {
		if err := t.Rounds.CheckFrozen(ctx, r); err != nil {
			findings = append(findings, err.Error())
		}
		_, err := t.Rounds.Result(ctx, kompass.Everything, r.ID)
		if err == nil || errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) {
			continue
		}
		findings = append(findings, err.Error())
	}
	aboutKeys, err := t.keyFindings(ctx)
	if err != nil {
		return nil, err
	}
	findings = append(findings, aboutKeys...)
	if findings == nil {
		findings = []string{}
	}
	return findings, nil
}
