package store

import (
	"context"
	"database/sql"

	"kompass/internal/kompass"
)

const selectTeamLinks = "SELECT company_id, from_team, from_name, to_team, to_name, continues, created_at, created_by FROM team_links"

// TeamLinks returns which teams of a company's results became which, in the order in which they were linked.
func (s *Store) TeamLinks(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.TeamLink, error) {
	var out []kompass.TeamLink
	err := s.read(ctx, "list team links", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		rows, err := t.QueryContext(ctx, selectTeamLinks+" WHERE company_id = ? ORDER BY created_at, from_name, from_team", companyID)
		out, err = collect(rows, err, scanTeamLink)
		return err
	})
	return out, err
}

func scanTeamLink(r row) (kompass.TeamLink, error) {
	var l kompass.TeamLink
	err := r.Scan(&l.CompanyID, &l.From.ID, &l.From.Name, &l.To.ID, &l.To.Name, &l.Continues, timeText{&l.Created}, &l.CreatedBy)
	return l, err
}

// LinkTeams says that a team became another one. A second link from the same team, and a second team that continues in the
// same one, are [kompass.ErrConflict]; a team and itself are [kompass.ErrInvalid].
func (s *Store) LinkTeams(ctx context.Context, by kompass.By, link kompass.TeamLink) error {
	return s.write(ctx, "link teams", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, link.CompanyID); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, `INSERT INTO team_links (company_id, from_team, from_name, to_team, to_name, continues, created_at, created_by)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			link.CompanyID, link.From.ID, link.From.Name, link.To.ID, link.To.Name, truth(link.Continues), stamp(t.now), by.Actor); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.link", link.CompanyID, link.From.Name + " → " + link.To.Name})
	})
}

// UnlinkTeams takes the link from a team back, which has to be the one that was shown, else it is [kompass.ErrChanged].
func (s *Store) UnlinkTeams(ctx context.Context, by kompass.By, companyID string, from kompass.NamedTeam, shown ...kompass.Digest) error {
	return s.write(ctx, "unlink teams", func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, companyID); err != nil {
			return err
		}
		old, err := scanTeamLink(t.QueryRowContext(ctx, selectTeamLinks+" WHERE company_id = ? AND from_team = ? AND from_name = ?",
			companyID, from.ID, from.Name))
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), "")
		}
		if err != nil {
			return err
		}
		r, err := t.ExecContext(ctx, "DELETE FROM team_links WHERE company_id = ? AND from_team = ? AND from_name = ?",
			companyID, from.ID, from.Name)
		if err := touched(r, err); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.unlink", companyID, from.Name})
	})
}
