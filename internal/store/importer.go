package store

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
)

// ImportResponses adds answers that were given on paper, all or none of them, to a round that has not been closed. Each
// has a digest of the row it came from: a row that was imported before is counted in already and left alone. The digests
// are kept apart from the answers, and the answers are stored in shuffled order and without receipts.
func (s *Store) ImportResponses(ctx context.Context, by kompass.By, roundID string, sheets []kompass.Sheet) (imported, already int, err error) {
	const doing = "import answers"
	order, err := s.shuffled(len(sheets))
	if err != nil {
		return 0, 0, s.wrap(doing, err)
	}
	err = s.write(ctx, doing, func(t *tx) error {
		round, err := t.openRound(ctx, by.Scope, roundID)
		if err != nil {
			return err
		}
		fresh := make([]bool, len(sheets))
		for i, sheet := range sheets {
			if fresh[i], err = t.addDigest(ctx, roundID, sheet.Digest); err != nil {
				return err
			}
		}
		perTeam := map[string]int{}
		b, err := s.batch(ctx, t)
		if err != nil {
			return err
		}
		for _, i := range order {
			if !fresh[i] {
				already++
				continue
			}
			if err := b.addSheet(ctx, round, sheets[i].Submission); err != nil {
				return fmt.Errorf("row %d: %w", i+1, err)
			}
			imported++
			perTeam[sheets[i].TeamID]++
		}
		return t.audit(ctx, event{by.Actor, "round.import", roundID, importDetail(round.K, perTeam)})
	})
	if err != nil {
		return 0, 0, err
	}
	return imported, already, nil
}

// importDetail is what the trail says of an import: whoever typed a few sheets in knows how many, and nobody else learns it.
func importDetail(k int, perTeam map[string]int) string {
	total := disclosure.TotalOf(k, slices.Collect(maps.Values(perTeam)))
	return fmt.Sprintf("%d to %d imported", total.Low, total.High)
}

// shuffled returns 0 to n-1 in an order drawn from the store's randomness.
func (s *Store) shuffled(n int) ([]int, error) {
	seed, err := randomKey(s.rand)
	if err != nil {
		return nil, err
	}
	return rand.New(rand.NewChaCha8([32]byte(append(seed, seed...)))).Perm(n), nil // #nosec G404 -- the seed is secret
}

// addDigest remembers a row and reports whether it is new.
func (t *tx) addDigest(ctx context.Context, roundID string, digest [32]byte) (bool, error) {
	return added(t.ExecContext(ctx, "INSERT INTO import_digests (round_id, digest) VALUES (?, ?) ON CONFLICT DO NOTHING",
		roundID, digest[:]))
}

func (b *batch) addSheet(ctx context.Context, round kompass.Round, sub kompass.Submission) error {
	if err := asked(round, sub); err != nil {
		return err
	}
	if err := b.fitsSeal(ctx, round, sub); err != nil {
		return err
	}
	sub.RoundID = round.ID
	if _, err := b.insertAnswers(ctx, sub); err != nil {
		return err
	}
	if _, err := b.ExecContext(ctx, "UPDATE tallies SET entered = entered + 1 WHERE round_id = ? AND team_id = ? AND perspective = ?",
		sub.RoundID, sub.TeamID, sub.Perspective); err != nil {
		return err
	}
	return b.insertComments(ctx, sub, false)
}
