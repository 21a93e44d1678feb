package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
)

// DeleteCompany deletes a company with everything that belongs to it: teams, targets, rounds with their answers, comments,
// links and results, and the accounts of its coordinators. What stays is the protocol that it returns, and the audit
// trail. Name is that of who deletes, as the protocol names her.
func (s *Store) DeleteCompany(ctx context.Context, by kompass.By, companyID, name string) (kompass.Deletion, error) {
	const doing = "delete company"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Deletion{}, s.wrap(doing, err)
	}
	var d kompass.Deletion
	err = s.write(ctx, doing, func(t *tx) error {
		c, err := companyIn(ctx, t, by.Scope, companyID)
		if err != nil {
			return err
		}
		d = kompass.Deletion{ID: id, CompanyID: c.ID, Name: c.Name, At: t.now, By: name}
		if err := countCompany(ctx, t, &d); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "DELETE FROM companies WHERE id = ?", companyID); err != nil {
			return err
		}
		protocol, err := json.Marshal(d)
		if err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "INSERT INTO deletions (id, deleted_at, protocol) VALUES (?, ?, ?)",
			id, stamp(t.now), string(protocol)); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "company.delete", companyID, fmt.Sprintf("%s, %d rounds, protocol %s", c.Name, len(d.Rounds), id)})
	})
	if err != nil {
		return kompass.Deletion{}, err
	}
	s.scrub(ctx)
	return d, nil
}

// countCompany fills in what is about to be deleted. Of a round that is not closed no comments are counted, and answers
// from the minimum group on, as on any page.
func countCompany(ctx context.Context, t *tx, d *kompass.Deletion) error {
	if err := t.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM teams WHERE company_id = c.id),
		(SELECT count(*) FROM targets WHERE company_id = c.id), (SELECT count(*) FROM users WHERE company_id = c.id),
		(SELECT count(*) FROM comments m JOIN rounds r ON r.id = m.round_id WHERE r.company_id = c.id AND r.state IN ('closed', 'released')),
		(SELECT count(*) FROM measures m JOIN rounds r ON r.id = m.round_id WHERE r.company_id = c.id)
		FROM companies c WHERE c.id = ?`, d.CompanyID).Scan(&d.Teams, &d.Targets, &d.Users, &d.Comments, &d.Measures); err != nil {
		return err
	}
	rows, err := t.QueryContext(ctx, `SELECT r.id, r.title, r.state, r.k, coalesce(n.hash, '')
		FROM rounds r LEFT JOIN results n ON n.round_id = r.id WHERE r.company_id = ? ORDER BY r.created_at, r.id`, d.CompanyID)
	d.Rounds, err = collect(rows, err, func(from row) (kompass.DeletedRound, error) {
		var r kompass.DeletedRound
		err := from.Scan(&r.ID, &r.Title, &r.State, &r.K, &r.Hash)
		return r, err
	})
	for i := range d.Rounds {
		if err == nil {
			err = countRound(ctx, t, &d.Rounds[i])
		}
	}
	return err
}

// countRound says how many have answered a round, as exactly as any page does.
func countRound(ctx context.Context, t *tx, r *kompass.DeletedRound) error {
	parts, err := partsOf(ctx, t, r.ID)
	total := disclosure.TotalOf(r.K, slices.Collect(maps.Values(parts)))
	if r.Responses = total.Shown(r.K); r.Responses == nil && !total.Below(r.K) {
		r.Low, r.High = total.Low, total.High
	}
	return err
}

// Deletion returns the protocol of a company that was deleted.
func (s *Store) Deletion(ctx context.Context, id string) (kompass.Deletion, error) {
	d, err := scanDeletion(s.engine.Reader().QueryRowContext(ctx, "SELECT protocol FROM deletions WHERE id = ?", id))
	return d, s.wrap("read protocol", err)
}

func scanDeletion(r row) (kompass.Deletion, error) {
	var d kompass.Deletion
	var protocol []byte
	if err := r.Scan(&protocol); err != nil {
		return d, err
	}
	return d, json.Unmarshal(protocol, &d)
}
