package store

import (
	"context"
	"database/sql"
	"strings"

	"kompass/internal/kompass"
)

// What a code leads to: the questions of a round, or what became of it.
var (
	selectAccess  = accessBy("links", "l.id, coalesce(l.team_id, ''), l.perspective, coalesce(l.code, ''), l.kind = 'once', l.used, 0 = 1")
	selectOutcome = accessBy("outcome_addresses", "'', '', '', l.code, 0 = 1, 0 = 1, 1 = 1")
)

func accessBy(table, columns string) string {
	return strings.Replace(selectRound, "FROM rounds r", ", "+columns+`, c.name, c.contact_name, c.contact_email, c.contact_phone,
		coalesce(g.hash, ''), coalesce(g.width, 0), coalesce(g.height, 0)
		FROM `+table+` l JOIN rounds r ON r.id = l.round_id JOIN companies c ON c.id = r.company_id
		LEFT JOIN company_logos g ON g.company_id = c.id
		WHERE l.code_hash = ?`, 1)
}

// Access returns what a code leads to, also when the round has been closed since, so that whoever comes late is told so.
// An unknown code is [kompass.ErrNotFound].
func (s *Store) Access(ctx context.Context, code kompass.Code) (kompass.Access, error) {
	a, err := s.access(ctx, code)
	a.Recorded = s.engine.Records()
	return a, s.wrap("look up code", err)
}

// access recalls what a shared code leads to. Nothing is kept of one that a single person has.
func (s *Store) access(ctx context.Context, code kompass.Code) (kompass.Access, error) {
	q := s.engine.Reader()
	n, err := revision(ctx, q)
	if err != nil {
		return kompass.Access{}, err
	}
	return recall(s.known.accesses, at[[32]byte]{n, [32]byte(code.Hash())}, func() (kompass.Access, bool, error) {
		a, err := readAccess(ctx, q, selectAccess, code)
		if isMissing(err) {
			a, err = readAccess(ctx, q, selectOutcome, code)
		}
		return a, !a.Link.Once, err
	})
}

func readAccess(ctx context.Context, q *sql.DB, query string, code kompass.Code) (kompass.Access, error) {
	var a kompass.Access
	cells, done := roundCells(&a.Round)
	cells = append(cells, &a.Link.ID, &a.Link.TeamID, &a.Link.Perspective, &a.Link.Code,
		&a.Link.Once, &a.Link.Used, &a.Link.Outcome, &a.CompanyName)
	cells = append(cells, faceCells(&a.Contact, &a.Logo)...)
	if err := q.QueryRowContext(ctx, query, code.Hash()).Scan(cells...); err != nil {
		return kompass.Access{}, err
	}
	if err := done(); err != nil {
		return kompass.Access{}, err
	}
	a.Link.RoundID = a.Round.ID
	var err error
	if a.Audiences, err = audiencesIn(ctx, q, a.Round.ID); err != nil {
		return kompass.Access{}, err
	}
	if a.Link.Once {
		a.Link.Code = code // which is not stored
	}
	if len(a.Round.TeamIDs) == 0 {
		return a, nil
	}
	// Teams of a round are only ever added, so a second look needs no transaction around both.
	rows, err := q.QueryContext(ctx, "SELECT "+teamColumns+` FROM round_teams rt JOIN teams t ON t.id = rt.team_id WHERE rt.round_id = ? ORDER BY t.position`, a.Round.ID)
	a.Teams, err = collect(rows, err, scanTeam)
	return a, err
}
