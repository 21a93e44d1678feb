package demo_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	mathrand "math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/demo"
	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/measures"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/rounds"
	"kompass/internal/sqlite"
	"kompass/internal/store"
	"kompass/questionnaires"
)

// today is the day on which every demo of these tests is made.
var today = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)

type clock struct{ t time.Time }

func (c *clock) Set(t time.Time) { c.t = t }
func (c *clock) Now() time.Time  { return c.t }

// filled is a database that a demo has filled.
type filled struct {
	store  *store.Store
	rounds *rounds.Service
	auth   *auth.Service
	seeded demo.Seeded
	took   time.Duration
}

func fill(t *testing.T, seed uint64, randomness io.Reader) filled {
	t.Helper()
	files, err := questionnaires.Files()
	if err != nil {
		t.Fatal(err)
	}
	library, err := questionnaire.NewLibrary(files)
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{today}
	store, err := sqlite.Open(context.Background(), sqlite.Options{Path: filepath.Join(t.TempDir(), "demo.db"), Now: c.Now, Rand: randomness})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	f := filled{store: store, rounds: rounds.New(store, library, c.Now, randomness), auth: auth.New(auth.Config{Store: store, Now: c.Now, Rand: randomness, Cost: auth.Cost{Memory: 8, Passes: 1}})}
	f.rounds.UseKeys(keystest.Ring(t, store))
	begun := time.Now()
	seeder := demo.Seeder{Store: store, Rounds: f.rounds, Auth: f.auth, Clock: c, Now: today, Seed: seed}
	if f.seeded, err = seeder.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	f.took = time.Since(begun)
	return f
}

// stream is randomness that is the same every time.
func stream() io.Reader { return mathrand.NewChaCha8([32]byte{1}) }

func (f filled) all(t *testing.T) []kompass.Round {
	t.Helper()
	all, err := f.store.Rounds(context.Background(), kompass.Everything, "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (f filled) hashes(t *testing.T) (out []string) {
	t.Helper()
	for _, r := range f.all(t) {
		_, hash, err := f.store.Result(context.Background(), kompass.Everything, r.ID)
		if err != nil && !errors.Is(err, kompass.ErrStillOpen) {
			t.Fatal(err)
		}
		out = append(out, hash)
	}
	return out
}

// cells returns the mean of every cell that a result shows for a group, as field/facet.
func cells(doc *result.Document, key string) map[string]float64 {
	out := map[string]float64{}
	for _, g := range doc.Groups {
		if len(g.Key) > 1 || key == "" && len(g.Key) > 0 || key != "" && g.Key["perspective"] != key {
			continue
		}
		for _, f := range g.Fields {
			for _, c := range f.Facets {
				if c.Mean != nil {
					out[f.ID+"/"+c.ID] = *c.Mean
				}
			}
		}
	}
	return out
}

func mean(values map[string]float64, of func(cell string) bool) float64 {
	sum, n := 0.0, 0
	for cell, v := range values {
		if of(cell) {
			sum, n = sum+v, n+1
		}
	}
	return sum / float64(n)
}

func every(string) bool { return true }

func TestDemoHasThreeCompaniesWithThreeRoundsAndOneOpen(t *testing.T) {
	f := fill(t, 1, rand.Reader)
	t.Logf("filled in %v", f.took)
	companies, err := f.store.Companies(context.Background(), kompass.Everything)
	if err != nil || len(companies) != 3 {
		t.Fatalf("got %d companies and error %v", len(companies), err)
	}
	open := 0
	for _, c := range companies {
		all, err := f.store.Rounds(context.Background(), kompass.Everything, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		released := slices.DeleteFunc(slices.Clone(all), func(r kompass.Round) bool { return r.State != kompass.StateReleased })
		open += len(all) - len(released)
		if len(released) != 3 {
			t.Errorf("%s: got %d released rounds, want 3", c.Name, len(released))
		}
		if span := released[0].OpensAt.Sub(released[2].OpensAt); span < 14*30*24*time.Hour || released[2].OpensAt.Before(today.AddDate(0, -18, -1)) {
			t.Errorf("%s: the rounds span %v", c.Name, span)
		}
		if target, err := f.store.Target(context.Background(), kompass.Everything, c.ID); err != nil || !target.Frozen() {
			t.Errorf("%s: got target %+v and error %v, want a frozen one", c.Name, target, err)
		}
	}
	if open != 1 || f.seeded.Open.Phase(today) != kompass.Running || len(f.seeded.Link.Code) != kompass.CodeLen {
		t.Errorf("got %d open rounds and %+v", open, f.seeded)
	}
	if _, err := f.auth.SignIn(context.Background(), demo.Email, demo.Password, "test"); err != nil {
		t.Errorf("the trainer cannot sign in: %v", err)
	}
	if findings, err := f.store.Check(context.Background()); err != nil || len(findings) > 0 {
		t.Errorf("got findings %q and error %v", findings, err)
	}
}

func TestDemoIsTheSameForASeed(t *testing.T) {
	first, again, other := fill(t, 7, stream()), fill(t, 7, stream()), fill(t, 8, stream())
	want := first.hashes(t)
	if len(want) != 10 || !slices.Equal(again.hashes(t), want) || again.seeded.Link.Code != first.seeded.Link.Code {
		t.Errorf("got %q, want %q", again.hashes(t), want)
	}
	for i, hash := range other.hashes(t) {
		if hash != "" && slices.Contains(want, hash) {
			t.Errorf("round %d: another seed gave the same result", i)
		}
	}
}

func TestDemoTellsAStory(t *testing.T) {
	f := fill(t, 20261201, rand.Reader)
	worked := func(cell string) bool {
		return slices.Contains([]string{"customers/processes", "leadership/tools", "people/tools", "management/attitude"}, cell)
	}
	byCompany := map[string][]*result.Document{}
	for _, r := range slices.Backward(f.all(t)) {
		if r.State != kompass.StateReleased {
			continue
		}
		doc, err := f.rounds.Result(context.Background(), kompass.Everything, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		byCompany[r.CompanyID] = append(byCompany[r.CompanyID], doc)
	}
	rosier := 0
	for _, docs := range byCompany {
		name := docs[0].Company
		slices.SortFunc(docs, func(a, b *result.Document) int { return strings.Compare(a.OpenedOn, b.OpenedOn) })
		var all, moved [3]float64
		for i, doc := range docs {
			everyone := cells(doc, "")
			if len(everyone) != 12 {
				t.Fatalf("%s: got %d cells, want 12", name, len(everyone))
			}
			all[i], moved[i] = mean(everyone, every), mean(everyone, worked)
			leaders, staff := cells(doc, "leaders"), cells(doc, "staff")
			if len(leaders) == 0 {
				continue // too few leaders to be shown
			}
			rosier++
			if mean(leaders, every) <= mean(staff, every) {
				t.Errorf("%s, round %d: leaders %v, staff %v, want leaders to see it rosier", name, i+1, mean(leaders, every), mean(staff, every))
			}
		}
		if all[1] >= all[0] {
			t.Errorf("%s: got %v after the training, want less than %v", name, all[1], all[0])
		}
		if moved[2] <= moved[0] || moved[2]-moved[0] <= all[2]-all[0] {
			t.Errorf("%s: worked-on cells went from %v to %v, all from %v to %v", name, moved[0], moved[2], all[0], all[2])
		}
	}
	if len(byCompany) != 3 || rosier == 0 {
		t.Errorf("got %d companies, leaders shown in %d rounds", len(byCompany), rosier)
	}
}

func TestDemoAgreesOnMeasuresThatItsQuestionnaireKnows(t *testing.T) {
	f := fill(t, 1, rand.Reader)
	all, err := f.store.Measures(context.Background(), kompass.Everything, kompass.MeasureFilter{})
	if err != nil || len(all) < 10 {
		t.Fatalf("got %d measures and error %v", len(all), err)
	}
	lists, states := map[kompass.MeasureList]int{}, map[kompass.MeasureState]int{}
	overdue := 0
	for _, m := range all {
		lists[m.List]++
		states[m.State]++
		if m.Overdue(today.Format(time.DateOnly)) {
			overdue++
		}
		round, err := f.store.Round(context.Background(), kompass.Everything, m.RoundID)
		if err != nil {
			t.Fatal(err)
		}
		frozen, err := f.rounds.Frozen(context.Background(), round)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range m.Aims {
			if !measures.Has(frozen.Questionnaire, a) {
				t.Errorf("%s: the questionnaire has no %s", m.What, a)
			}
		}
		if m.Changed.After(today) || m.Agreed > today.Format(time.DateOnly) {
			t.Errorf("%s: agreed on %s and changed at %v, after today", m.What, m.Agreed, m.Changed)
		}
	}
	if len(lists) != 3 || len(states) != 4 || overdue == 0 {
		t.Errorf("got %v, %v and %d overdue, want every list and state and one overdue", lists, states, overdue)
	}
}

func TestDemoCompaniesSayWhatTheyStandFor(t *testing.T) {
	f := fill(t, 1, rand.Reader)
	ctx := context.Background()
	companies, err := f.store.Companies(ctx, kompass.Everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range companies {
		stands, err := f.store.Positioning(ctx, kompass.Everything, c.ID)
		if err != nil || stands.Promise == "" || stands.Omitted == "" || c.Contact.Empty() {
			t.Errorf("%s: got %+v, %+v, %v, want a promise, what is not offered, and a contact", c.Name, stands, c.Contact, err)
		}
	}
	if sender, err := f.store.Sender(ctx); err != nil || sender.Empty() {
		t.Errorf("got sender %+v, %v", sender, err)
	}
	if _, err := f.auth.SignIn(ctx, demo.Helper, demo.Password, "test"); err != nil {
		t.Errorf("the coordinator cannot sign in: %v", err)
	}
}
