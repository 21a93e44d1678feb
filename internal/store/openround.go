package store

import (
	"context"
	"encoding/json"
	"fmt"

	"kompass/internal/kompass"
)

// drawCodes is how often a code is drawn before giving up: a collision in 40 bits is rare, two in a row is a broken source.
const drawCodes = 5

// OpenRound stores a round with its questionnaire and links and returns them as stored. It has the id that is given, which
// its key bears as well, or a new one. The round's teams must belong to
// its company, and a draft that it says it comes from must be there ([kompass.ErrNotFound]) as it was shown ([kompass.ErrChanged]). A code that any round has used before is [kompass.ErrConflict]; a link without a code gets a new one.
func (s *Store) OpenRound(ctx context.Context, by kompass.By, n kompass.NewRound) (kompass.Round, []kompass.Link, error) {
	var links []kompass.Link
	var round kompass.Round
	err := s.write(ctx, "open round", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, n.Round.CompanyID); err != nil {
			return err
		}
		if n.Draft {
			if err := checkDraft(ctx, t, n.Round.CompanyID, n.Shown, kompass.StoredDraft{}); err != nil {
				return err
			}
			if err := touched(t.ExecContext(ctx, "DELETE FROM drafts WHERE company_id = ?", n.Round.CompanyID)); err != nil {
				return fmt.Errorf("no draft: %w", err)
			}
		}
		id, err := s.insertRound(ctx, t, n)
		if err != nil {
			return err
		}
		for i, l := range n.Links {
			l.RoundID = id
			l, err := s.insertLink(ctx, t, i+1, l)
			if err != nil {
				return err
			}
			links = append(links, l)
		}
		if n.Round.Announced { // one-time codes are gone when there is a result
			if _, err := s.outcomeCode(ctx, t, id); err != nil {
				return err
			}
		}
		if round, err = roundIn(ctx, t, kompass.Everything, id); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "round.open", id, fmt.Sprintf("%s, minimum group %d", round.Mode, round.K)})
	})
	if err != nil {
		return kompass.Round{}, nil, err
	}
	return round, links, nil
}

func (s *Store) insertRound(ctx context.Context, t *tx, n kompass.NewRound) (string, error) {
	r, id := n.Round, n.Round.ID
	if id == "" {
		var err error
		if id, err = kompass.NewID(s.rand); err != nil {
			return "", err
		}
	}
	perspectives, err := json.Marshal(append([]string{}, r.Perspectives...))
	if err != nil {
		return "", err
	}
	of, err := json.Marshal(n.Of)
	if n.Of == nil {
		of = []byte("{}")
	}
	if err != nil {
		return "", err
	}
	words, err := r.Words.Encode()
	if err != nil {
		return "", err
	}
	var seal kompass.Seal
	if n.Seal != nil {
		seal = *n.Seal
	}
	if _, err := t.ExecContext(ctx, `INSERT INTO rounds (id, company_id, title, mode, k, questionnaire_id, questionnaire_version,
		digest, perspectives, opens_at, closes_at, sealed, held, holder, unconfirmed, public, canary, words, state, created_at, heads, perspective_heads, announced)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, nullif(?, 0), ?, ?)`,
		id, r.CompanyID, r.Title, string(r.Mode), r.K, r.QuestionnaireID, r.QuestionnaireVersion,
		r.Digest, string(perspectives), stamp(r.OpensAt), stamp(r.ClosesAt),
		truth(n.Seal != nil), truth(seal.Held), null(string(seal.Holder)), truth(seal.Held), seal.Public, seal.Canary, words, stamp(t.now), n.Heads, string(of), truth(r.Announced)); err != nil {
		return "", err
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO snapshots (round_id, body) VALUES (?, ?)", id, append([]byte{}, n.Snapshot...)); err != nil {
		return "", err
	}
	for _, team := range r.TeamIDs {
		if err := touched(t.ExecContext(ctx, `INSERT INTO round_teams (round_id, team_id, heads)
			SELECT ?, id, heads FROM teams WHERE id = ? AND company_id = ? AND archived_at IS NULL`, id, team, r.CompanyID)); err != nil {
			return "", fmt.Errorf("team %s: %w", team, err)
		}
	}
	if len(r.TeamIDs) > 0 {
		_, err = t.ExecContext(ctx, `UPDATE rounds SET heads = (SELECT sum(rt.heads) FROM round_teams rt WHERE rt.round_id = rounds.id) WHERE id = ?`, id)
	}
	return id, err
}

// insertLink stores a link, with a new code if it has none.
func (s *Store) insertLink(ctx context.Context, t *tx, position int, l kompass.Link) (kompass.Link, error) {
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Link{}, err
	}
	l.ID = id
	drawn := l.Code == ""
	for try := 1; ; try++ {
		if drawn {
			if l.Code, err = kompass.NewCode(s.rand); err != nil {
				return kompass.Link{}, err
			}
		}
		stored, err := added(t.ExecContext(ctx, `INSERT INTO links (id, round_id, position, team_id, perspective, kind, used, code, code_hash)
			VALUES (?, ?, ?, ?, ?, 'shared', 0, ?, ?) ON CONFLICT (code_hash) DO NOTHING`,
			l.ID, l.RoundID, position, null(l.TeamID), l.Perspective, string(l.Code), l.Code.Hash()))
		switch {
		case err != nil:
			return kompass.Link{}, err
		case stored:
			return l, nil
		case !drawn || try == drawCodes:
			return kompass.Link{}, fmt.Errorf("the code is in use: %w", kompass.ErrConflict)
		}
	}
}
