package main

import (
	"context"
	"errors"
	"fmt"

	"kompass/internal/kompass"
)

// check returns what is wrong with the file, the schema and the stored results: none of them may have changed since
// their round closed.
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
		_, err := t.Rounds.Result(ctx, kompass.Everything, r.ID)
		if err == nil || errors.Is(err, kompass.ErrStillOpen) || errors.Is(err, kompass.ErrUnpublished) {
			continue
		}
		findings = append(findings, fmt.Sprintf("round %s: %v", r.ID, err))
	}
	if findings == nil {
		findings = []string{}
	}
	return findings, nil
}
