package rounds_test

import (
	"crypto/rand"
	"testing"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
)

// benched is an open round with many sealed answers.
func benched(b *testing.B, n int) (*rounds.Service, kompass.Round) {
	b.Helper()
	s := sqlitetest.Open(b)
	company, _ := sqlitetest.Company(b, s, "Adler")
	if _, err := s.AddTeam(ctx, kompass.Unlimited("test"), kompass.Team{CompanyID: company.ID, Name: "Service", Heads: n}); err != nil {
		b.Fatal(err)
	}
	service := rounds.New(s, libraryOf(b), sqlitetest.NewClock().Now, rand.Reader)
	service.UseKeys(keystest.Ring(b, s))
	o, err := service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: company.ID, QuestionnaireID: short, Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup})
	if err != nil {
		b.Fatal(err)
	}
	q, _ := service.Library().Get(short)
	var sheets []kompass.Sheet
	for i := range n {
		row := make([]byte, len(q.Items()))
		for j := range row {
			row[j] = byte((i + j) % 5)
		}
		sheet := kompass.Sheet{Submission: kompass.Submission{TeamID: o.Round.TeamIDs[0], Answers: row}}
		sheet.Digest[0], sheet.Digest[1], sheet.Digest[2] = byte(i), byte(i>>8), byte(i>>16)
		sheets = append(sheets, sheet)
	}
	if _, _, err := service.AddSheets(ctx, kompass.Unlimited("test"), o.Round.ID, sheets); err != nil {
		b.Fatal(err)
	}
	return service, o.Round
}

// BenchmarkCloseSealed opens a hundred thousand answers and computes their result, to the key destroyed and the file rebuilt.
func BenchmarkCloseSealed(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		service, round := benched(b, 100_000)
		b.StartTimer()
		if err := service.Close(ctx, kompass.Unlimited("test"), round.ID); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSubmit stores answers one after another, sealed and in clear, to the disk.
func BenchmarkSubmit(b *testing.B) {
	s := sqlitetest.Open(b)
	company, teams := sqlitetest.Company(b, s, "Adler", "Service")
	plain, links := sqlitetest.Round(b, s, company, teams...)
	service := rounds.New(s, libraryOf(b), sqlitetest.NewClock().Now, rand.Reader)
	service.UseKeys(keystest.Ring(b, s))
	o, err := service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: company.ID, QuestionnaireID: short, Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup})
	if err != nil {
		b.Fatal(err)
	}
	for name, round := range map[string]kompass.Round{"sealed": o.Round, "clear": plain} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				nonce, err := kompass.NewNonce(rand.Reader)
				if err != nil {
					b.Fatal(err)
				}
				sub := kompass.Submission{RoundID: round.ID, TeamID: links[0].TeamID, Answers: make([]byte, 12)}
				if _, err := service.Submit(ctx, nonce.Receipt(round.ID), sub); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
