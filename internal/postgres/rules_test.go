package postgres_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestPromisesHoldAgainstPlainStatements tries to break by hand what no method of the store would.
func TestPromisesHoldAgainstPlainStatements(t *testing.T) {
	s := open(t)
	round, link := newRound(t, s.Store)
	if _, err := s.Submit(t.Context(), sqlitetest.Submission(t, round, link)); err != nil {
		t.Fatal(err)
	}
	sqlitetest.Close(t, s.Store, round.ID)
	for statement, want := range map[string]string{
		"UPDATE rounds SET k = 6":                                      "never change",
		"UPDATE rounds SET mode = 'open', k = 1":                       "never change",
		"UPDATE rounds SET digest = ''":                                "never change",
		"UPDATE rounds SET state = 'open', closed_at = NULL":           "only goes on",
		"UPDATE rounds SET state = 'closing', closed_at = NULL":        "only goes on",
		"UPDATE rounds SET sealed = 1":                                 "never changes",
		"UPDATE rounds SET public = decode(repeat('00', 1216), 'hex')": "never changes",
		"UPDATE rounds SET canary = NULL":                              "never changes",
		"UPDATE rounds SET held = 1":                                   "never changes",
		"UPDATE rounds SET unconfirmed = 1":                            "stays so",
		"UPDATE rounds SET holder = 'council'":                         "never changes",
		"UPDATE rounds SET words = 'x'":                                "never change",
		"UPDATE rounds SET perspective_heads = '{\"a\":1}'":            "never changes",
		`UPDATE results SET document = '\x00'`:                         "a result never changes",
		"UPDATE tallies SET responses = -1":                            "tallies_responses_check",
		"INSERT INTO guess_results SELECT id, 1, '{}' FROM rounds; UPDATE guess_results SET guesses = 2":                                                                      "guessed never changes",
		"INSERT INTO deletions VALUES ('0123456789abcdef', repeat('x', 27), '{}'); UPDATE deletions SET protocol = '{ }'":                                                     "deletion never changes",
		"INSERT INTO rounds SELECT '0123456789abcdef', company_id, title, mode, 4, questionnaire_id, 1, digest, '[]', NULL, NULL, 'open', created_at, NULL, NULL FROM rounds": "violates check",
	} {
		if _, err := s.Writer().Exec(statement); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got error %v, want %q", statement, err, want)
		}
	}
	if findings, err := s.Check(t.Context()); err != nil || len(findings) != 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
	if got, err := s.Round(t.Context(), kompass.Everything, round.ID); err != nil || got.State != kompass.StateClosed {
		t.Errorf("got %+v and error %v, want the closed round", got, err)
	}
}

// TestAKeyIsOwedForEverySealedRoundThatIsDeleted is what a trigger does.
func TestAKeyIsOwedForEverySealedRoundThatIsDeleted(t *testing.T) {
	s := open(t)
	newRound(t, s.Store)
	if _, err := s.Writer().Exec(openBeside + "; DELETE FROM rounds"); err != nil {
		t.Fatal(err)
	}
	if got := lines(t, s.Engine.Reader(), "SELECT id FROM ended_urns"); len(got) != 1 || got[0][0] != "0123456789abcdef" {
		t.Errorf("got the ended urns %v, want that of the sealed round", got)
	}
}

// openBeside adds a round that is open and sealed.
const openBeside = `INSERT INTO rounds (id, company_id, title, mode, k, questionnaire_id, questionnaire_version, digest, perspectives,
	state, created_at, sealed) SELECT '0123456789abcdef', company_id, title, mode, k, questionnaire_id, 1, digest, '[]', 'open', created_at, 1 FROM rounds`

func TestCheckFindsBrokenPromises(t *testing.T) {
	bytesOf := func(n string) string { return "decode(repeat('0a', " + n + "), 'hex')" }
	for want, statement := range map[string]string{
		"closed round still has receipts":       "INSERT INTO receipts SELECT id, " + bytesOf("32") + ", " + bytesOf("16") + " FROM rounds",
		"closed round still has readable codes": "UPDATE links SET code = '00000000'",
		"closed round still has answers":        "INSERT INTO responses SELECT id, " + bytesOf("16") + ", NULL, '', 'x', NULL FROM rounds",
		"closed round still has epochs":         "INSERT INTO epochs SELECT id, " + bytesOf("16") + ", " + bytesOf("1120") + " FROM rounds",
		"count of answers is wrong":             openBeside + "; INSERT INTO tallies VALUES ('0123456789abcdef', '', '', 9, 0)",
		"trigger responses CREATE TRIGGER spy":  "CREATE TRIGGER spy BEFORE UPDATE ON responses FOR EACH ROW EXECUTE FUNCTION refuse('x')",
		"index login_tries CREATE INDEX":        "DROP INDEX login_tries_bucket",
		"function refuse":                       "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
		"switched off":                          "ALTER TABLE rounds DISABLE TRIGGER rounds_promise",
		"relation peeking v":                    "CREATE VIEW peeking AS SELECT answers FROM responses",
		"relation responses r hides rows":       "ALTER TABLE responses ENABLE ROW LEVEL SECURITY",
		"column responses.seen_at":              "ALTER TABLE responses ADD COLUMN seen_at timestamptz DEFAULT now()",
		"constraint companies CHECK":            "ALTER TABLE companies ADD CHECK (name <> 'x')",
	} {
		t.Run(want, func(t *testing.T) {
			s := open(t)
			round, link := newRound(t, s.Store)
			if _, err := s.Submit(t.Context(), sqlitetest.Submission(t, round, link)); err != nil {
				t.Fatal(err)
			}
			sqlitetest.Close(t, s.Store, round.ID)
			if _, err := s.Writer().Exec(statement); err != nil {
				t.Fatal(err)
			}
			findings, err := s.Check(context.Background())
			if err != nil || !slices.ContainsFunc(findings, func(f string) bool { return strings.Contains(f, want) }) {
				t.Errorf("got findings %v and error %v, want %q", findings, err, want)
			}
		})
	}
}
