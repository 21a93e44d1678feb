package store_test

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// A server that has shown a questionnaire, and knows the round that answers go to, sees at once what a command changes beside it.
func TestWhatAnotherProcessChangesIsSeenAtTheNextLook(t *testing.T) {
	ctx, by, path, clock := context.Background(), kompass.Unlimited("test"), filepath.Join(t.TempDir(), "kompass.db"), sqlitetest.NewClock()
	server, command := sqlitetest.OpenAt(t, path, clock), sqlitetest.OpenAt(t, path, clock)
	company, teams := sqlitetest.Company(t, command, "Adler", "Lager", "Laden")
	round, links := sqlitetest.Round(t, command, company, teams...)
	submit := func() error {
		_, err := server.Submit(ctx, sqlitetest.Submission(t, round, links[0]))
		return err
	}
	for _, change := range []struct {
		name string
		do   func() error
	}{
		{"a company's name", func() error {
			return command.UpdateCompany(ctx, by, kompass.Company{ID: company.ID, Name: "Adler & Co.", Contact: kompass.Contact{Name: "Eva Muster"}})
		}},
		{"a team's name and heads", func() error {
			return command.UpdateTeam(ctx, by, kompass.Team{ID: teams[0].ID, CompanyID: company.ID, Name: "Großes Lager", Heads: 13})
		}},
		{"a logo", func() error {
			return command.SetLogo(ctx, by, company.ID, kompass.Logo{LogoRef: kompass.LogoRef{Hash: strings.Repeat("a", 64), Width: 1, Height: 1}, PNG: []byte{1}})
		}},
		{"a title", func() error { return command.RenameRound(ctx, by, round.ID, "Autumn") }},
		{"an end", func() error {
			return command.SetPeriod(ctx, by, round.ID, kompass.Period{Opens: round.OpensAt, Closes: round.OpensAt.AddDate(0, 0, 7)})
		}},
		{"a sheet that was typed in", func() error {
			sub := sqlitetest.Submission(t, round, links[0])
			_, _, err := command.ImportResponses(ctx, by, round.ID, []kompass.Sheet{{Submission: sub, Digest: [32]byte{1}}})
			return err
		}},
		{"that it is being closed", func() error { _, err := command.BeginClose(ctx, by, round.ID); return err }},
	} {
		before, err := server.Access(ctx, links[0].Code)
		if err != nil {
			t.Fatal(err)
		}
		if err := submit(); err != nil {
			t.Fatalf("before %s: %v", change.name, err)
		}
		if err := change.do(); err != nil {
			t.Fatalf("%s: %v", change.name, err)
		}
		got, err := server.Access(ctx, links[0].Code)
		if err != nil {
			t.Fatal(err)
		}
		want, err := sqlitetest.OpenAt(t, path, clock).Access(ctx, links[0].Code)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want what one finds who has not looked before: %+v, %v", change.name, got, want, err)
		}
		if reflect.DeepEqual(got, before) {
			t.Errorf("%s shows nowhere", change.name)
		}
	}
	if err := submit(); err == nil {
		t.Error("a round that is being closed takes answers")
	}
}

// Answers are no change: whoever answers next finds everything where it was.
func TestAnswersLetNothingBeReadAgain(t *testing.T) {
	ctx, s := context.Background(), sqlitetest.Open(t)
	company, teams := sqlitetest.Company(t, s, "Adler", "Lager")
	round, links := sqlitetest.Round(t, s, company, teams...)
	if _, err := s.Access(ctx, links[0].Code); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := s.Submit(ctx, sqlitetest.Submission(t, round, links[0])); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.KnownAccesses(); got != 1 {
		t.Errorf("got %d accesses kept, want the one that was looked up", got)
	}
	if err := s.Ready(ctx); err != nil || s.KnownAccesses() != 1 {
		t.Errorf("got %d accesses kept after a look whether the database can be written, and %v", s.KnownAccesses(), err)
	}
}
