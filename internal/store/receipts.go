package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"

	"kompass/internal/kompass"
)

// A receipt is looked up in each round that is not closed: those are few. CROSS JOIN has SQLite keep that order.
const (
	selectReceipt = `SELECT r.id, r.state, x.response_id FROM rounds r
		CROSS JOIN receipts x WHERE x.round_id = r.id AND x.receipt_hash = ? AND r.state IN ('open', 'closing')`
	selectOwnAnswers = `SELECT a.round_id, coalesce(a.team_id, ''), a.perspective, a.answers, r.sealed, a.id, a.wrap
		FROM rounds r CROSS JOIN receipts x JOIN responses a ON a.round_id = r.id AND a.id = x.response_id
		WHERE x.round_id = r.id AND x.receipt_hash = ? AND r.state = 'open' AND ? IN ('', r.id)`
	selectOwnComments = "SELECT field, body FROM comments WHERE receipt_hash = ? ORDER BY field, body"
)

// FindReceipt returns the answers that belong to a receipt, as long as their round is open; otherwise
// [kompass.ErrNotFound].
func (s *Store) FindReceipt(ctx context.Context, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	return s.OwnAnswers(ctx, "", receipt)
}

// OwnAnswers is [Store.FindReceipt] within one round. Of a sealed round it is the envelope.
func (s *Store) OwnAnswers(ctx context.Context, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	var out kompass.Submission
	const doing = "look up receipt"
	if roundID != "" { // a sealed answer is one line, which needs no transaction
		out, err := ownEnvelope(ctx, s.engine.Reader(), roundID, receipt)
		if err != nil || out.Sealed != nil {
			return out, s.wrap(doing, err)
		}
	}
	err := s.read(ctx, doing, func(t *sql.Tx) (err error) {
		out, err = ownAnswers(ctx, t, roundID, receipt)
		return err
	})
	return out, err
}

// Withdraw deletes the answers and comments that belong to a receipt. Once the round is being closed it is
// [kompass.ErrClosed], and afterwards, as for an unknown receipt, [kompass.ErrNotFound].
func (s *Store) Withdraw(ctx context.Context, receipt kompass.ReceiptHash) error {
	err := s.write(ctx, "withdraw answers", func(t *tx) error {
		var roundID string
		var state kompass.State
		var id []byte
		if err := t.QueryRowContext(ctx, selectReceipt, receipt[:]).Scan(&roundID, &state, &id); err != nil {
			return err
		}
		if state != kompass.StateOpen {
			return kompass.ErrClosed
		}
		_, err := t.ExecContext(ctx, "DELETE FROM responses WHERE round_id = ? AND id = ?", roundID, id)
		_, err2 := t.ExecContext(ctx, "DELETE FROM comments WHERE receipt_hash = ?", receipt[:])
		_, err3 := t.ExecContext(ctx, "DELETE FROM receipts WHERE round_id = ? AND receipt_hash = ?", roundID, receipt[:])
		return errors.Join(err, err2, err3)
	})
	if err != nil {
		return err
	}
	s.scrub(ctx)
	return nil
}

// ownAnswers reads a submission of an open round, or of any where roundID is "", with its comments, sorted.
func ownAnswers(ctx context.Context, q querier, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	out, err := ownEnvelope(ctx, q, roundID, receipt)
	if err != nil || out.Sealed != nil {
		return out, err
	}
	rows, err := q.QueryContext(ctx, selectOwnComments, receipt[:])
	out.Comments, err = collect(rows, err, scanComment)
	if err != nil {
		return kompass.Submission{}, err
	}
	return out, nil
}

// ownEnvelope is ownAnswers without the comments that lie beside answers in clear.
func ownEnvelope(ctx context.Context, q querier, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error) {
	out := kompass.Submission{Receipt: receipt}
	var sealed bool
	var id, wrap []byte
	err := q.QueryRowContext(ctx, selectOwnAnswers, receipt[:], roundID).
		Scan(&out.RoundID, &out.TeamID, &out.Perspective, &out.Answers, &sealed, &id, &wrap)
	if err != nil {
		return kompass.Submission{}, err
	}
	if sealed {
		out.Sealed = &kompass.Envelope{ID: [16]byte(id), Wrap: wrap}
	}
	return out, nil
}

func compareComments(a, b kompass.Comment) int {
	return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Text, b.Text))
}
