package sqlite_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// column is a column of the schema as the database describes it.
type column struct {
	table, name, typ string
	key              int
}

func schema(t *testing.T) []column {
	t.Helper()
	rows, err := open(t).reader().Query(`SELECT m.name, c.name, c.type, c.pk FROM sqlite_schema m
		JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []column
	for rows.Next() {
		var c column
		if err := rows.Scan(&c.table, &c.name, &c.typ, &c.key); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	if err := rows.Err(); err != nil || len(out) == 0 {
		t.Fatalf("got %d columns and error %v", len(out), err)
	}
	return out
}

func TestAnswersSayNeitherWhoNorWhen(t *testing.T) {
	want := map[string][]string{
		"responses": {"round_id TEXT", "id BLOB", "team_id TEXT", "perspective TEXT", "answers BLOB", "wrap BLOB"},
		"epochs":    {"round_id TEXT", "proof BLOB", "enc BLOB"},
		"comments":  {"round_id TEXT", "id BLOB", "field TEXT", "body TEXT", "receipt_hash BLOB"},
		"receipts":  {"round_id TEXT", "receipt_hash BLOB", "response_id BLOB"},
		"tallies":   {"round_id TEXT", "team_id TEXT", "perspective TEXT", "responses INTEGER", "entered INTEGER"},
	}
	got := make(map[string][]string)
	for _, c := range schema(t) {
		if want[c.table] != nil {
			got[c.table] = append(got[c.table], c.name+" "+c.typ)
		}
	}
	for table := range want {
		if !slices.Equal(got[table], want[table]) {
			t.Errorf("table %s: got columns %v, want exactly %v", table, got[table], want[table])
		}
	}
}

func TestNoTableHoldsBothAddressesAndHashesOfParticipants(t *testing.T) {
	address := regexp.MustCompile(`email|address|ip|agent|phone`)
	token := regexp.MustCompile(`receipt|code|digest`)
	found := make(map[string][2]bool)
	for _, c := range schema(t) {
		f := found[c.table]
		found[c.table] = [2]bool{f[0] || address.MatchString(c.name) && c.name != "receipt_hash", f[1] || token.MatchString(c.name)}
	}
	for table, f := range found {
		if f[0] && f[1] {
			t.Errorf("table %s holds addresses beside codes or receipts", table)
		}
	}
}

func TestTablesAreStrictAndReferencesSayWhatDeletingDoes(t *testing.T) {
	rows, err := open(t).reader().Query("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text, "STRICT") {
			t.Errorf("table %s is not strict", name)
		}
		if strings.Count(text, "REFERENCES") != strings.Count(text, "ON DELETE") {
			t.Errorf("table %s has a reference that does not say what deleting does", name)
		}
		if (name == "responses" || name == "comments" || name == "receipts") && !strings.Contains(text, "WITHOUT ROWID") {
			t.Errorf("table %s keeps the order in which rows came", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestPromisesHoldAgainstPlainStatements tries to break by hand what no method of the store would.
func TestPromisesHoldAgainstPlainStatements(t *testing.T) {
	s := open(t)
	company, _ := sqlitetest.Company(t, s.Store, "Adler")
	round, links := sqlitetest.Round(t, s.Store, company)
	if _, err := s.Submit(context.Background(), sqlitetest.Submission(t, round, links[0])); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Close(t, s.Store, round.ID)
	for _, statement := range []string{
		"UPDATE rounds SET k = 6", "UPDATE rounds SET mode = 'open', k = 1", "UPDATE rounds SET digest = ''",
		"UPDATE rounds SET state = 'open', closed_at = NULL", "UPDATE rounds SET state = 'closing', closed_at = NULL",
		"UPDATE rounds SET sealed = 1", "UPDATE rounds SET public = randomblob(1216)", "UPDATE rounds SET canary = NULL", "UPDATE rounds SET held = 1",
		"UPDATE rounds SET announced = 1", "UPDATE rounds SET unconfirmed = 1", "UPDATE rounds SET holder = 'council'",
		"UPDATE results SET document = x'00'", "UPDATE tallies SET responses = -1",
		"INSERT INTO rounds SELECT '0123456789abcdef', company_id, title, mode, 4, questionnaire_id, 1, digest, '[]', NULL, NULL, 'open', created_at, NULL, NULL FROM rounds",
	} {
		if _, err := s.writer().Exec(statement); err == nil {
			t.Errorf("this was possible: %s", statement)
		}
	}
	if findings, err := s.Check(context.Background()); err != nil || len(findings) != 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
	if got, err := s.Round(context.Background(), kompass.Everything, round.ID); err != nil || got.State != kompass.StateClosed {
		t.Errorf("got %+v and error %v, want the closed round", got, err)
	}
}

// openBeside adds a round that is open and sealed.
const openBeside = `INSERT INTO rounds (id, company_id, title, mode, k, questionnaire_id, questionnaire_version, digest, perspectives,
	state, created_at, sealed) SELECT '0123456789abcdef', company_id, title, mode, k, questionnaire_id, 1, digest, '[]', 'open', created_at, 1 FROM rounds; `

func TestCheckFindsBrokenPromises(t *testing.T) {
	tests := []struct{ statement, want string }{
		{"INSERT INTO receipts SELECT id, randomblob(32), randomblob(16) FROM rounds", "closed round still has receipts"},
		{"UPDATE links SET code = '00000000'", "closed round still has readable codes"},
		{"UPDATE comments SET receipt_hash = randomblob(32)", "closed round still has comments with receipts"},
		{"INSERT INTO responses SELECT id, randomblob(16), NULL, '', x'01', NULL FROM rounds", "closed round still has answers"},
		{"INSERT INTO epochs SELECT id, randomblob(16), randomblob(1120) FROM rounds", "closed round still has epochs"},
		{openBeside + "INSERT INTO tallies VALUES ('0123456789abcdef', '', '', 9, 0)", "count of answers is wrong"},
		{openBeside + "INSERT INTO comments SELECT id, randomblob(16), 'team', 'well', NULL FROM rounds WHERE sealed = 1", "still open has comments in clear"},
		{openBeside + "INSERT INTO responses SELECT id, randomblob(16), NULL, '', x'01', randomblob(48) FROM rounds WHERE state = 'closed'", "sealed answer and round do not fit"},
		{"CREATE TRIGGER spy AFTER INSERT ON responses BEGIN SELECT 1; END", "trigger spy is not what Kompass makes"},
		{"DROP INDEX login_tries_bucket", "index login_tries_bucket is missing"},
		{"PRAGMA foreign_keys = OFF; DELETE FROM companies", "refers to a missing companies"},
	}
	for _, tt := range tests {
		t.Run(tt.want, func(t *testing.T) {
			s := open(t)
			company, _ := sqlitetest.Company(t, s.Store, "Adler")
			round, links := sqlitetest.Round(t, s.Store, company)
			sub := sqlitetest.Submission(t, round, links[0])
			sub.Comments = []kompass.Comment{{Field: "team", Text: "well"}}
			if _, err := s.Submit(context.Background(), sub); err != nil {
				t.Fatal(err)
			}
			sqlitetest.Close(t, s.Store, round.ID)
			if _, err := s.writer().Exec(tt.statement); err != nil {
				t.Fatal(err)
			}
			findings, err := s.Check(context.Background())
			if err != nil || !slices.ContainsFunc(findings, func(f string) bool { return strings.Contains(f, tt.want) }) {
				t.Errorf("got findings %v and error %v, want %q", findings, err, tt.want)
			}
		})
	}
}
