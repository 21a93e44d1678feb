// Package sqlitetest opens databases for tests: a real file, a clock that the test moves, and builders for what most
// tests need first.
package sqlitetest

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite"
	"kompass/internal/store"
	"kompass/internal/store/storetest"
)

// Actor is who does everything that the builders do.
const Actor = "test"

// Clock is a clock that the test moves.
type Clock = storetest.Clock

// Start is when every [Clock] begins.
var Start = storetest.Start

// NewClock returns a clock at [Start].
func NewClock() *Clock { return storetest.NewClock() }

// Open opens a new database in a folder of its own and closes it when the test ends.
func Open(tb testing.TB) *store.Store {
	tb.Helper()
	return OpenAt(tb, filepath.Join(tb.TempDir(), "kompass.db"), NewClock())
}

// OpenAt opens the database of a path with a clock.
func OpenAt(tb testing.TB, path string, clock *Clock) *store.Store {
	tb.Helper()
	s, err := sqlite.Open(context.Background(), sqlite.Options{Path: path, Now: clock.Now, Rand: rand.Reader})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close database: %v", err)
		}
	})
	return s
}

// Company creates a company with a team of twelve for each name.
func Company(tb testing.TB, s *store.Store, name string, teams ...string) (kompass.Company, []kompass.Team) {
	tb.Helper()
	ctx := context.Background()
	c, err := s.CreateCompany(ctx, Actor, name)
	if err != nil {
		tb.Fatal(err)
	}
	var out []kompass.Team
	for _, team := range teams {
		t, err := s.AddTeam(ctx, kompass.Unlimited(Actor), kompass.Team{CompanyID: c.ID, Name: team, Heads: 12})
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, t)
	}
	return c, out
}

// Round opens an anonymous round of a company for its teams, with one link for each, or a single one without teams.
func Round(tb testing.TB, s *store.Store, c kompass.Company, teams ...kompass.Team) (kompass.Round, []kompass.Link) {
	tb.Helper()
	n := kompass.NewRound{
		Round: kompass.Round{
			CompanyID: c.ID, Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup,
			QuestionnaireID: "service", QuestionnaireVersion: 1, Digest: "sha256:00", OpensAt: Start,
		},
		Snapshot: []byte("id: service"),
	}
	for _, t := range teams {
		n.Round.TeamIDs = append(n.Round.TeamIDs, t.ID)
		n.Links = append(n.Links, kompass.Link{TeamID: t.ID})
	}
	if len(teams) == 0 {
		n.Links = []kompass.Link{{}}
	}
	r, links, err := s.OpenRound(context.Background(), kompass.Unlimited(Actor), n)
	if err != nil {
		tb.Fatal(err)
	}
	return r, links
}

// Submission returns answers to a round with a receipt of their own.
func Submission(tb testing.TB, round kompass.Round, link kompass.Link) kompass.Submission {
	tb.Helper()
	nonce, err := kompass.NewNonce(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	answers := make([]byte, 36)
	if _, err := rand.Read(answers); err != nil {
		tb.Fatal(err)
	}
	return kompass.Submission{RoundID: round.ID, TeamID: link.TeamID, Perspective: link.Perspective, Answers: answers,
		Receipt: nonce.Receipt(round.ID).Hash()}
}

// Close closes a round with a made-up result, to the answers deleted and the file rebuilt.
func Close(tb testing.TB, s *store.Store, roundID string) {
	tb.Helper()
	ctx := context.Background()
	if _, err := s.BeginClose(ctx, kompass.Unlimited(Actor), roundID); err != nil {
		tb.Fatal(err)
	}
	c := kompass.Closing{RoundID: roundID, Result: []byte(`{"n":5}`), Hash: "abc", KeepComments: true}
	if err := s.FinishClose(ctx, Actor, c); err != nil {
		tb.Fatal(err)
	}
	if _, err := s.ForgetAnswers(ctx, Actor); err != nil {
		tb.Fatal(err)
	}
	if _, err := s.Rebuild(ctx); err != nil {
		tb.Fatal(err)
	}
}
