package rounds

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"

	"kompass/internal/kompass"
	"kompass/internal/responses"
)

// MaxBatch is the largest number of paper sheets that are sent at once.
const MaxBatch = 300

// Batch are sheets that were typed in one after another and are sent together. All are of one team and perspective, as far as
// the round asks them. Sheets is CSV with a column per item and, where something was written, a column comment-FIELD.
type Batch struct {
	Key         kompass.Nonce // drawn once for the batch, so that sending it again adds nothing
	TeamID      string
	Perspective string
	Sheets      []byte
}

// ImportBatch adds the sheets of a batch to an open round, all or nothing. However often a batch is sent, each of its sheets
// counts once: by its place in the batch, whatever was changed on it in between.
func (s *Service) ImportBatch(ctx context.Context, by kompass.By, roundID string, b Batch) (imported, already int, err error) {
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return 0, 0, fmt.Errorf("round %s: %w", roundID, err)
	}
	if round.State != kompass.StateOpen {
		return 0, 0, kompass.ErrClosed
	}
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return 0, 0, err
	}
	table, err := responses.ReadCSV(bytes.NewReader(b.Sheets), frozen.Questionnaire)
	if err != nil {
		return 0, 0, err
	}
	if n := len(table.Rows); n == 0 || n > MaxBatch {
		return 0, 0, &kompass.FieldError{Field: "sheets", Code: "error.batch.size", Args: []any{"max", MaxBatch}}
	}
	if b.TeamID == "" && len(round.TeamIDs) > 0 {
		return 0, 0, &kompass.FieldError{Field: "team", Code: "error.batch.team"}
	}
	if b.Perspective == "" && len(round.Perspectives) > 0 {
		return 0, 0, &kompass.FieldError{Field: "perspective", Code: "error.batch.perspective"}
	}
	all := func(responses.Row) (team, perspective string) { return b.TeamID, b.Perspective }
	subs, err := s.submissions(ctx, round, frozen.Questionnaire, table, all)
	if err != nil {
		return 0, 0, err
	}
	sheets := make([]kompass.Sheet, len(subs))
	for i, sub := range subs {
		sheets[i] = kompass.Sheet{Digest: sha256.Sum256(fmt.Appendf(nil, "batch %s %s %d", roundID, b.Key, i)), Submission: sub}
	}
	return s.AddSheets(ctx, by, roundID, sheets)
}
