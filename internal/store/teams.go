package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"kompass/internal/kompass"
)

const teamColumns = `t.id, t.company_id, t.name, t.heads, t.created_at, t.archived_at, coalesce(t.merged_into, '')`

// AddTeam adds a team to the company it names. A second team of the same name is [kompass.ErrConflict].
func (s *Store) AddTeam(ctx context.Context, by kompass.By, team kompass.Team) (kompass.Team, error) {
	const doing = "add team"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Team{}, s.wrap(doing, err)
	}
	team.ID = id
	err = s.write(ctx, doing, func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, team.CompanyID); err != nil {
			return err
		}
		if err := insertTeam(ctx, t, &team); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.add", team.ID, team.Name})
	})
	if err != nil {
		return kompass.Team{}, err
	}
	return team, nil
}

func insertTeam(ctx context.Context, t *tx, team *kompass.Team) error {
	team.Created = t.now
	_, err := t.ExecContext(ctx, `INSERT INTO teams (id, company_id, position, name, heads, created_at)
		VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 FROM teams WHERE company_id = ?), ?, ?, ?)`,
		team.ID, team.CompanyID, team.CompanyID, team.Name, team.Heads, stamp(team.Created))
	return err
}

// Teams returns the teams of a company that can be asked, in order of creation: the archived ones are left out.
func (s *Store) Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error) {
	all, err := s.AllTeams(ctx, scope, companyID)
	return slices.DeleteFunc(all, func(t kompass.Team) bool { return !t.Archived.IsZero() }), err
}

// AllTeams returns all teams that a company has or had, in order of creation.
func (s *Store) AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error) {
	var out []kompass.Team
	err := s.read(ctx, "list teams", func(t *sql.Tx) error {
		if _, err := companyIn(ctx, t, scope, companyID); err != nil {
			return err
		}
		var err error
		out, err = teamsOf(ctx, t, companyID)
		return err
	})
	return out, err
}

func teamsOf(ctx context.Context, q querier, companyID string) ([]kompass.Team, error) {
	rows, err := q.QueryContext(ctx, "SELECT "+teamColumns+" FROM teams t WHERE t.company_id = ? ORDER BY t.position", companyID)
	return collect(rows, err, scanTeam)
}

func scanTeam(r row) (kompass.Team, error) {
	var t kompass.Team
	err := r.Scan(&t.ID, &t.CompanyID, &t.Name, &t.Heads, timeText{&t.Created}, timeText{&t.Archived}, &t.MergedInto)
	return t, err
}

// teamIn returns a team of a company in scope.
func teamIn(ctx context.Context, q querier, scope kompass.Scope, companyID, id string) (kompass.Team, error) {
	return scanTeam(q.QueryRowContext(ctx, "SELECT "+teamColumns+" FROM teams t WHERE t.id = ? AND t.company_id = ? AND ? IN ('', t.company_id)",
		id, companyID, scope.CompanyID))
}

// UpdateTeam changes the name and the head count of a team, also while it is being asked: a name is a label, and the
// minimum group does not depend on heads. While an anonymous round asks the team its heads may rise as far as
// [kompass.Audience.MayRise] allows. A name that another team has is [kompass.ErrConflict].
// What is stored has to be what was shown, else it is [kompass.ErrChanged].
func (s *Store) UpdateTeam(ctx context.Context, by kompass.By, team kompass.Team, shown ...kompass.Digest) error {
	return s.write(ctx, "change team", func(t *tx) error {
		old, err := teamIn(ctx, t, by.Scope, team.CompanyID, team.ID)
		if err == nil {
			err = kompass.CheckShown(shown, old.Digest(), team.Digest())
		}
		if err != nil {
			return err
		}
		if err := t.raiseHeads(ctx, by.Actor, team); err != nil {
			return err
		}
		if err := touched(t.ExecContext(ctx, "UPDATE teams SET name = ?, heads = ? WHERE id = ? AND company_id = ? AND ? IN ('', company_id)",
			team.Name, team.Heads, team.ID, team.CompanyID, by.Scope.CompanyID)); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.change", team.ID, fmt.Sprintf("%s, %d heads", team.Name, team.Heads)})
	})
}

// MergeTeams makes one new team of two or more, whose head counts add up, and archives them. Results that exist stay as
// they are. A team that an open round asks is [kompass.ErrStillOpen]: its answers would change their group. The teams of the company
// have to be those that were shown, else it is [kompass.ErrChanged].
func (s *Store) MergeTeams(ctx context.Context, by kompass.By, m kompass.Merge, shown ...kompass.Digest) (kompass.Team, error) {
	const doing = "merge teams"
	id, err := kompass.NewID(s.rand)
	if err != nil {
		return kompass.Team{}, s.wrap(doing, err)
	}
	ids, err := kompass.ParseMerge(m.TeamIDs)
	if err != nil {
		return kompass.Team{}, err
	}
	merged := kompass.Team{ID: id, CompanyID: m.CompanyID, Name: m.Name}
	err = s.write(ctx, doing, func(t *tx) error {
		if _, err := companyIn(ctx, t, by.Scope, m.CompanyID); err != nil {
			return err
		}
		all, err := teamsOf(ctx, t, m.CompanyID)
		if err == nil {
			err = kompass.CheckShown(shown, kompass.TeamsDigest(all), "")
		}
		if err != nil {
			return err
		}
		for _, old := range ids {
			team, err := restingTeam(ctx, t, by.Scope, m.CompanyID, old)
			if err != nil {
				return err
			}
			merged.Heads += team.Heads
		}
		merged.Heads = min(merged.Heads, kompass.MaxHeads)
		if err := insertTeam(ctx, t, &merged); err != nil {
			return err
		}
		for _, old := range ids {
			if _, err := t.ExecContext(ctx, "UPDATE teams SET archived_at = ?, merged_into = ? WHERE id = ?", stamp(t.now), id, old); err != nil {
				return err
			}
		}
		return t.audit(ctx, event{by.Actor, "team.merge", id, fmt.Sprintf("%s, of %d teams", m.Name, len(ids))})
	})
	if err != nil {
		return kompass.Team{}, err
	}
	return merged, nil
}

// restingTeam returns a team that is not archived and that no open round asks.
func restingTeam(ctx context.Context, q querier, scope kompass.Scope, companyID, id string) (kompass.Team, error) {
	team, err := teamIn(ctx, q, scope, companyID, id)
	if err != nil {
		return team, err
	}
	if !team.Archived.IsZero() {
		return team, fmt.Errorf("team %s is archived: %w", id, kompass.ErrConflict)
	}
	var open int
	err = q.QueryRowContext(ctx, `SELECT count(*) FROM round_teams rt JOIN rounds r ON r.id = rt.round_id
		WHERE rt.team_id = ? AND r.state IN ('open', 'closing')`, id).Scan(&open)
	if err == nil && open > 0 {
		err = fmt.Errorf("team %s: %w", id, kompass.ErrStillOpen)
	}
	return team, err
}

// ArchiveTeam keeps a team from being asked again. A team that an open round asks is [kompass.ErrStillOpen], and one that is not
// as it was shown [kompass.ErrChanged]. Archiving what is archived changes nothing.
func (s *Store) ArchiveTeam(ctx context.Context, by kompass.By, companyID, teamID string, shown ...kompass.Digest) error {
	return s.write(ctx, "archive team", func(t *tx) error {
		team, err := teamIn(ctx, t, by.Scope, companyID, teamID)
		if err != nil || !team.Archived.IsZero() {
			return err
		}
		if err := kompass.CheckShown(shown, team.Digest(), ""); err != nil {
			return err
		}
		if _, err := restingTeam(ctx, t, by.Scope, companyID, teamID); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE teams SET archived_at = ? WHERE id = ?", stamp(t.now), teamID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.archive", teamID, team.Name})
	})
}

// RestoreTeam lets an archived team be asked again, which has to be as it was shown, else it is [kompass.ErrChanged]. Restoring
// what is not archived changes nothing.
func (s *Store) RestoreTeam(ctx context.Context, by kompass.By, companyID, teamID string, shown ...kompass.Digest) error {
	return s.write(ctx, "restore team", func(t *tx) error {
		team, err := teamIn(ctx, t, by.Scope, companyID, teamID)
		if err != nil || team.Archived.IsZero() {
			return err
		}
		if err := kompass.CheckShown(shown, team.Digest(), ""); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, "UPDATE teams SET archived_at = NULL, merged_into = NULL WHERE id = ?", teamID); err != nil {
			return err
		}
		return t.audit(ctx, event{by.Actor, "team.restore", teamID, team.Name})
	})
}
