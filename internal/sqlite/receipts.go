package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// FindReceipt returns the answers that belong to a receipt, as long as their round is open; otherwise
// [kompass.ErrNotFound].
func (s *Store) FindReceipt(ctx context.Context, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	var out kompass.Submission
	err := s.read(ctx, "look up receipt", func(t *sql.Tx) (err error) {
		out, err = ownAnswers(ctx, t, receipt)
		return err
	})
	return out, err
}

// OwnAnswers is [Store.FindReceipt] within one round.
func (s *Store) OwnAnswers(ctx context.Context, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	out, err := s.FindReceipt(ctx, receipt)
	if err != nil {
		return kompass.Submission{}, err
	}
	if out.RoundID != roundID {
		return kompass.Submission{}, s.wrap("look up receipt", kompass.ErrNotFound)
	}
	return out, nil
}

// Withdraw deletes the answers and comments that belong to a receipt. Once the round is being closed it is
// [kompass.ErrClosed], and afterwards, as for an unknown receipt, [kompass.ErrNotFound].
func (s *Store) Withdraw(ctx context.Context, receipt kompass.ReceiptHash) error {
	return s.write(ctx, "withdraw answers", func(t *tx) error {
		var state kompass.State
		if err := t.QueryRowContext(ctx, `SELECT r.state FROM responses a JOIN rounds r ON r.id = a.round_id
			WHERE a.receipt_hash = ?`, receipt[:]).Scan(&state); err != nil {
			return err
		}
		if state != kompass.StateOpen {
			return kompass.ErrClosed
		}
		_, err := t.ExecContext(ctx, "DELETE FROM responses WHERE receipt_hash = ?", receipt[:])
		_, err2 := t.ExecContext(ctx, "DELETE FROM comments WHERE receipt_hash = ?", receipt[:])
		return errors.Join(err, err2)
	})
}

// ownAnswers reads a submission of an open round with its comments, sorted.
func ownAnswers(ctx context.Context, q querier, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	out := kompass.Submission{Receipt: receipt}
	err := q.QueryRowContext(ctx, `SELECT a.round_id, coalesce(a.team_id, ''), a.perspective, a.answers
		FROM responses a JOIN rounds r ON r.id = a.round_id WHERE a.receipt_hash = ? AND r.state = 'open'`, receipt[:]).
		Scan(&out.RoundID, &out.TeamID, &out.Perspective, &out.Answers)
	if err != nil {
		return kompass.Submission{}, err
	}
	rows, err := q.QueryContext(ctx, "SELECT field, body FROM comments WHERE receipt_hash = ? ORDER BY field, body", receipt[:])
	out.Comments, err = collect(rows, err, scanComment)
	if err != nil {
		return kompass.Submission{}, err
	}
	return out, nil
}

func compareComments(a, b kompass.Comment) int {
	return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text))
}
