package rounds

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/responses"
	"kompass/internal/score"
)

// Import adds the answers of a CSV file (paper sheets typed elsewhere) to an open round, all or nothing. Column team
// holds a team's id or name, column perspective its id; both only where the round asks them. A column comment-FIELD holds
// what was written on a field. The same row of the same file counts once, however often the file is imported.
func (s *Service) Import(ctx context.Context, by kompass.By, roundID string, file []byte) (imported, already int, err error) {
	round, err := s.store.Round(ctx, by.Scope, roundID)
	if err != nil {
		return 0, 0, fmt.Errorf("round %s: %w", roundID, err)
	}
	frozen, err := s.Frozen(ctx, round)
	if err != nil {
		return 0, 0, err
	}
	table, err := responses.ReadCSV(bytes.NewReader(file), frozen.Questionnaire)
	if err != nil {
		return 0, 0, err
	}
	if _, ok := table.Attribute("team"); !ok && len(round.TeamIDs) > 0 {
		return 0, 0, &responses.Errors{List: []responses.Error{{Code: "responses.noteam"}}}
	}
	subs, err := s.submissions(ctx, round, frozen.Questionnaire, table, standpoints(table))
	if err != nil {
		return 0, 0, err
	}
	sheets := make([]kompass.Sheet, len(subs))
	fileDigest := sha256.Sum256(file)
	for i, sub := range subs {
		sheets[i] = kompass.Sheet{Digest: sha256.Sum256(fmt.Appendf(nil, "%s %x %d", roundID, fileDigest, table.Rows[i].Line)), Submission: sub}
	}
	return s.AddSheets(ctx, by, roundID, sheets)
}

// standpoint is whose a row is, as it was written: of which team and perspective.
type standpoint func(row responses.Row) (team, perspective string)

// standpoints reads the columns of a file.
func standpoints(table *responses.Table) standpoint {
	return func(row responses.Row) (team, perspective string) {
		return cell(table, row, "team"), cell(table, row, "perspective")
	}
}

func (s *Service) submissions(ctx context.Context, round kompass.Round, q *questionnaire.Questionnaire, table *responses.Table, of standpoint) ([]kompass.Submission, error) {
	teams, err := s.chosenTeams(ctx, kompass.Everything, Plan{CompanyID: round.CompanyID, TeamIDs: append([]string{}, round.TeamIDs...)})
	if err != nil {
		return nil, err
	}
	bad := &responses.Errors{}
	var subs []kompass.Submission
	for _, row := range table.Rows {
		team, view := of(row)
		sub := kompass.Submission{RoundID: round.ID, Answers: row.Answers}
		var ok bool
		if sub.TeamID, ok = chooseTeam(teams, team); !ok {
			bad.Add(responses.Error{Row: row.Line, Column: "team", Code: "responses.team", Args: []any{"team", strconv.Quote(team)}})
		}
		if sub.Perspective, ok = choosePerspective(round.Perspectives, view); !ok {
			bad.Add(responses.Error{Row: row.Line, Column: "perspective", Code: "responses.perspective", Args: []any{"perspective", strconv.Quote(view)}})
		}
		if !slices.ContainsFunc(row.Answers, func(code byte) bool { return code != score.Missing }) {
			bad.Add(responses.Error{Row: row.Line, Code: "responses.blank"})
		}
		sub.Comments = rowComments(q, table, row, bad)
		subs = append(subs, sub)
	}
	if len(bad.List) > 0 {
		return nil, bad
	}
	return subs, nil
}

// rowComments reads what was written on the fields, and notes what is wrong with it.
func rowComments(q *questionnaire.Questionnaire, table *responses.Table, row responses.Row, bad *responses.Errors) []kompass.Comment {
	form := ReadForm(q, func(name string) string {
		if strings.HasPrefix(name, "comment-") {
			return cell(table, row, name)
		}
		return ""
	})
	comments, errs := form.packComments(q)
	for _, e := range errs {
		bad.Add(responses.Error{Row: row.Line, Column: e.Field, Code: e.Code, Args: e.Args})
	}
	return comments
}

// cell is the value of an attribute, "" where the file has no such column.
func cell(table *responses.Table, row responses.Row, column string) string {
	if i, ok := table.Attribute(column); ok {
		return row.Attributes[i]
	}
	return ""
}

// chooseTeam finds a team by id or else by name, blanks as in [kompass.ParseName]; a row without one is right only where
// the round asks no teams.
func chooseTeam(teams []kompass.Team, raw string) (string, bool) {
	name := strings.Join(strings.Fields(raw), " ")
	i := slices.IndexFunc(teams, func(t kompass.Team) bool { return t.ID == raw })
	if i < 0 {
		i = slices.IndexFunc(teams, func(t kompass.Team) bool { return t.Name == name })
	}
	if i < 0 {
		return "", raw == "" && len(teams) == 0
	}
	return teams[i].ID, true
}

// choosePerspective finds a perspective; the column is optional.
func choosePerspective(ids []string, raw string) (string, bool) {
	return raw, raw == "" || slices.Contains(ids, raw)
}
