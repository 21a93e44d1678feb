package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// rows returns the first column of a query.
func rows(t *testing.T, s opened, query string, args ...any) []string {
	t.Helper()
	found, err := s.reader().Query(query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer found.Close()
	var out []string
	for found.Next() {
		var v string
		if err := found.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// belonging lists, as table and column, what names a company, a round or a team.
func belonging(t *testing.T, s opened) [][2]string {
	t.Helper()
	var out [][2]string
	for _, column := range []string{"company_id", "round_id", "team_id", "user_id"} {
		for _, table := range rows(t, s, `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.name = ?`, column) {
			out = append(out, [2]string{table, column})
		}
	}
	if len(out) < 15 {
		t.Fatalf("got %v, want all tables of a company", out)
	}
	return out
}

// TestWhateverBelongsToACompanyGoesWithIt asks the schema of every table, whether a test fills it or not.
func TestWhateverBelongsToACompanyGoesWithIt(t *testing.T) {
	s := open(t)
	for _, b := range belonging(t, s) {
		if b[1] != "company_id" && b[1] != "round_id" {
			continue
		}
		ways := rows(t, s, `SELECT "table" FROM pragma_foreign_key_list(?) WHERE "from" = ? AND on_delete IN ('CASCADE', 'SET NULL')`, b[0], b[1])
		if !slices.ContainsFunc(ways, func(to string) bool { return to == "companies" || to == "rounds" || to == "round_teams" }) {
			t.Errorf("%s.%s stays when what it names is deleted", b[0], b[1])
		}
	}
}

func TestDeletingACompanyLeavesNoTrace(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "kompass.db")
	s := openAt(t, path)
	other, otherTeams := sqlitetest.Company(t, s.Store, "Bär", "East")
	kept, _ := sqlitetest.Round(t, s.Store, other, otherTeams...)
	company, teams := sqlitetest.Company(t, s.Store, "Adler", "North", "South")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	markers := [][]byte{[]byte("a promise to remember"), []byte("eva.muster@example.org"), []byte("+49 30 555 777"),
		[]byte("coordinator@example.org"), []byte("the picture of the eagle"), []byte("0.123456789")}
	must(s.SetPositioning(ctx, kompass.Unlimited("test"), kompass.Positioning{CompanyID: company.ID, Promise: string(markers[0])}))
	company.Contact = kompass.Contact{Email: string(markers[1]), Phone: string(markers[2])}
	must(s.UpdateCompany(ctx, kompass.Unlimited("test"), company))
	_, err := s.CreateUser(ctx, "test", string(markers[3]), kompass.Coordinator, company.ID)
	must(err)
	ref := kompass.LogoRef{Hash: fmt.Sprintf("%064d", 7), Width: 9, Height: 9}
	must(s.SetLogo(ctx, kompass.Unlimited("test"), company.ID, kompass.Logo{LogoRef: ref, PNG: markers[4]}))
	must(s.SetTarget(ctx, kompass.Unlimited("test"), kompass.Target{CompanyID: company.ID, QuestionnaireID: "service", Values: kompass.TargetValues{"a": {"b": 0.123456789}}}))
	for i := range 2 {
		round, links := sqlitetest.Round(t, s.Store, company, teams...)
		for n := range 300 {
			sub := sqlitetest.Submission(t, round, links[n%2])
			sub.Comments = []kompass.Comment{{Field: "team", Text: fmt.Sprintf("remark %d of round %d", n, i)}}
			_, err := s.Submit(ctx, sub)
			must(err)
			markers = append(markers, []byte(sub.Comments[0].Text), sub.Answers)
		}
		if i == 0 {
			sqlitetest.Close(t, s.Store, round.ID)
		}
		markers = append(markers, []byte(links[0].Code))
	}
	if n := traces(t, path, markers); n < len(markers)-1-300 { // the codes and answers of the closed round are gone already
		t.Fatalf("got %d of %d traces before deleting: the search does not find anything", n, len(markers))
	}
	before := map[string]int{}
	for _, b := range belonging(t, s) {
		before[b[0]] = len(rows(t, s, "SELECT 1 FROM "+b[0]))
	}
	_, err = s.DeleteCompany(ctx, kompass.Unlimited("test"), company.ID, "trainer")
	must(err)
	for _, b := range belonging(t, s) {
		left := rows(t, s, "SELECT DISTINCT "+b[1]+" FROM "+b[0]+" WHERE "+b[1]+" IS NOT NULL")
		if slices.Contains(left, company.ID) || b[1] == "round_id" && slices.ContainsFunc(left, func(id string) bool { return id != kept.ID }) {
			t.Errorf("%s still holds rows of the company", b[0])
		}
	}
	for _, table := range []string{"teams", "rounds", "responses", "comments", "results", "links", "targets", "positionings", "company_logos", "users"} {
		if now := len(rows(t, s, "SELECT 1 FROM "+table)); now >= before[table] && before[table] > 0 {
			t.Errorf("%s: got %d rows after and %d before", table, now, before[table])
		}
	}
	if n := traces(t, path, markers); n != 0 {
		t.Errorf("got %d traces of the company after deleting it, want none", n)
	}
	if findings, err := s.Check(ctx); err != nil || len(findings) != 0 {
		t.Errorf("got findings %v and error %v, want none", findings, err)
	}
}
