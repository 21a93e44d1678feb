package published_test

import (
	"crypto/rand"
	"path/filepath"
	"testing"
	"time"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/questionnaire"
	"kompass/internal/result/resulttest"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
	"kompass/questionnaires"
)

const full = "service-excellence-kompass"

// office is a store on a file of its own with what reads results from it, and the clock in the test's hand.
type office struct {
	testing.TB
	store   *store.Store
	clock   *sqlitetest.Clock
	rounds  *rounds.Service
	reader  *published.Reader
	library *questionnaire.Library
}

func newOffice(tb testing.TB) *office {
	tb.Helper()
	files, err := questionnaires.Files()
	if err != nil {
		tb.Fatal(err)
	}
	o := &office{TB: tb, clock: sqlitetest.NewClock()}
	o.library, err = questionnaire.NewLibrary(files)
	o.must(err)
	o.store = sqlitetest.OpenAt(tb, filepath.Join(tb.TempDir(), "kompass.db"), o.clock)
	o.rounds = rounds.New(o.store, o.library, o.clock.Now, rand.Reader)
	o.rounds.UseKeys(keystest.Ring(tb, o.store))
	o.reader = published.NewReader(o.store, o.rounds)
	return o
}

func (o *office) must(err error) {
	o.Helper()
	if err != nil {
		o.Fatal(err)
	}
}

func (o *office) open(c kompass.Company, title string, change ...func(*rounds.Plan)) kompass.Round {
	o.Helper()
	p := rounds.Plan{CompanyID: c.ID, QuestionnaireID: full, Title: title, Mode: kompass.Anonymous, K: 5, OneLink: true, Heads: 100}
	for _, f := range change {
		f(&p)
	}
	opened, err := o.rounds.Open(o.Context(), kompass.Unlimited(sqlitetest.Actor), p)
	o.must(err)
	return opened.Round
}

// close closes a round with a made-up result of the day, and returns it as it is then.
func (o *office) close(c kompass.Company, round kompass.Round, teams ...kompass.Team) kompass.Round {
	o.Helper()
	_, err := o.store.BeginClose(o.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID)
	o.must(err)
	q, _ := o.library.Get(full)
	doc := resulttest.Make(q, resulttest.Plan{Round: round, Company: c, Teams: teams, ClosedOn: o.clock.Now().Format(time.DateOnly), Seed: 1})
	data, err := doc.Encode()
	o.must(err)
	o.must(o.store.FinishClose(o.Context(), sqlitetest.Actor, kompass.Closing{RoundID: round.ID, Result: data, Hash: doc.Hash, KeepComments: true}))
	return o.round(round.ID)
}

func (o *office) release(round kompass.Round) kompass.Round {
	o.Helper()
	o.must(o.store.Release(o.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID))
	return o.round(round.ID)
}

func (o *office) round(id string) kompass.Round {
	o.Helper()
	round, err := o.store.Round(o.Context(), kompass.Everything, id)
	o.must(err)
	return round
}

// result is a result as the trainer sees it.
func (o *office) result(round kompass.Round) published.Result {
	o.Helper()
	r, err := o.reader.For(o.Context(), trainer, round.ID)
	o.must(err)
	return r
}

var trainer = kompass.User{ID: "trainer", Role: kompass.Trainer}

func coordinator(c kompass.Company) kompass.User {
	return kompass.User{ID: "coordinator", Role: kompass.Coordinator, CompanyID: c.ID}
}

// titles names results in their order.
func titles(all []published.Result) []string {
	var out []string
	for _, one := range all {
		out = append(out, one.Round.Title)
	}
	return out
}
